import Compute

/// A network as a chain of named stages over one recording: (samples, leads) in, logits out.
///
/// A network is a description: small, comparable, stored as JSON. What it draws follows from its fields alone.
public protocol Network: Sendable, Hashable, Codable {
  /// What descriptions call this type of network.
  static var kind: String { get }
  /// The members of the family that have a name of their own.
  static var presets: [Preset] { get }
  /// Channels of a recording.
  var leads: Int { get }
  /// Samples of a lead.
  var samples: Int { get }
  /// Numbers out: labels.
  var outputs: Int { get set }
  /// What is drawn, in order; the last stage is the head.
  var stages: [Stage] { get }
  /// Why this cannot be drawn, in words; nil when it can. Must answer for any numbers in the fields.
  var problem: String? { get }
  /// How the network's authors drew a parameter at first.
  func initialisation(of parameter: ParameterSpec) -> Initialisation
}

extension Network {
  /// As PyTorch's layers are drawn unless told otherwise.
  public func initialisation(of parameter: ParameterSpec) -> Initialisation { .standard }

  /// Draws all stages but the head, of a (samples, leads) recording.
  public func features(_ signal: Node, _ phase: Phase) -> Node {
    stages.filter { !$0.isHead }.reduce(signal) { $1($0, phase) }
  }

  /// Draws the stages before the one of that name.
  public func features(_ signal: Node, _ phase: Phase, before name: String) -> Node {
    let stages = stages
    guard let end = stages.firstIndex(where: { $0.name == name }) else {
      fatalError("\(Self.kind) has no stage '\(name)', it has \(stages.map(\.name))")
    }
    return stages[..<end].reduce(signal) { $1($0, phase) }
  }

  /// Draws all stages, of a (samples, leads) recording.
  public func logits(_ signal: Node, _ phase: Phase) -> Node { stages.reduce(signal) { $1($0, phase) } }

  /// Draws all stages.
  public func callAsFunction(_ signal: Node, _ phase: Phase) -> Node { logits(signal, phase) }
}

/// A network that has a name of its own, such as the 101 layers of a residual one.
public struct Preset: Sendable {
  /// The name.
  public let name: String
  /// Makes the network for that many leads, samples and outputs.
  public let make: @Sendable (_ leads: Int, _ samples: Int, _ outputs: Int) -> any Network

  /// Creates a preset.
  public init(_ name: String, make: @escaping @Sendable (Int, Int, Int) -> any Network) {
    self.name = name
    self.make = make
  }
}
