import Testing

@testable import Compute

/// Training that is stopped, written down and taken up again goes on as if nothing had been.
@Suite struct OptimizerStateTests {
  /// A network of all that carries something from step to step: dropout, batch norm, an LSTM.
  private static func draw() -> (graph: Graph, loss: Node) {
    let graph = Graph()
    let x = graph.input("x", [24, 2])
    let convolved = x.convolved(with: graph.parameter("conv.weight", [6, 2, 3]), padding: .same)
    let normalised = convolved.batchNormalised(
      gamma: graph.parameter("norm.weight", [6]), beta: graph.parameter("norm.bias", [6]),
      runningMean: "norm.running_mean", runningVariance: "norm.running_var", statistics: .batch(momentum: 0.1))
    let weights = Node.LSTMWeights(
      input: graph.parameter("lstm.weight_ih", [20, 6]), hidden: graph.parameter("lstm.weight_hh", [20, 5]),
      bias: graph.parameter("lstm.bias", [20]))
    let features = normalised.relu().droppedOut(0.25).lstm(weights).lastOverTime().droppedOut(0.5)
    let logits = features.linear(graph.parameter("head.weight", [3, 5]), bias: graph.parameter("head.bias", [3]))
    return (graph, logits.crossEntropy(graph.input("y", [])))
  }

  /// Everything that a training is made of.
  private struct Training {
    let runner: Runner
    let optimizer: Optimizer
    private let accumulates: Bool

    init(_ rule: Optimizer.Rule, threads: Int, accumulates: Bool) {
      let (graph, loss) = OptimizerStateTests.draw()
      let parameters = Parameters(for: graph)
      parameters.initialise(seed: 3)
      runner = Runner(.training(loss: loss), parameters, threads: threads)
      optimizer = Optimizer(
        rule, rate: 0.02, for: parameters,
        groups: [
          .init(rateFactor: 0.5, proximalL1: 0.01, proximalL2: 0.5) { $0.name.hasPrefix("conv") },
          .init(decay: 0.01) { !$0.isNormOrBias }, .init(),
        ])
      optimizer.clipNorm = 0.5
      self.accumulates = accumulates
    }

    func step(_ numbers: Range<Int>) {
      for number in numbers {
        optimizer.rate = 0.02 / Float(number + 1)
        for part in 0..<(accumulates ? 2 : 1) {
          let count = 7 + part
          runner.setInput("x", Hashed.uniform("x\(number).\(part)", count * 48))
          runner.setInput("y", (0..<count).map { Float(($0 + number) % 3) })
          runner.run(count)
          if accumulates { optimizer.accumulate(runner, weight: Float(count)) }
        }
        optimizer.step(runner)
      }
    }

    var bits: [String: [UInt32]] {
      var result = ["loss": [runner.loss].bits]
      for spec in runner.parameters.specs { result[spec.name] = runner.parameters[spec.name].elements.bits }
      return result
    }
  }

  static let rules: [Optimizer.Rule] = [.sgd(), .sgd(momentum: 0.9, isNesterov: true), .adam(), .adamW(beta1: 0.8)]

  @Test(arguments: rules, [false, true])
  func restoredTrainingGoesOnWithTheSameBits(_ rule: Optimizer.Rule, accumulates: Bool) throws {
    let whole = Training(rule, threads: 2, accumulates: accumulates)
    whole.runner.seed = 11
    whole.step(0..<4)
    // What a file would hold.
    let state = whole.optimizer.state
    let (seed, step) = (whole.runner.seed, whole.runner.step)
    var tensors: [String: Tensor] = [:]
    for spec in whole.runner.parameters.specs { tensors[spec.name] = whole.runner.parameters[spec.name] }
    whole.step(4..<9)

    let resumed = Training(rule, threads: 1, accumulates: accumulates)
    for (name, tensor) in tensors { resumed.runner.parameters[name] = tensor }
    try resumed.optimizer.restore(state)
    (resumed.runner.seed, resumed.runner.step) = (seed, step)
    #expect(resumed.optimizer.state == state)
    resumed.step(4..<9)

    let differing = whole.bits.filter { resumed.bits[$0.key] != $0.value }.map(\.key).sorted()
    #expect(differing == [])
    #expect(whole.optimizer.state == resumed.optimizer.state)
    #expect(whole.bits.values.joined().allSatisfy { Float(bitPattern: $0).isFinite })
  }

  /// Each part of what is saved matters: left out, the bits differ.
  @Test(arguments: ["moments", "counts", "anchors", "seed", "step", "statistics"])
  func nothingSavedIsIdle(_ part: String) throws {
    let whole = Training(.adam(), threads: 1, accumulates: false)
    whole.runner.seed = 11
    whole.step(0..<4)
    var state = whole.optimizer.state
    for index in state.parameters.indices {
      let shape = whole.runner.parameters.specs[index].shape
      switch part {
      case "moments": state.parameters[index].second = Tensor(shape, repeating: 1)
      case "counts": state.parameters[index].steps = 0
      case "anchors": state.parameters[index].anchor = Tensor(shape, repeating: 0)
      default: break
      }
    }
    let resumed = Training(.adam(), threads: 1, accumulates: false)
    for spec in whole.runner.parameters.specs where part != "statistics" || spec.isTrainable {
      resumed.runner.parameters[spec.name] = whole.runner.parameters[spec.name]
    }
    try resumed.optimizer.restore(state)
    resumed.runner.seed = part == "seed" ? 12 : 11
    resumed.runner.step = part == "step" ? 0 : whole.runner.step
    whole.step(4..<6)
    resumed.step(4..<6)
    #expect(whole.bits != resumed.bits)
  }

  @Test func aStateOfAnotherOptimizerIsRefused() throws {
    let training = Training(.adam(), threads: 1, accumulates: false)
    training.step(0..<2)
    let state = training.optimizer.state
    var cases: [(OptimizerState, String)] = []
    func add(_ message: String, _ change: (inout OptimizerState) -> Void) {
      var changed = state
      change(&changed)
      cases.append((changed, message))
    }
    add("the state is of SGD, the optimizer is Adam") { $0.rule = .sgd(momentum: 0.9) }
    add("the state is of 9 parameters, expected 10: 'head.bias' is on one side alone") { state in
      state.parameters.removeAll { $0.name == "head.bias" }
    }
    add("their order differs") { $0.parameters.swapAt(0, 1) }
    add("'conv.weight': the state's first moment is 6×2×4, expected 6×2×3") {
      $0.parameters[0].first = Tensor([6, 2, 4], repeating: 0)
    }
    add("'conv.weight': the state's second moment is none, expected 6×2×3") { $0.parameters[0].second = nil }
    add("'conv.weight': the state's anchor is none, expected 6×2×3") { $0.parameters[0].anchor = nil }
    add("the state counts fewer than 0 steps") { $0.steps = -1 }
    for (changed, message) in cases {
      let error = #expect(throws: OptimizerState.Mismatch.self) { try training.optimizer.restore(changed) }
      #expect(error?.description.contains(message) == true, "\(error?.description ?? "none")")
      #expect(training.optimizer.state == state, "a refused state changes nothing")
    }
  }

  @Test func stateIsNotReadBetweenParts() async {
    await #expect(processExitsWith: .failure) {
      let bench = OptimizerTests.Bench([("p", [1, 2])])
      bench.runner.run(0)
      let optimizer = Optimizer(.sgd(), rate: 1, for: bench.runner.parameters)
      optimizer.accumulate(bench.runner)
      _ = optimizer.state
    }
  }
}
