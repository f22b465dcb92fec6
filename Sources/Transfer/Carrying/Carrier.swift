import Compute
import Learning
import Networks

/// Makes a network for a target's labels of networks that were trained before.
public struct Carrier {
  /// The new network.
  public let architecture: Architecture
  /// Its weights.
  public let parameters: Parameters

  /// Copies a network, with a head for other labels.
  ///
  /// - Parameters:
  ///   - source: The network.
  ///   - match: Which of the source's labels each new label is.
  ///   - renewed: The lowest level that is drawn anew; the whole head goes with it.
  ///   - seed: What is drawn anew is drawn from it.
  public init(_ source: Checkpoint, match: LabelMatch, renewedFrom renewed: String? = nil, seed: UInt64) {
    var architecture = source.card.architecture
    architecture.outputs = match.places.count
    self.architecture = architecture
    parameters = architecture.parameters(seed: seed)
    let levels = architecture.levels
    let place = renewed.flatMap { name in levels.firstIndex { $0.name == name } } ?? levels.endIndex
    let fresh = levels[place...]
    for spec in parameters.specs where !fresh.contains(where: { $0.contains(spec.name) }) {
      let isHead = levels.contains { $0.isHead && $0.contains(spec.name) }
      let old = source.parameters[spec.name]
      parameters[spec.name] = isHead ? Self.rows(old, match, else: parameters[spec.name]) : old
    }
  }

  /// Puts copies of one-lead networks side by side: one source for all leads, or one a lead.
  ///
  /// - Parameters:
  ///   - sources: One network for all leads, or as many as leads.
  ///   - leads: How many copies there are.
  ///   - matches: Which label of each source every new label is; a row is kept where all sources know it.
  ///   - renewed: The lowest level that is drawn anew; the whole head goes with it.
  ///   - crossChannel: The stages after which all leads are mixed, by layers that change nothing at first.
  ///   - takesPresence: Whether a second input says which leads a recording has.
  ///   - start: What the head over all leads begins with.
  ///   - seed: What is drawn anew is drawn from it.
  public init(
    embedding sources: [Checkpoint], leads: Int, matches: [LabelMatch], renewedFrom renewed: String? = nil,
    crossChannel: [String] = [], takesPresence: Bool = false, head start: Embedded.HeadStart = .share, seed: UInt64
  ) {
    let carried = zip(sources, matches).map { Carrier($0, match: $1, renewedFrom: renewed, seed: seed) }
    let embedded = Embedded(
      of: carried[0].architecture.network, leads: leads, crossChannel: crossChannel, takesPresence: takesPresence)
    architecture = Architecture(embedded)
    parameters = architecture.parameters(seed: seed)
    let drawn = Dictionary(uniqueKeysWithValues: parameters.specs.map { ($0.name, parameters[$0.name]) })
    embedded.carry(carried.map(\.parameters), into: parameters, head: start)
    // What no source knew is drawn for each lead by itself, and for the head as a whole.
    let levels = architecture.levels
    let place = renewed.flatMap { name in levels.firstIndex { $0.name == name } } ?? levels.endIndex
    let isKnown = matches[0].places.indices.map { label in matches.allSatisfy { $0.places[label] != nil } }
    let rows = LabelMatch(places: isKnown.indices.map { isKnown[$0] && place == levels.endIndex ? $0 : nil })
    for spec in parameters.specs {
      guard let tensor = drawn[spec.name] else { continue }
      if levels.contains(where: { $0.isHead && $0.contains(spec.name) }) {
        parameters[spec.name] = Self.rows(parameters[spec.name], rows, else: tensor)
      } else if levels[place...].contains(where: { $0.contains(spec.name) }) {
        parameters[spec.name] = tensor
      }
    }
  }

  /// Returns rows of an old tensor where labels are known, and of another where not.
  private static func rows(_ old: Tensor, _ match: LabelMatch, else drawn: Tensor) -> Tensor {
    let width = drawn.elements.count / max(1, match.places.count)
    let elements = match.places.enumerated().flatMap { row, place in
      let (tensor, at) = place.map { (old, $0) } ?? (drawn, row)
      return tensor.elements[(at * width)..<((at + 1) * width)]
    }
    return Tensor(drawn.shape, elements)
  }
}

extension LabelMatch {
  init(places: [Int?]) { self.places = places }
}
