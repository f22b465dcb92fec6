import Interchange

/// What measures say of sources.
public struct RankingResult: Sendable, Equatable, Codable {
  /// What the measures say of one source.
  public struct SourceRow: Sendable, Equatable {
    /// The source's name.
    public let name: String
    /// What each measure says, in the order of the result's measures.
    public let measures: [Entry]
  }

  /// What one measure says of one source.
  public struct Entry: Sendable, Equatable {
    /// The measure's name.
    public let measure: String
    /// The value, or nothing where it is not defined.
    public let value: Double?
    /// The place from 1, values that are equal but for rounding sharing one.
    public let rank: Int?
    /// Between which ends the value would lie for as many other groups, 95 times of 100; nothing where no draw moves it.
    public let interval: [Double]?
    /// In which share of the draws the source was the best.
    public let chance: Double?
    /// The value of each label, in the order of `labels`; empty if the measure has no such view.
    public let perLabel: [Double?]
    /// Why there is no value, or what to know about it.
    public let note: String?
    /// How long the value took.
    public let seconds: Double
  }

  /// What there is to know of a measure.
  public struct Summary: Sendable, Equatable, Codable {
    /// The measure's name.
    public let name: String
    /// Whether the higher value is the better.
    public let isHigherBetter: Bool
    /// What the measure looks at.
    public let input: Measure.Input
    /// The best source, the first of several.
    public let best: String?
    /// Halves of the groups that were drawn; 0 where it would have taken too long or makes no sense.
    public let draws: Int
  }

  /// What the measures say of each source, in the order given.
  public let sources: [SourceRow]
  /// The number of examples.
  public let examples: Int
  /// The target's labels, in the order of every `perLabel`.
  public internal(set) var labels: [String]
  /// The part of the target that was read.
  public let part: String
  /// The number of patients, or whatever was drawn together.
  public let groups: Int
  /// The seed of everything random.
  public let seed: UInt64
  /// The measures, in order.
  public let measures: [Summary]
  /// Labels of which nothing can be told.
  public internal(set) var degenerate: [DegenerateLabel]

  /// The result as one line of JSON.
  public var json: String {
    // Every value in it can be encoded: names, counts and finite numbers.
    (try? JSONTextEncoder.text(of: self).line) ?? "{}"
  }
}

extension RankingResult.SourceRow: Codable {
  private enum Key: String, CodingKey { case name, measures }

  /// Writes the measures as an object, by name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    var members = container.nestedContainer(keyedBy: MeasureName.self, forKey: .measures)
    for entry in measures { try members.encode(entry, forKey: MeasureName(stringValue: entry.measure)) }
  }

  /// Reads what `encode` wrote; the measures come in the order of their names.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    let members = try container.nestedContainer(keyedBy: MeasureName.self, forKey: .measures)
    measures = try members.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
      try members.decode(RankingResult.Entry.self, forKey: key)
    }
  }
}

private struct MeasureName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension RankingResult.Entry: Codable {
  private enum Key: String, CodingKey { case value, rank, interval, chance, perLabel, note, seconds }

  /// Writes the entry without its measure's name, which is the key it stands under; what is not defined is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(value, forKey: .value)
    try container.encode(rank, forKey: .rank)
    try container.encode(interval, forKey: .interval)
    try container.encode(chance, forKey: .chance)
    try container.encode(perLabel, forKey: .perLabel)
    try container.encodeIfPresent(note, forKey: .note)
    try container.encode(seconds, forKey: .seconds)
  }

  /// Reads what `encode` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    measure = decoder.codingPath.last?.stringValue ?? ""
    value = try container.decode(Double?.self, forKey: .value)
    rank = try container.decode(Int?.self, forKey: .rank)
    interval = try container.decode([Double]?.self, forKey: .interval)
    chance = try container.decode(Double?.self, forKey: .chance)
    perLabel = try container.decode([Double?].self, forKey: .perLabel)
    note = try container.decodeIfPresent(String.self, forKey: .note)
    seconds = try container.decode(Double.self, forKey: .seconds)
  }
}
