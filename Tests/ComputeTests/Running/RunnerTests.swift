import Compute
import Testing

/// What a runner does with inputs, carried statistics and several programs over one set of parameters.
@Suite struct RunnerTests {
  @Test func growingKeepsWhatWasGiven() {
    let graph = Graph()
    let sum = graph.input("x", [1]) + graph.input("y", [1])
    let runner = Runner(.inference([("sum", sum)]), Parameters(for: graph), threads: 1)
    runner.setInput("x", [1, 2, 3])
    runner.setInput("y", [10, 20, 30, 40])
    runner.run(3)
    #expect(runner.output("sum") == [11, 22, 33])
  }

  @Test func aRunBeyondWhatWasGivenIsRefused() async {
    await #expect(processExitsWith: .failure) {
      let graph = Graph()
      let doubled = graph.input("x", [1]) * 2
      let runner = Runner(.inference([("doubled", doubled)]), Parameters(for: graph), threads: 1)
      runner.setInput("x", [1, 2])
      runner.run(4)
    }
  }

  /// torch: m = BatchNorm1d(1, momentum=.5); m(x = 2); m(x = 10): the mean goes 0 → 1 → 5.5.
  @Test func aNormDrawnTwiceCarriesBothItsUses() {
    let graph = Graph()
    let draw = { (name: String) in
      graph.input(name, [1, 1]).batchNormalised(
        gamma: graph.parameter("g", [1]), beta: graph.parameter("b", [1]), runningMean: "m", runningVariance: "v",
        statistics: .batch(momentum: 0.5))
    }
    let loss = (draw("x") + draw("y")).meanOverBatch()
    let parameters = Parameters(for: graph)
    let runner = Runner(.training(loss: loss), parameters, threads: 1)
    runner.setInput("x", [2, 2])
    runner.setInput("y", [10, 10])
    runner.run(2)
    #expect(parameters["m"].elements == [5.5])
  }

  @Test func aBranchThatTheLossDoesNotSeeKeepsItsStatistics() {
    let graph = Graph()
    let losses = ["1", "2"].map { number in
      graph.input("x" + number, [1, 1]).batchNormalised(
        gamma: graph.parameter("g", [1]), beta: graph.parameter("b", [1]), runningMean: "m" + number,
        runningVariance: "v" + number
      ).meanOverBatch()
    }
    let parameters = Parameters(for: graph)
    parameters["m2"] = Tensor([1], [7])
    let runner = Runner(.training(loss: losses[0]), parameters, threads: 1)
    runner.setInput("x1", [1, 2, 3])
    runner.run(3)
    #expect(parameters["m1"].elements != [0])
    #expect(parameters["m2"].elements == [7])
  }

  @Test func exampleWideWeightsAreRefused() async {
    await #expect(processExitsWith: .failure) {
      let graph = Graph()
      _ = graph.input("x", [3]).linear(graph.input("w", [3, 2]))
    }
  }

  /// Adam counts the steps of each parameter: the first step of one that is unfrozen late is the rate itself.
  @Test func anUnfrozenParameterBeginsItsOwnCount() {
    let graph = Graph()
    let loss = (graph.input("x", [1]).linear(graph.parameter("w", [1, 1]), bias: graph.parameter("b", [1])))
      .meanOverBatch()
    let parameters = Parameters(for: graph)
    let frozen = Runner(.training(loss: loss, isTrainable: { $0 == "w" }), parameters, threads: 1)
    let whole = Runner(.training(loss: loss), parameters, threads: 1)
    let adam = Optimizer(.adam(), rate: 0.1, for: parameters)
    for runner in [frozen, whole] { runner.setInput("x", [1]) }
    for _ in 0..<50 {
      frozen.run(1)
      adam.step(frozen)
    }
    #expect(parameters["b"].elements == [0])
    whole.run(1)
    adam.step(whole)
    #expect(abs(parameters["b"].elements[0] + 0.1) < 1e-6)
  }

  @Test func infinitiesAndNaNKeepTheirMeaning() {
    let graph = Graph()
    let x = graph.input("x", [4])
    let program = Program.inference([("relu", x.relu()), ("gelu", x.gelu()), ("tanh", x.tanh())])
    let runner = Runner(program, Parameters(for: graph), threads: 1)
    runner.setInput("x", [-.infinity, .infinity, .nan, 0])
    runner.run(1)
    let relu = runner.output("relu")
    #expect(relu[0] == 0 && relu[1] == .infinity && relu[2].isNaN)
    let gelu = runner.output("gelu")
    #expect(gelu[1] == .infinity && gelu[2].isNaN)
    let tanh = runner.output("tanh")
    #expect(tanh[0] == -1 && tanh[1] == 1 && tanh[2].isNaN)
  }

  @Test func lossesOfCertainLogitsAreFinite() {
    let graph = Graph()
    let logits = graph.input("logits", [3])
    let crossEntropy = logits.crossEntropy(graph.input("label", []))
    let target = graph.input("target", [3])
    let program = Program.training(
      loss: crossEntropy, outputs: [("binary", logits.binaryCrossEntropy(target))])
    let runner = Runner(program, Parameters(for: graph), threads: 1)
    runner.setInput("logits", [1, 2, -.infinity])
    runner.setInput("label", [1])
    runner.setInput("target", [0, 1, 0])
    runner.run(1)
    // numpy: -log(e² / (e + e²)) and (log(1 + e) + log(1 + e⁻²) + 0) / 3.
    #expect(abs(runner.loss - 0.31326169) < 1e-6)
    #expect(abs(runner.output("binary")[0] - (1.31326169 + 0.12692801) / 3) < 1e-6)
  }
}
