import Compute
import Networks
import Testing

/// Sizes as published, or as the authors' code has them; first numbers as they drew them.
@Suite struct ZooTests {
  /// Scripts/goldens/zoo.py: print_counts.
  static let counts = [
    ("resNet1d18", 4_114_053), ("resNet1d50", 17_010_821), ("resNet1d101", 29_315_712 + 513 * 5), ("lstm", 545_605),
    ("biLSTM", 91_200 + 200_001 * 5), ("xResNet1d50", 953_989), ("xResNet1d101", 1_872_261),
    ("lstmBidirectional", 2_330_629), ("inception1d", 507_653),
  ]

  @Test(arguments: counts)
  func weightsAreAsManyAsPublished(_ name: String, _ count: Int) throws {
    let network = try Architecture.named(name, leads: 12, samples: 1000, outputs: 5)
    #expect(network.summary.parameters == count)
    let graph = Graph()
    _ = network.logits(network.signal(in: graph), .training)
    #expect(graph.parameters.filter(\.isTrainable).reduce(0) { $0 + $1.shape.count } == count)
  }

  @Test func theBenchmarksNetworkHasItsWeightsAt71Labels() {
    #expect(Architecture(XResNet1d(outputs: 71)).summary.parameters == 1_880_775)
  }

  @Test(arguments: Architecture.names)
  func everyNetworkHasNamedStagesAndOneHead(_ name: String) throws {
    let network = try Architecture.named(name, leads: 1, samples: 300, outputs: 4)
    let names = network.stages.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(network.stages.map(\.isHead) == names.indices.map { $0 == names.count - 1 })
    let signal = network.signal(in: Graph())
    let features = network.features(signal, .prediction)
    let head = try #require(network.stages.last?.head)
    #expect(features.shape.channels == head.inputs && head.outputs == 4)
    #expect(signal.graph.parameters.allSatisfy { !$0.name.hasPrefix(head.name + ".") })
    #expect(network.features(signal, .prediction, before: names[1]).shape.count > 0)
  }

  @Test func convolutionsBeginAsTheirAuthorsDrewThem() throws {
    let melep = Architecture(ResNet1d(samples: 300, depth: 18, width: 16, outputs: 5)).parameters(seed: 3)
    // From 16 channels to 32, fan-out 32 · 3: deviation √(2/96).
    #expect(abs(Self.deviation(melep["layer2.0.conv1.weight"]) - 0.1443) < 8e-3)
    #expect(melep["fc1.weight"].elements.allSatisfy { abs($0) <= 1 / Float(128).squareRoot() })
    let benchmark = Architecture(XResNet1d(samples: 300, blocks: [1, 1, 1, 1], outputs: 5)).parameters(seed: 3)
    // From 64 channels to 64, fan-in 64 · 5: deviation √(2/320).
    #expect(abs(Self.deviation(benchmark["stages.1.0.conv2.weight"]) - 0.0791) < 2e-3)
    #expect(benchmark["head.linear1.bias"].elements.allSatisfy { $0 == 0 })
    #expect(benchmark["head.norm1.weight"].elements.allSatisfy { $0 == 1 })
    #expect(benchmark["stem.0.norm.running_var"].elements.allSatisfy { $0 == 1 })
  }

  private static func deviation(_ tensor: Tensor) -> Double {
    let squares = tensor.elements.reduce(0) { $0 + Double($1) * Double($1) }
    return (squares / Double(tensor.elements.count)).squareRoot()
  }
}
