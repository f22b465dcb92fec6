import Compute
import Networks
import Testing

@Suite struct InitialisationTests {
  @Test func itIsTheSameEverywhere() {
    let parameters = Architecture(Lead()).parameters(seed: 7)
    // Within ±1/√fan-in, LSTMs within ±1/√hidden, as in PyTorch.
    #expect(parameters["conv1.weight"].elements.allSatisfy { abs($0) <= 1 / Float(20).squareRoot() })
    #expect(parameters["lstm1.weight_ih_l0"].elements.allSatisfy { abs($0) <= 0.25 })
    #expect((parameters["lstm1.weight_ih_l0"].elements.map(abs).max() ?? 0) > 0.24)
    #expect(Architecture(Lead()).parameters(seed: 7)["conv2.weight"] == parameters["conv2.weight"])
    #expect(Architecture(Lead()).parameters(seed: 8)["conv2.weight"] != parameters["conv2.weight"])
  }
}
