import Compute
import Networks
import Testing

/// What the README shows, on made beats.
@Suite struct ReadmeTests {
  @Test func theExampleLearns() {
    let network = Architecture(Beat(outputs: 5))
    let graph = Graph()
    let logits = network.logits(network.signal(in: graph), .training)
    let label = graph.input("label", [])
    let program = Program.training(loss: logits.crossEntropy(label), outputs: [("logits", logits)])

    let parameters = network.parameters(seed: 1)
    let runner = Runner(program, parameters)
    let adam = Optimizer(.adam(), rate: 1e-3, for: parameters)

    // Five kinds of beat: a bump at five places.
    let labels = (0..<32).map { Float($0 % 5) }
    let beats = labels.flatMap { kind in
      (0..<network.samples).map { sample -> Float in abs(sample - 20 - 35 * Int(kind)) < 8 ? 1 : 0 }
    }
    runner.setInput("signal", beats)
    runner.setInput("label", labels)
    runner.run(32)
    let first = runner.loss
    for _ in 0..<60 {
      adam.step(runner)
      runner.run(32)
    }
    #expect(runner.loss < first / 4)
    #expect(runner.output("logits").count == 32 * 5)
    #expect("\(program)".contains("convolution(32@5 pad 2,2) + add + maxPool(5/2) + relu"))
  }

  @Test func initialisationIsTheSameEverywhere() {
    let parameters = Architecture(Lead()).parameters(seed: 7)
    // Within ±1/√fan-in, LSTMs within ±1/√hidden, as in PyTorch.
    #expect(parameters["conv1.weight"].elements.allSatisfy { abs($0) <= 1 / Float(20).squareRoot() })
    #expect(parameters["lstm1.weight_ih_l0"].elements.allSatisfy { abs($0) <= 0.25 })
    #expect((parameters["lstm1.weight_ih_l0"].elements.map(abs).max() ?? 0) > 0.24)
    #expect(Architecture(Lead()).parameters(seed: 7)["conv2.weight"] == parameters["conv2.weight"])
    #expect(Architecture(Lead()).parameters(seed: 8)["conv2.weight"] != parameters["conv2.weight"])
  }
}
