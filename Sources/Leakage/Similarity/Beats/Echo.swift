import Cohorts
import Compute
import Waveforms

/// Some stages of an autoencoder, drawn from an input of their own, with the parameters they need.
struct Echo {
  private let input: Node
  private let output: Node
  private let parameters: Parameters

  /// Draws stages; their parameters are copied from those of the whole network.
  init(_ draw: (Node) -> Node, _ shape: [Int], from whole: Parameters) {
    input = Graph().input("input", Shape(shape))
    output = draw(input)
    parameters = Parameters(for: output.graph)
    for spec in parameters.specs { parameters[spec.name] = whole[spec.name] }
  }

  /// Trains the stages to say again what they are given, and puts what they learnt back.
  ///
  /// - Parameter goesOn: Asked after every step.
  /// - Returns: Whether it came to its end.
  func fit(
    _ rows: [Float], _ plan: CoderPlan, epochs: Int, rate: Float, into whole: Parameters, threads: Int?,
    goesOn: () -> Bool
  ) -> Bool {
    let size = input.shape.count
    let count = rows.count / size
    let runner = Runner(.training(loss: output.meanSquareError(input)), parameters, threads: threads)
    let optimizer = Optimizer(.adam(), rate: rate, for: parameters)
    optimizer.clipNorm = 1
    let total = epochs * ((count + plan.batch - 1) / plan.batch)
    var step = 0
    for epoch in 0..<epochs {
      var random = SplitMix64(plan.seed, 0xEC40, UInt64(epoch))
      var order = Array(0..<count)
      random.shuffle(&order)
      for start in stride(from: 0, to: count, by: plan.batch) {
        let chosen = order[start..<min(count, start + plan.batch)]
        Self.fill(runner, chosen, of: rows, size: size)
        runner.run(chosen.count)
        optimizer.rate = rate * min(1, 2 * Float(total - step) / Float(total))
        optimizer.step(runner)
        step += 1
        if !goesOn() { return false }
      }
    }
    for spec in parameters.specs { whole[spec.name] = parameters[spec.name] }
    return true
  }

  /// Returns what the stages make of rows.
  func apply(_ rows: [Float], threads: Int?) -> [Float] {
    let size = input.shape.count
    let count = rows.count / size
    let runner = Runner(.inference([("output", output)]), parameters, threads: threads)
    var result: [Float] = []
    result.reserveCapacity(count * output.shape.count)
    for start in stride(from: 0, to: count, by: 256) {
      let part = start..<min(count, start + 256)
      Self.fill(runner, part, of: rows, size: size)
      runner.run(part.count)
      result += runner.output("output")
    }
    return result
  }

  private static func fill(_ runner: Runner, _ chosen: some Collection<Int>, of rows: [Float], size: Int) {
    runner.withInput("input", count: chosen.count) { buffer in
      rows.withUnsafeBufferPointer { rows in
        for (row, index) in chosen.enumerated() {
          _ = buffer.extracting((row * size)..<((row + 1) * size))
            .update(fromContentsOf: rows.extracting((index * size)..<((index + 1) * size)))
        }
      }
    }
  }
}
