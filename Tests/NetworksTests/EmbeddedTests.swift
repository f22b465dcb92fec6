import Compute
import Networks
import Testing

/// The two identities of embedded transfer, for every network that can be embedded, and what missing leads change.
@Suite struct EmbeddedTests {
  static let count = 3

  /// Small ones of every type, one lead each.
  static let sources: [Architecture] = [
    Architecture(Beat(samples: 130, outputs: 4)), Architecture(Lead(samples: 200, outputs: 4)),
    Architecture(RecurrentStack(leads: 1, samples: 40, hidden: 5, outputs: 4)),
    Architecture(ResNet1d(leads: 1, samples: 70, depth: 18, width: 4, outputs: 4)),
    Architecture(ResNet1d(leads: 1, samples: 70, depth: 50, width: 4, outputs: 4)),
    Architecture(XResNet1d(leads: 1, samples: 70, blocks: [1, 1, 2, 1], outputs: 4)),
    Architecture(FlatLSTM(leads: 1, samples: 30, hidden: 6, isBidirectional: false, outputs: 4)),
    Architecture(FlatLSTM(leads: 1, samples: 30, hidden: 6, isBidirectional: true, outputs: 4)),
    Architecture(PooledLSTM(leads: 1, samples: 30, hidden: 6, outputs: 4)),
    Architecture(Inception1d(leads: 1, samples: 60, outputs: 4)),
  ]

  private static func noise(_ name: String, _ count: Int) -> [Float] {
    (0..<count).map { Float(splitMix(fnv(name) &+ UInt64($0)) >> 40) / 8_388_608 - 1 }
  }

  /// The logits of a network for some recordings.
  private static func logits(
    _ network: Architecture, _ parameters: Parameters, _ signal: [Float], presence: [Float]? = nil
  ) -> [Float] {
    let logits = network.logits(network.signal(in: Graph()), .prediction)
    let runner = Runner(.inference([("logits", logits)]), parameters, threads: 1)
    runner.setInput("signal", signal)
    if let presence { runner.setInput("presence", presence) }
    runner.run(count)
    return runner.output("logits")
  }

  /// Statistics that a trained network would have, so that norms do something.
  private static func seasoned(_ network: Architecture, seed: UInt64) -> Parameters {
    let parameters = network.parameters(seed: seed)
    for spec in parameters.specs where !spec.isTrainable {
      let isVariance = spec.name.hasSuffix("var")
      let numbers = noise(spec.name, spec.shape.count).map { isVariance ? 1 + 0.5 * $0 : 0.1 * $0 }
      parameters[spec.name] = Tensor(spec.shape, numbers)
    }
    return parameters
  }

  private static func difference(_ a: [Float], _ b: [Float]) -> Float {
    let scale = b.map(abs).max() ?? 0
    return (zip(a, b).map { abs($0 - $1) }.max() ?? .infinity) / max(scale, .leastNormalMagnitude)
  }

  @Test func everyTypeIsHere() {
    let here = Set(Self.sources.map(\.kind)).union(["embedded", "heartbeatAutoencoder", "tail"])
    #expect(here == Set(Architecture.kinds.map { $0.kind }))
  }

  @Test(arguments: sources)
  func theSameSignalInEveryLeadGivesTheSource(_ source: Architecture) {
    let leads = 3
    let parameters = Self.seasoned(source, seed: 1)
    let signal = Self.noise("signal", Self.count * source.samples)
    let tiled = signal.flatMap { [Float](repeating: $0, count: leads) }
    let expected = Self.logits(source, parameters, signal)

    let embedded = Embedded(of: source.network, leads: leads)
    let target = Architecture(embedded).parameters(seed: 2)
    #expect(Self.difference(Self.logits(Architecture(embedded), target, tiled), expected) > 1e-2)
    embedded.carry([parameters], into: target)
    #expect(Self.difference(Self.logits(Architecture(embedded), target, tiled), expected) < 1e-5)
  }

  @Test(arguments: sources)
  func freshCrossChannelLayersChangeNoBit(_ source: Architecture) {
    let leads = 3
    let plain = Embedded(of: source.network, leads: leads)
    let signal = Self.noise("signal", Self.count * source.samples * leads)
    let weights = Self.seasoned(source, seed: 1)
    let before = Architecture(plain).parameters(seed: 2)
    plain.carry([weights], into: before, head: .random)
    let expected = Self.logits(Architecture(plain), before, signal)
    for place in [[plain.trunk[0]], plain.trunk] {
      // A flattened LSTM is too wide to be joined.
      let crossed = Embedded(of: source.network, leads: leads, crossChannel: place.filter { $0 != "flatten" })
      #expect(Architecture(crossed).problem == nil)
      let after = Architecture(crossed).parameters(seed: 5)
      for spec in before.specs { after[spec.name] = before[spec.name] }
      #expect(Self.logits(Architecture(crossed), after, signal) == expected, "\(place)")
    }
  }

  @Test func everyWeightComesFromItsSource() {
    let source = Self.sources[1]
    let sources = (0..<3).map { source.parameters(seed: UInt64(10 + $0)) }
    let embedded = Embedded(of: source.network, leads: 3)
    let target = Architecture(embedded).parameters(seed: 2)
    let drawn = target["head.weight"]
    embedded.carry(sources, into: target, head: .random)
    #expect(target["leads.2.conv3.weight"] == sources[2]["conv3.weight"])
    #expect(target["leads.0.lstm2.weight_hh_l0_reverse"] == sources[0]["lstm2.weight_hh_l0_reverse"])
    #expect(target["head.weight"] == drawn)
    embedded.carry(sources, into: target)
    // Row 3 of the head, feature 5 of lead 1.
    let share = sources[1]["head.weight"].elements[3 * 32 + 5] * (1.0 / 3)
    #expect(target["head.weight"].elements[3 * 96 + 32 + 5] == share)
    let biases = sources.map { Double($0["head.bias"].elements[2]) }
    #expect(target["head.bias"].elements[2] == Float(biases.reduce(0, +) / 3))
  }

  /// One network for 3, 2 and 1 leads: with the same signal wherever there is one it says what the source says.
  @Test(arguments: [[], ["conv2", "lstm1"]])
  func leadsThatAreThereStandInForMissingOnes(_ crossChannel: [String]) {
    let source = Self.sources[1]
    let weights = source.parameters(seed: 1)
    let signal = Self.noise("signal", Self.count * source.samples)
    let embedded = Embedded(of: source.network, leads: 3, crossChannel: crossChannel, takesPresence: true)
    let network = Architecture(embedded)
    let target = network.parameters(seed: 2)
    embedded.carry([weights], into: target)
    let presence: [Float] = [1, 1, 1, 1, 0, 1, 0, 1, 0]
    // What a missing lead holds is nobody's business.
    func recordings(missing: Float) -> [Float] {
      (0..<(Self.count * source.samples * 3)).map { index in
        let isThere = presence[index / (source.samples * 3) * 3 + index % 3] == 1
        return isThere ? signal[index / 3] : missing
      }
    }
    let expected = Self.logits(source, weights, signal)
    let carried = Self.logits(network, target, recordings(missing: 7), presence: presence)
    #expect(Self.difference(carried, expected) < 1e-5)
    // And with other weights across, what a missing lead holds still changes nothing.
    if !crossChannel.isEmpty {
      let cross = target["cross.conv2.weight"]
      target["cross.conv2.weight"] = Tensor(cross.shape, Self.noise("cross", cross.shape.count))
      let found = Self.logits(network, target, recordings(missing: 7), presence: presence)
      #expect(Self.logits(network, target, recordings(missing: -3), presence: presence) == found)
      #expect(Self.difference(found, expected) > 1e-2)
    }
  }

  @Test func whereNoLeadIsThereTheHeadsBiasSpeaks() {
    let network = Architecture(Embedded(of: Lead(samples: 200), leads: 3, takesPresence: true))
    let parameters = network.parameters(seed: 2)
    let silence = [Float](repeating: 0, count: Self.count * 600)
    let found = Self.logits(network, parameters, silence, presence: [Float](repeating: 0, count: 9))
    #expect(Array(found.prefix(3)) == parameters["head.bias"].elements)
  }
}
