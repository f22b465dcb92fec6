import Testing

@testable import Compute

/// Gradients of several runs, and one step with their mean.
@Suite struct AccumulationTests {
  private typealias Bench = OptimizerTests.Bench

  private func accumulate(_ bench: OptimizerTests.Bench, _ optimizer: Optimizer, _ gradient: [Float], weight: Float) {
    bench.runner.setInput("gradient of p", gradient)
    bench.runner.run(1)
    optimizer.accumulate(bench.runner, weight: weight)
  }

  @Test(arguments: [Optimizer.Rule.sgd(momentum: 0.9), .adamW()])
  func oneRunOfWeightOneIsAPlainStep(_ rule: Optimizer.Rule) {
    let start = Hashed.uniform("start", 20000)
    let benches = [Bench([("p", start)]), Bench([("p", start)])]
    let optimizers = benches.map { Optimizer(rule, rate: 0.25, for: $0.runner.parameters, groups: [.init(decay: 0.1)]) }
    for optimizer in optimizers { optimizer.clipNorm = 1 }
    for step in 0..<3 {
      let gradient = Hashed.uniform("g\(step)", 20000)
      benches[0].step(optimizers[0], ["p": gradient])
      accumulate(benches[1], optimizers[1], gradient, weight: 1)
      optimizers[1].step(benches[1].runner)
    }
    #expect(benches[0]["p"].bits == benches[1]["p"].bits)
    #expect(benches[0]["p"] != start)
    #expect(benches.map(\.runner.step) == [3, 3])
    #expect(optimizers.map(\.steps) == [3, 3])
  }

  @Test(arguments: [1, 2, 3])
  func theMeanIsWeighedAndClipped(threads: Int) {
    let start = [Float](repeating: 0, count: 20000)
    let bench = Bench([("p", start)], threads: threads)
    let optimizer = Optimizer(.sgd(), rate: 1, for: bench.runner.parameters)
    let gradients = (0..<3).map { Hashed.uniform("g\($0)", 20000) }
    let weights: [Float] = [2, 3, 0.5]
    for (gradient, weight) in zip(gradients, weights) { accumulate(bench, optimizer, gradient, weight: weight) }
    #expect(bench.runner.step == 3, "every run draws masks of its own")
    #expect(bench["p"] == start, "nothing moves before the step")
    optimizer.clipNorm = 7
    optimizer.step(bench.runner)
    let mean = start.indices.map { i in
      zip(gradients, weights).reduce(0) { $0 + Double($1.0[i]) * Double($1.1) } / 5.5
    }
    let norm = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(norm > 7)
    #expect(abs(Double(optimizer.gradientNorm) / norm - 1) < 1e-6)
    #expect(distance(bench["p"], from: mean.map { -$0 * 7 / (norm + 1e-6) }) < 1e-6)
    #expect(bench.runner.step == 3 && optimizer.steps == 1)
    // What was accumulated is used up.
    let before = bench["p"]
    bench.step(optimizer, ["p": [Float](repeating: 0, count: 20000)])
    #expect(bench["p"] == before)
  }

  @Test func threadsLeaveNoTrace() {
    let results = [1, 2, 5].map { threads -> [UInt32] in
      let bench = Bench([("p", Hashed.uniform("start", 50000))], threads: threads)
      let optimizer = Optimizer(.adam(), rate: 0.01, for: bench.runner.parameters)
      optimizer.clipNorm = 0.5
      for step in 0..<4 {
        for part in 0..<3 {
          accumulate(bench, optimizer, Hashed.uniform("g\(step).\(part)", 50000), weight: Float(part + 1))
        }
        optimizer.step(bench.runner)
      }
      return bench["p"].bits + [optimizer.gradientNorm].bits
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  /// A batch in unequal parts, each weighed by its examples, is the batch.
  @Test func partsMakeTheWhole() {
    let examples = 12
    let results = [[12], [5, 4, 3]].map { parts -> [Float] in
      let graph = Graph()
      let logits = graph.input("x", [6]).linear(graph.parameter("w", [3, 6]), bias: graph.parameter("b", [3]))
      let program = Program.training(loss: logits.crossEntropy(graph.input("y", [])))
      let runner = Runner(program, Parameters(for: graph), threads: 2)
      runner.parameters["w"] = Tensor([3, 6], Hashed.uniform("w", 18))
      let optimizer = Optimizer(.sgd(momentum: 0.9), rate: 0.5, for: runner.parameters)
      let (x, y) = (Hashed.uniform("x", examples * 6), (0..<examples).map { Float($0 % 3) })
      for _ in 0..<3 {
        var start = 0
        for count in parts {
          runner.setInput("x", Array(x[(start * 6)..<((start + count) * 6)]))
          runner.setInput("y", Array(y[start..<(start + count)]))
          runner.run(count)
          optimizer.accumulate(runner, weight: Float(count))
          start += count
        }
        optimizer.step(runner)
      }
      return runner.parameters["w"].elements + runner.parameters["b"].elements
    }
    #expect(distance(results[1], from: results[0].map(Double.init)) < 1e-6)
  }

  @Test(arguments: [Float(0), -1, .nan, .infinity].map(\.bitPattern))
  func aWeightThatIsNoneIsRefused(_ bits: UInt32) async {
    await #expect(processExitsWith: .failure) { [bits = bits as UInt32] in
      let bench = OptimizerTests.Bench([("p", [1, 2])])
      bench.runner.run(0)
      Optimizer(.sgd(), rate: 1, for: bench.runner.parameters).accumulate(
        bench.runner, weight: Float(bitPattern: bits))
    }
  }
}
