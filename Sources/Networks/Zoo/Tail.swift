import Compute

/// The stages of a network from one of them up: what is left to learn when all below is frozen and computed once.
///
/// A recording of it is what the stages below made: (time, channels), or one row of numbers.
public struct Tail: Network {
  /// What descriptions call it.
  public static let kind = "tail"
  /// It has no name without the network that it is cut from.
  public static let presets: [Preset] = []

  /// The whole network.
  public var source: Architecture
  /// The lowest stage that is left.
  public var first: String
  /// Channels of what the stages below make, or its numbers.
  public var leads: Int
  /// Time steps of it; 1 for a row of numbers.
  public var samples: Int

  /// Creates what is left of a network from a stage of it up; the stage must be there.
  public init(of source: Architecture, from first: String) {
    self.source = source
    self.first = first
    let shape = source.features(source.signal(in: Graph()), .prediction, before: first).shape
    (samples, leads) = (shape.rank == 1 ? 1 : shape.rows, shape.channels)
  }

  private enum CodingKeys: String, CodingKey {
    case source = "of"
    case first = "from"
    case leads, samples
  }

  /// Numbers out: labels.
  public var outputs: Int {
    get { source.outputs }
    set { source.outputs = newValue }
  }

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? {
    if source.network is Tail { return "a tail has no tail" }
    if let problem = source.problem { return problem }
    guard source.stages.contains(where: { $0.name == first }) else {
      return "\(source.kind) has no stage '\(first.prefix(60))'; it has \(source.stages.map(\.name))"
    }
    let whole = Tail(of: source, from: first)
    return whole == self ? nil : "\(samples) × \(leads), expected \(whole.samples) × \(whole.leads) before \(first)"
  }

  /// The stages that are left.
  public var stages: [Stage] {
    let rest = source.stages.drop { $0.name != first }
    let shape = source.features(source.signal(in: Graph()), .prediction, before: first).shape
    return [Stage("features") { x, _ in x.reshaped(shape) }] + rest
  }

  /// As in the whole network.
  public func initialisation(of parameter: ParameterSpec) -> Initialisation {
    source.network.initialisation(of: parameter)
  }
}
