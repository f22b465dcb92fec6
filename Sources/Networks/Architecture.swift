import Compute

/// Any network of the zoo, as a checkpoint stores it: `{"kind": "lead", "leads": 1, …}`.
public struct Architecture: Sendable {
  /// The network.
  public var network: any Network

  /// Creates an architecture.
  public init(_ network: any Network) { self.network = network }

  /// Every type of network there is. A new one is a file in `Zoo` and an entry here.
  public static let kinds: [any Network.Type] = [
    Beat.self, Embedded.self, FlatLSTM.self, HeartbeatAutoencoder.self, Inception1d.self, Lead.self, PooledLSTM.self,
    RecurrentStack.self, ResNet1d.self, Tail.self, XResNet1d.self,
  ]

  /// The names that `named` knows.
  public static var names: [String] { kinds.flatMap { $0.presets.map(\.name) } }

  /// Returns the network of that name; throws for a name that there is not, and for sizes that cannot be drawn.
  public static func named(
    _ name: String, leads: Int, samples: Int, outputs: Int
  ) throws(ArchitectureError) -> Architecture {
    guard let preset = kinds.flatMap({ $0.presets }).first(where: { $0.name == name }) else {
      throw ArchitectureError("there is no network '\(name.prefix(60))'; there are \(names.joined(separator: ", "))")
    }
    let architecture = Architecture(preset.make(leads, samples, outputs))
    if let problem = architecture.problem { throw ArchitectureError(problem) }
    return architecture
  }

  /// What the description calls the network.
  public var kind: String { type(of: network).kind }
  /// Channels of a recording.
  public var leads: Int { network.leads }
  /// Samples of a lead.
  public var samples: Int { network.samples }
  /// Numbers out: labels. A new number is a new head.
  public var outputs: Int {
    get { network.outputs }
    set { network.outputs = newValue }
  }
  /// What is drawn, in order.
  public var stages: [Stage] { network.stages }

  /// Adds the input `signal`, (samples, leads), to a graph.
  public func signal(in graph: Graph) -> Node { graph.input("signal", [samples, leads]) }
  /// Names and shapes of what a program of this network is given: `signal`, and what the network asks for beside it.
  public var inputs: [(name: String, shape: Shape)] {
    logits(signal(in: Graph()), .prediction).graph.values.compactMap { value in
      if case .input(let name) = value.source { (name, value.type.shape) } else { nil }
    }
  }

  /// Whether the network is told which leads a recording has, by an input `presence`.
  public var takesPresence: Bool { inputs.contains { $0.name == "presence" } }

  /// Draws all stages but the head, of a (samples, leads) recording.
  public func features(_ signal: Node, _ phase: Phase) -> Node { network.features(signal, phase) }
  /// Draws the stages before the one of that name.
  public func features(_ signal: Node, _ phase: Phase, before name: String) -> Node {
    network.features(signal, phase, before: name)
  }
  /// Draws all stages, of a (samples, leads) recording.
  public func logits(_ signal: Node, _ phase: Phase) -> Node { network.logits(signal, phase) }

  /// How many trainable weights there are.
  public var parameterCount: Int { Parameters(for: logits(signal(in: Graph()), .prediction).graph).count }

  /// Returns parameters drawn anew at random, as the network's authors drew them.
  public func parameters(seed: UInt64) -> Parameters {
    let parameters = Parameters(for: logits(signal(in: Graph()), .prediction).graph)
    parameters.initialise(seed: seed) { network.initialisation(of: $0) }
    return parameters
  }
}

/// Why there is no such network.
public struct ArchitectureError: Error, CustomStringConvertible {
  /// What is wrong, in words.
  public let description: String
  init(_ description: String) { self.description = description }
}

extension Architecture: Hashable {
  /// Whether two architectures describe one network.
  public static func == (left: Architecture, right: Architecture) -> Bool { isEqual(left.network, right.network) }

  private static func isEqual<Kind: Network>(_ left: Kind, _ right: any Network) -> Bool { left == right as? Kind }

  /// Hashes the kind and the fields.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    network.hash(into: &hasher)
  }
}

extension Architecture: Codable {
  private enum Key: String, CodingKey { case kind }

  /// Reads a description; refuses an unknown kind, and a network that cannot be drawn.
  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .kind)
    guard let type = Self.kinds.first(where: { $0.kind == kind }) else {
      let known = Self.kinds.map { $0.kind }.joined(separator: ", ")
      throw Self.refusal("there is no network '\(kind.prefix(60))'; there are \(known)", decoder)
    }
    network = try type.init(from: decoder)
    if let problem { throw Self.refusal(problem, decoder) }
  }

  private static func refusal(_ message: String, _ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: message))
  }

  /// Writes the kind and, beside it, the network's own fields.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try network.encode(to: encoder)
  }
}
