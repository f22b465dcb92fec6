import Compute
import Learning
import Networks
import Testing

@testable import Transfer

@Suite struct ListeningTests {
  private func checkpoint(_ crossChannel: [String]) -> Checkpoint {
    let embedded = Architecture(Embedded(of: Waves.beat.network, leads: 2, crossChannel: crossChannel))
    return Checkpoint(card: Waves.card(embedded, leads: ["I", "II"]), parameters: embedded.parameters(seed: 1))
  }

  @Test func nobodyListensAtFirst() throws {
    let stages = Embedded(of: Waves.beat.network, leads: 2).trunk
    let layers = Listening.all(in: checkpoint([stages[1], stages[0]]))
    #expect(layers.map(\.stage) == Array(stages[..<2]), "from the lowest up")
    #expect(layers.allSatisfy { $0.leads == ["I", "II"] && $0.strengths == [[0, 0], [0, 0]] })
  }

  @Test func aRowHearsAndAColumnIsHeard() throws {
    let stage = Embedded(of: Waves.beat.network, leads: 2).trunk[0]
    let checkpoint = checkpoint([stage])
    let name = "cross.\(stage).weight"
    var weight = checkpoint.parameters[name]
    let channels = weight.shape.sizes[0] / 2
    // Every channel of lead I hears half of the same channel of lead II; lead II hears itself twice as loud.
    var elements = weight.elements
    for channel in 0..<channels {
      elements[channel * 2 * channels + channels + channel] = 0.5
      elements[(channels + channel) * 2 * channels + channels + channel] = 2
    }
    weight = Tensor(weight.shape, elements)
    checkpoint.parameters[name] = weight
    #expect(Listening.all(in: checkpoint).map(\.strengths) == [[[0, 0.5], [0, 1]]])
  }

  @Test func otherNetworksHaveNone() {
    #expect(
      Listening.all(in: Checkpoint(card: Waves.card(Waves.beat), parameters: Waves.beat.parameters(seed: 1))).isEmpty)
    #expect(Listening.all(in: checkpoint([])).isEmpty)
  }
}
