import Cohorts
import Compute
import Interchange
import Learning
import Waveforms

/// Writes models with an input and their outputs, for Scripts/checks/onnx.py to run elsewhere and compare.
enum ONNXModels {
  static let batch = 3

  /// Without a name, prints all names; otherwise writes `model.onnx`, `input.npy` and an `.npy` file an output.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      let cases = try ONNXCase.all()
      guard let name = arguments.first else {
        cases.forEach { print($0.name) }
        return 0
      }
      guard let one = cases.first(where: { $0.name == name }) else {
        print("there is no case \(name)")
        return 2
      }
      let options = Dictionary(
        zip(arguments.dropFirst(), arguments.dropFirst(2)).filter { $0.0.hasPrefix("--") }
      ) { $1 }
      let seed = options["--seed"].flatMap { UInt64($0) } ?? 1
      try write(one, seed: seed, to: options["--out"] ?? ".")
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }

  private static func write(_ one: ONNXCase, seed: UInt64, to folder: String) throws {
    let outputs = one.draw()
    guard let graph = outputs.first?.node.graph else { return }
    let parameters = parameters(graph, seed)
    let signal = signal(one, seed)

    try AtomicFile.makeFolder(folder)
    let export = ONNXExport(
      labels: ["a", "b"], leads: (0..<one.leads).map { "V\($0)" }, rate: 100, normalisation: one.steps, version: "0")
    try export.write(outputs, parameters, to: "\(folder)/model.onnx")
    try NPYArray(shape: [batch, one.samples, one.leads], floats: signal).write(to: "\(folder)/input.npy")

    let runner = Runner(.inference(outputs), parameters, threads: 1)
    let size = one.samples * one.leads
    runner.setInput(
      "signal", try (0..<batch).flatMap { try prepared(Array(signal[($0 * size)..<(($0 + 1) * size)]), one) })
    runner.run(batch)
    for (name, node) in outputs {
      try NPYArray(shape: [batch] + node.shape.sizes, floats: runner.output(name)).write(to: "\(folder)/\(name).npy")
    }
  }

  /// Weights as a network begins with; whatever has one axis, such as the figures of norms, moved off its even start.
  private static func parameters(_ graph: Graph, _ seed: UInt64) -> Parameters {
    let parameters = Parameters(for: graph)
    parameters.initialise(seed: seed)
    var random = SplitMix64(seed)
    for spec in parameters.specs where spec.shape.rank == 1 {
      let elements = parameters[spec.name].elements.map { $0 + Float(random.uniform(-0.3, 0.3)) }
      parameters[spec.name] = Tensor(spec.shape, elements)
    }
    return parameters
  }

  /// Windows with an offset on each lead and, where there are to be gaps, missing samples, a flat and an absent lead.
  private static func signal(_ one: ONNXCase, _ seed: UInt64) -> [Float] {
    var random = SplitMix64(seed, 1)
    return (0..<(batch * one.samples * one.leads)).map { index in
      let (example, sample, lead) = (
        index / (one.samples * one.leads), index / one.leads % one.samples, index % one.leads
      )
      let value = Float(random.normal()) + 0.3 * Float(lead)
      guard one.hasGaps else { return value }
      if one.leads > 2 && lead == 1 && example == 0 { return 0.7 }
      if one.leads > 2 && lead == 2 && example == 1 { return .nan }
      return sample < 10 && example == 2 ? [.nan, .infinity, -.infinity][sample % 3] : value
    }
  }

  /// One window as the recipe prepares it for a network that does not do so itself.
  private static func prepared(_ signal: [Float], _ one: ONNXCase) throws -> [Float] {
    guard !one.steps.isEmpty else { return signal }
    let leads = (0..<one.leads).map { lead in
      Recording.Lead(name: "V\(lead)", samples: (0..<one.samples).map { signal[$0 * one.leads + lead] })
    }
    let recording = Recording(name: one.name, rate: 100, leads: leads)
    return try Recipe(one.steps)(recording).values
  }
}
