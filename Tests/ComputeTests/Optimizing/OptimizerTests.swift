import Foundation
import Testing

@testable import Compute

/// Optimizers against PyTorch's and against naive references in Float64.
@Suite struct OptimizerTests {
  /// Goldens/optimizers.json, made by Scripts/goldens/make_optimizers.py.
  struct Goldens: Decodable {
    struct Golden: Decodable, Sendable {
      let optimizer: String
      let learningRate: Float
      let weightDecay: Float
      let momentum: Float?
      let nesterov: Bool?
      let beta1: Float?
      let beta2: Float?
      let epsilon: Float?
      let clipNorm: Float?
      let gradientNorms: [Double]
      let values: [Double]
    }
    let parameter: String
    let gradients: [String]
    let count: Int
    let low: Double
    let high: Double
    let cases: [Golden]

    static func read() throws -> Goldens {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Goldens/optimizers.json")
      return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: file))
    }
  }

  /// A parameter whose gradient is whatever is fed in: the loss is Σ input · parameter.
  struct Bench {
    let runner: Runner
    let count: Int

    init(_ parameters: [(name: String, values: [Float])], threads: Int = 2) {
      let graph = Graph()
      var loss: Node?
      for (name, values) in parameters {
        let x = graph.input("gradient of \(name)", [values.count])
        let part = x.linear(graph.parameter(name, [1, values.count])).sumOverBatch()
        loss = loss.map { $0 + part } ?? part
      }
      guard let loss else { preconditionFailure("a bench needs parameters") }
      runner = Runner(Program.training(loss: loss), Parameters(for: graph), threads: threads)
      count = parameters.count
      for (name, values) in parameters { runner.parameters[name] = Tensor([1, values.count], values) }
    }

    func step(_ optimizer: Optimizer, _ gradients: [String: [Float]]) {
      for (name, gradient) in gradients { runner.setInput("gradient of \(name)", gradient) }
      runner.run(1)
      for (name, gradient) in gradients { #expect(runner.gradient(of: name)?.elements == gradient) }
      optimizer.step(runner)
    }

    subscript(name: String) -> [Float] { runner.parameters[name].elements }
  }

  @Test(arguments: 0..<13)
  func followsPyTorch(_ index: Int) throws {
    let goldens = try Goldens.read()
    #expect(goldens.cases.count == 13)
    let golden = goldens.cases[index]
    let rule: Optimizer.Rule =
      switch golden.optimizer {
      case "sgd": .sgd(momentum: golden.momentum ?? 0, isNesterov: golden.nesterov ?? false)
      case "adam": .adam(beta1: golden.beta1 ?? 0, beta2: golden.beta2 ?? 0, epsilon: golden.epsilon ?? 0)
      default: .adamW(beta1: golden.beta1 ?? 0, beta2: golden.beta2 ?? 0, epsilon: golden.epsilon ?? 0)
      }
    let numbers = { Hashed.uniform($0, goldens.count, goldens.low, goldens.high) }
    let bench = Bench([("p", numbers(goldens.parameter))])
    let optimizer = Optimizer(
      rule, rate: golden.learningRate, for: bench.runner.parameters, groups: [.init(decay: golden.weightDecay)])
    optimizer.clipNorm = golden.clipNorm
    for (name, norm) in zip(goldens.gradients, golden.gradientNorms) {
      bench.step(optimizer, ["p": numbers(name)])
      if golden.clipNorm != nil { #expect(abs(Double(optimizer.gradientNorm) / norm - 1) < 1e-6) }
    }
    #expect(distance(bench["p"], from: golden.values) < 1e-6)
    #expect(optimizer.steps == 5)
    #expect(bench.runner.step == 5)
  }

  @Test func groupsAreTreatedEachInItsWay() {
    let start = Hashed.uniform("start", 20)
    let gradient = Hashed.uniform("gradient", 20)
    let bench = Bench([("trunk.w", start), ("head.w", start), ("other", start), ("free", start)])
    let optimizer = Optimizer(
      .sgd(), rate: 0.5, for: bench.runner.parameters,
      groups: [
        .init(rateFactor: 0.1, decay: 0.25) { $0.name.hasPrefix("trunk") },
        .init(rateFactor: 2) { $0.name.hasPrefix("head") },
        .init(rateFactor: 0) { $0.name.hasPrefix("free") || $0.name.hasPrefix("head") },
      ])
    bench.step(optimizer, ["trunk.w": gradient, "head.w": gradient, "other": gradient, "free": gradient])
    let expected = { (rate: Double, decay: Double) in
      zip(start, gradient).map { Double($0) - rate * (Double($1) + decay * Double($0)) }
    }
    #expect(distance(bench["trunk.w"], from: expected(0.05, 0.25)) < 1e-6)
    #expect(distance(bench["head.w"], from: expected(1, 0)) < 1e-6, "the first group that fits takes a parameter")
    #expect(bench["free"] == start)
    #expect(bench["other"] == start, "what no group takes is left alone")
  }

  /// Clipping counts all gradients together.
  @Test func clipsByTheNormOfAll() {
    let (a, b) = (Hashed.uniform("a", 7), Hashed.uniform("b", 20000))
    let bench = Bench([("a", [Float](repeating: 0, count: 7)), ("b", [Float](repeating: 0, count: 20000))])
    let optimizer = Optimizer(.sgd(), rate: 1, for: bench.runner.parameters)
    optimizer.clipNorm = 2
    bench.step(optimizer, ["a": a, "b": b])
    let norm = (a + b).reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    #expect(abs(Double(optimizer.gradientNorm) / norm - 1) < 1e-6)
    #expect(distance(bench["b"], from: b.map { -Double($0) * 2 / (norm + 1e-6) }) < 1e-6)
    #expect(distance(bench["a"], from: a.map { -Double($0) * 2 / (norm + 1e-6) }) < 1e-6)
    optimizer.clipNorm = nil
    bench.step(optimizer, ["a": a, "b": b])
    #expect(optimizer.gradientNorm.isNaN, "no norm was asked for")
  }

  /// Under SGD: a gradient below the strength never moves its weight by a bit; above it, the rest does.
  @Test func proximalL1KeepsWeightsAtTheirAnchors() {
    let start = Hashed.uniform("start", 40)
    let bench = Bench([("p", start)])
    let optimizer = Optimizer(.sgd(), rate: 0.125, for: bench.runner.parameters, groups: [.init(proximalL1: 0.5)])
    let gradient = (0..<40).map { Float($0 - 20) / 20 }
    var exact = start.map(Double.init)
    for _ in 0..<6 {
      bench.step(optimizer, ["p": gradient])
      for i in exact.indices {
        exact[i] = shrunk(exact[i] - 0.125 * Double(gradient[i]), Double(start[i]), 0.125 * 0.5)
      }
    }
    let values = bench["p"]
    for i in gradient.indices where abs(gradient[i]) < 0.5 { #expect(values[i].bitPattern == start[i].bitPattern) }
    for i in gradient.indices where abs(gradient[i]) > 0.51 { #expect(values[i] != start[i]) }
    #expect(distance(values, from: exact) < 1e-6)
    // Without a gradient all return, and stay.
    for _ in 0..<20 { bench.step(optimizer, ["p": [Float](repeating: 0, count: 40)]) }
    #expect(bench["p"].bits == start.bits)
  }

  /// Half of the pull is done where rate · strength is 1, whatever the rule; a weight at its anchor stays, bit by bit.
  @Test(arguments: [Optimizer.Rule.sgd(), .adam()])
  func proximalL2PullsInProportion(_ rule: Optimizer.Rule) {
    let start = Hashed.uniform("start", 40)
    let bench = Bench([("p", start)])
    let optimizer = Optimizer(rule, rate: 0.5, for: bench.runner.parameters, groups: [.init(proximalL2: 2)])
    let none = [Float](repeating: 0, count: 40)
    bench.step(optimizer, ["p": none])
    #expect(bench["p"].bits == start.bits)
    let moved = Hashed.uniform("moved", 40)
    bench.runner.parameters["p"] = Tensor([1, 40], moved)
    bench.step(optimizer, ["p": none])
    #expect(distance(bench["p"], from: zip(start, moved).map { (Double($0) + Double($1)) / 2 }) < 1e-6)
  }

  /// A penalty by its subgradient is clipped with the loss, and counts once however many runs a step takes the mean of.
  @Test(arguments: [false, true])
  func penaltiesStandInTheLoss(_ accumulates: Bool) {
    let (start, moved) = (Hashed.uniform("start", 40), Hashed.uniform("moved", 40))
    let gradient = Hashed.uniform("gradient", 40)
    let bench = Bench([("p", start)])
    let optimizer = Optimizer(
      .sgd(), rate: 0.5, for: bench.runner.parameters, groups: [.init(penaltyL1: 0.25, penaltyL2: 0.5)])
    optimizer.clipNorm = 0.125
    bench.runner.parameters["p"] = Tensor([1, 40], moved)
    if accumulates {
      for factor: Float in [0.5, 1.5] {
        bench.runner.setInput("gradient of p", gradient.map { $0 * factor })
        bench.runner.run(1)
        optimizer.accumulate(bench.runner, weight: 3)
      }
      optimizer.step(bench.runner)
    } else {
      bench.step(optimizer, ["p": gradient])
    }
    let whole = zip(gradient, zip(start, moved)).map { g, pair in
      let d = Double(pair.1) - Double(pair.0)
      return Double(g) + (d > 0 ? 0.25 : -0.25) + 0.5 * d
    }
    let norm = whole.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let expected = zip(moved, whole).map { Double($0) - 0.5 * $1 * 0.125 / (norm + 1e-6) }
    #expect(distance(bench["p"], from: expected) < 1e-6)
  }

  /// Rates of layers may change under way; a group at factor 0 keeps its weights, and its moments begin when it does.
  @Test func groupsMayChangeBetweenSteps() {
    let start = Hashed.uniform("start", 20)
    let gradient = Hashed.uniform("gradient", 20)
    let bench = Bench([("trunk", start), ("head", start)])
    let optimizer = Optimizer(
      .adam(), rate: 0.125, for: bench.runner.parameters,
      groups: [.init(rateFactor: 0) { $0.name == "trunk" }, .init()])
    for _ in 0..<3 { bench.step(optimizer, ["trunk": gradient, "head": gradient]) }
    #expect(bench["trunk"].bits == start.bits)
    #expect(bench["head"] != start)
    optimizer.groups[0].rateFactor = 0.5
    bench.step(optimizer, ["trunk": gradient, "head": gradient])
    // Adam's first step is the rate, whatever the gradient.
    let expected = zip(start, gradient).map { Double($0) - ($1 > 0 ? 0.0625 : -0.0625) }
    #expect(distance(bench["trunk"], from: expected) < 1e-5)
  }

  @Test func decayLeavesNormsAndBiasesAlone() {
    let graph = Graph()
    let shapes: [(String, Shape)] = [("norm.weight", [4]), ("conv.bias", [4]), ("conv.weight", [4, 2, 3])]
    for (name, shape) in shapes { _ = graph.parameter(name, shape) }
    #expect(graph.parameters.filter { !$0.isNormOrBias }.map(\.name) == ["conv.weight"])
  }

  private func shrunk(_ value: Double, _ anchor: Double, _ limit: Double) -> Double {
    let difference = value - anchor
    return abs(difference) <= limit ? anchor : anchor + difference - (difference > 0 ? limit : -limit)
  }

  /// Under Adam each weight's threshold is scaled as its step is.
  @Test func proximalL1UnderAdam() {
    let start = Hashed.uniform("start", 40)
    let bench = Bench([("p", start)])
    let rate = 0.03125
    let optimizer = Optimizer(
      .adam(beta1: 0.5, beta2: 0.75, epsilon: 1e-4), rate: Float(rate), for: bench.runner.parameters,
      groups: [.init(proximalL1: 0.5)])
    let gradient = (0..<40).map { Float($0 - 20) / 16 }
    var exact = start.map(Double.init)
    var (m, v) = ([Double](repeating: 0, count: 40), [Double](repeating: 0, count: 40))
    let epsilon = Double(Float(1e-4))
    for step in 1...6 {
      bench.step(optimizer, ["p": gradient])
      for i in exact.indices {
        let g = Double(gradient[i])
        (m[i], v[i]) = (0.5 * m[i] + 0.5 * g, 0.75 * v[i] + 0.25 * g * g)
        let scale = (v[i] / (1 - pow(0.75, Double(step)))).squareRoot() + epsilon
        let moved = exact[i] - rate * m[i] / (1 - pow(0.5, Double(step))) / scale
        exact[i] = shrunk(moved, Double(start[i]), rate * 0.5 / scale)
      }
    }
    let values = bench["p"]
    for i in gradient.indices where abs(gradient[i]) < 0.5 { #expect(values[i].bitPattern == start[i].bitPattern) }
    for i in gradient.indices where abs(gradient[i]) > 0.51 { #expect(values[i] != start[i]) }
    #expect(distance(values, from: exact) < 1e-6)
  }
}
