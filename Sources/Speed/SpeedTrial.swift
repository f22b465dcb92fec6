import Compute
import Networks

/// A network drawn, compiled and filled, ready to step.
public struct SpeedTrial {
  /// What was compiled.
  public let program: Program
  private let runner: Runner
  private let optimizer: Optimizer?
  private let batch: Int

  /// Draws, compiles and fills it.
  public init(_ what: SpeedCase) {
    let graph = Graph()
    let phase = what.mode == .train ? Phase.training : .prediction
    let network: any Network =
      switch what.network {
      case "A": Beat()
      case "B": Lead()
      case "C": Embedded(of: Lead(), leads: 12)
      case "D": XResNet1d(outputs: 5)
      default: RecurrentStack(outputs: 5)
      }
    let logits = network.logits(graph.input("signal", [network.samples, network.leads]), phase)
    batch = what.batch
    var options = Program.Options()
    options.shard = what.shard
    options.lanes = what.lanes
    let isClassed = ["A", "B", "C"].contains(what.network)
    switch what.mode {
    case .train:
      var loss =
        isClassed
        ? logits.crossEntropy(graph.input("target", [])) : logits.binaryCrossEntropy(graph.input("target", [5]))
      if what.network == "C" {
        let specs = graph.parameters.filter { $0.name.hasPrefix("leads.") }
        let weights = specs.map { graph.parameter($0.name, $0.shape) }
        let anchors = specs.map { spec in
          graph.constant([Float](repeating: 0.01, count: spec.shape.count), Shape(spec.shape.sizes.reversed()))
        }
        loss = loss + graph.penalty(.l1, on: weights, towards: anchors, coefficient: 1e-4)
      }
      program = .training(loss: loss, options: options)
    case .infer:
      program = .inference([("logits", logits)], options: options)
    }
    let parameters = Parameters(for: graph)
    for spec in graph.parameters { parameters[spec.name] = SpeedTrial.initial(spec) }
    runner = Runner(program, parameters, threads: what.threads)
    optimizer = what.mode == .train ? Optimizer(.adam(), rate: 1e-3, for: parameters) : nil
    runner.withInput("signal", count: batch) { buffer in
      for index in buffer.indices { buffer[index] = SpeedTrial.noise(index) }
    }
    if what.mode == .train {
      runner.withInput("target", count: batch) { buffer in
        for index in buffer.indices { buffer[index] = Float(isClassed ? index % 3 : index % 2) }
      }
    }
  }

  /// Takes a step, or makes a pass.
  public func step() {
    runner.run(batch)
    optimizer?.step(runner)
  }

  /// Uniform within ±1/√fan-in; statistics begin at mean 0 and variance 1, norms at scale 1.
  private static func initial(_ spec: ParameterSpec) -> Tensor {
    if spec.name.hasSuffix("running_var") || (spec.name.contains("norm") && spec.name.hasSuffix("weight")) {
      return Tensor(spec.shape, repeating: 1)
    }
    if !spec.isTrainable { return Tensor(spec.shape, repeating: 0) }
    let fan = max(1, spec.shape.sizes.dropFirst().reduce(1, *))
    let bound = 1 / Float(fan).squareRoot()
    return Tensor(spec.shape, (0..<spec.shape.count).map { noise($0 &+ spec.name.utf8.count) * bound })
  }

  private static func noise(_ index: Int) -> Float {
    var x = UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678
    x ^= x >> 29
    x = x &* 0xBF58_476D_1CE4_E5B9
    return Float(x >> 40) / 8_388_608 - 1
  }
}
