import Testing

@testable import Compute

/// The same bytes for any number of threads, and for any company that an example is in.
@Suite struct SameBitsTests {
  private static let count = 21

  /// A network of every kind of layer, large enough that shards, lanes and shared rows all come into play.
  private func draw(isTraining: Bool) -> (graph: Graph, logits: Node, loss: Node) {
    let graph = Graph()
    let x = graph.input("x", [96, 3])
    let statistics: BatchNormStatistics = isTraining ? .batch(momentum: 0.1) : .running
    func normalised(_ value: Node, _ name: String) -> Node {
      value.batchNormalised(
        gamma: graph.parameter("\(name).gamma", [value.shape.channels]),
        beta: graph.parameter("\(name).beta", [value.shape.channels]), runningMean: "\(name).mean",
        runningVariance: "\(name).variance", statistics: statistics)
    }
    var value = x.convolved(
      with: graph.parameter("stem", [20, 3, 7]), bias: graph.parameter("stem.bias", [20]), padding: .same)
    value = value.relu().maxPooled(window: 3, stride: 2, padding: 1)
    let inner = normalised(value.convolved(with: graph.parameter("inner", [20, 20, 5]), padding: .same), "norm").relu()
    let outer = inner.convolved(with: graph.parameter("outer", [20, 10, 3]), padding: .same, dilation: 1, groups: 2)
    value = (normalised(outer, "last") + value).relu()
    func direction(_ name: String) -> Node.LSTMWeights {
      .init(
        input: graph.parameter("\(name).input", [4 * 9, 20]), hidden: graph.parameter("\(name).hidden", [4 * 9, 9]),
        bias: graph.parameter("\(name).bias", [4 * 9]))
    }
    value = value.averagePooled(window: 2).lstm(direction("forward"), backward: direction("backward"))
    var features = Node.concatenated([value.meanOverTime(), value.maxOverTime(), value.lastOverTime()]).gelu()
    if isTraining { features = features.droppedOut(0.25) }
    let logits = features.linear(graph.parameter("head", [3, 54]), bias: graph.parameter("head.bias", [3]))
    let loss =
      logits.crossEntropy(graph.input("y", []), classWeights: [1, 2, 0.5])
      + graph.penalty(.l1, on: [graph.parameter("stem", [20, 3, 7])], coefficient: 0.001)
    return (graph, logits, loss)
  }

  private func parameters(_ graph: Graph) -> Parameters {
    let parameters = Parameters(for: graph)
    for spec in parameters.specs {
      let isPositive = spec.name.hasSuffix("variance") || spec.name.hasSuffix("gamma")
      let numbers = Hashed.uniform(spec.name, spec.shape.count, isPositive ? 0.5 : -0.25, isPositive ? 1.5 : 0.25)
      parameters[spec.name] = Tensor(spec.shape, numbers)
    }
    return parameters
  }

  /// Everything that three steps leave behind, bit by bit.
  private func trained(threads: Int, count: Int, _ options: Program.Options = .init()) -> [String: [UInt32]] {
    let (graph, logits, loss) = draw(isTraining: true)
    let program = Program.training(loss: loss, outputs: [("logits", logits)], options: options)
    let runner = Runner(program, parameters(graph), threads: threads)
    runner.seed = 5
    runner.reserve(count)
    runner.setInput("x", Hashed.uniform("x", count * 96 * 3))
    runner.setInput("y", (0..<count).map { Float($0 % 3) })
    let optimizer = Optimizer(.adamW(), rate: 0.01, for: runner.parameters, groups: [.init(decay: 0.01)])
    optimizer.clipNorm = 0.5
    var result: [String: [UInt32]] = [:]
    for step in 0..<3 {
      runner.run(count)
      result["loss \(step)"] = [runner.loss].bits
      result["logits \(step)"] = runner.output("logits").bits
      for spec in runner.parameters.specs {
        if let gradient = runner.gradient(of: spec.name) {
          result["gradient \(spec.name) \(step)"] = gradient.elements.bits
        }
      }
      optimizer.step(runner)
      result["norm \(step)"] = [optimizer.gradientNorm].bits
      for spec in runner.parameters.specs {
        result["\(spec.name) \(step)"] = runner.parameters[spec.name].elements.bits
      }
    }
    return result
  }

  @Test(arguments: [1, 2, 5, count])
  func threadsLeaveNoTrace(_ count: Int) {
    let alone = trained(threads: 1, count: count)
    #expect(alone.values.joined().allSatisfy { Float(bitPattern: $0).isFinite })
    #expect(alone["loss 0"] != alone["loss 2"])
    for threads in [2, 3, 5] {
      let together = trained(threads: threads, count: count)
      let differing = alone.filter { together[$0.key] != $0.value }.map(\.key).sorted()
      #expect(differing == [], "\(count) examples, \(threads) threads")
    }
  }

  @Test func threadsLeaveNoTraceHoweverWorkIsCut() {
    for (shard, lanes) in [(1, 8), (2, 3), (16, 1)] {
      var options = Program.Options()
      (options.shard, options.lanes) = (shard, lanes)
      let alone = trained(threads: 1, count: 13, options)
      #expect(trained(threads: 3, count: 13, options) == alone, "shards of \(shard), \(lanes) lanes")
    }
  }

  /// A runner that has run before gives what a fresh one gives.
  @Test func earlierRunsLeaveNoTrace() {
    let (graph, logits, _) = draw(isTraining: false)
    let program = Program.inference([("logits", logits)])
    let parameters = parameters(graph)
    let used = Runner(program, parameters, threads: 2)
    used.reserve(30)
    used.setInput("x", Hashed.uniform("earlier", 30 * 96 * 3, -9, 9))
    used.run(30)
    used.setInput("x", Hashed.uniform("x", 7 * 96 * 3))
    used.run(7)
    let fresh = Runner(program, parameters, threads: 2)
    fresh.setInput("x", Hashed.uniform("x", 7 * 96 * 3))
    fresh.run(7)
    #expect(used.output("logits").bits == fresh.output("logits").bits)
  }

  @Test(arguments: [1, 2])
  func companyLeavesNoTrace(threads: Int) {
    let (graph, logits, _) = draw(isTraining: false)
    let program = Program.inference([("logits", logits)])
    let runner = Runner(program, parameters(graph), threads: threads)
    let size = 96 * 3
    let all = Hashed.uniform("x", SameBitsTests.count * size)
    func predict(_ examples: [Int]) -> [[UInt32]] {
      runner.setInput("x", examples.flatMap { all[($0 * size)..<(($0 + 1) * size)] })
      runner.run(examples.count)
      let output = runner.output("logits")
      return examples.indices.map { Array(output[($0 * 3)..<($0 * 3 + 3)]).bits }
    }
    let together = predict(Array(0..<SameBitsTests.count))
    let backward = predict((0..<SameBitsTests.count).reversed())
    #expect(Array(backward.reversed()) == together)
    for example in 0..<SameBitsTests.count { #expect(predict([example]) == [together[example]]) }
    for count in [2, 3, 4, 7, 8, 9, 12] {
      let chosen = (0..<count).map { ($0 * 5 + 2) % SameBitsTests.count }
      #expect(predict(chosen) == chosen.map { together[$0] }, "\(count) examples")
    }
  }
}
