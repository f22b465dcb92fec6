import Cohorts
import Compute
import Interchange
import Waveforms

/// Draws what a recipe does to windows, from (batch, samples, leads) as they were cut to what the network sees.
struct ONNXNormalizer {
  let leads: Int

  /// Adds the steps that act on windows when nothing is drawn at random, and returns the result's name.
  func add(
    _ steps: [Cohorts.Step], to signal: String, in drawing: inout ONNXDrawing
  ) throws(ONNXExportError) -> String {
    var name = signal
    drawing.layer = "recipe"
    for step in steps {
      switch step {
      case .normalize(.zScore(let scope)): name = zScore(name, axes(scope), &drawing)
      case .normalize(.minMax(let scope)): name = minMax(name, axes(scope), &drawing)
      case .normalize(.given(let means, let scales)): name = try given(name, means, scales, &drawing)
      case .clip(let bound): name = clip(name, bound, &drawing)
      case .fill(let value): name = drawing.replacingMissing(in: name, by: drawing.number(value))
      // These are done when training alone.
      case .jitter, .gain: break
      case .perlin(let noise) where !noise.isAlways: break
      default:
        throw .step(name: step.title, message: "it cannot be done within a network: export the network without it")
      }
    }
    return name
  }

  private func axes(_ scope: Normalization.Scope) -> [Int] {
    switch scope {
    case .lead: [1]
    case .record: [1, 2]
    }
  }

  private func zScore(_ x: String, _ axes: [Int], _ drawing: inout ONNXDrawing) -> String {
    let samples = SampleMask(x, &drawing)
    let count = drawing.add(
      "Max", [drawing.sum(drawing.add("Cast", [samples.present], ["to": .integer(1)]), axes), drawing.number(1)])
    // The mean of what a first mean leaves corrects its rounding.
    let rough = drawing.add("Div", [drawing.sum(samples.orZero(x, &drawing), axes), count])
    let rest = samples.orZero(drawing.add("Sub", [x, rough]), &drawing)
    let mean = drawing.add("Add", [rough, drawing.add("Div", [drawing.sum(rest, axes), count])])
    let centred = samples.orZero(drawing.add("Sub", [x, mean]), &drawing)
    let squares = drawing.sum(drawing.add("Mul", [centred, centred]), axes)
    let deviation = drawing.add("Sqrt", [drawing.add("Div", [squares, count])])
    let (low, high) = samples.range(of: x, axes, &drawing)
    return samples.map(x, offset: mean, scale: deviation, varies: drawing.add("Less", [low, high]), &drawing)
  }

  private func minMax(_ x: String, _ axes: [Int], _ drawing: inout ONNXDrawing) -> String {
    let samples = SampleMask(x, &drawing)
    let (low, high) = samples.range(of: x, axes, &drawing)
    return samples.map(
      x, offset: low, scale: drawing.add("Sub", [high, low]), varies: drawing.add("Less", [low, high]), &drawing)
  }

  private func clip(_ x: String, _ bound: Float, _ drawing: inout ONNXDrawing) -> String {
    let bounded = drawing.add("Clip", [x, drawing.number(-bound), drawing.number(bound)])
    // Runtimes disagree on the bounded value of what is not a number.
    return drawing.add("Where", [drawing.add("IsNaN", [x]), x, bounded])
  }

  private func given(
    _ x: String, _ means: [Float], _ scales: [Float], _ drawing: inout ONNXDrawing
  ) throws(ONNXExportError) -> String {
    for constants in [means, scales] where constants.count != 1 && constants.count != leads {
      throw .step(
        name: "normalize", message: "\(constants.count) constants for \(leads) leads, expected one, or one a lead")
    }
    let samples = SampleMask(x, &drawing)
    let offset = drawing.store(Tensor([means.count], means), "means")
    // A scale of 0 makes zeros.
    let factor = drawing.store(Tensor([scales.count], scales.map { $0 == 0 ? 0 : 1 / $0 }), "factors")
    return samples.orMissing(
      drawing.add("Mul", [drawing.add("Sub", [x, offset]), factor]), &drawing)
  }
}
