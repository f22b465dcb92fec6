import Interchange

/// What an audit of overlap found: whether two sides share patients or recordings, and which.
public struct OverlapReport: Sendable, Equatable, Codable {
  /// Why two things belong together.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Examples of one record stand on both sides.
    case record = "same record"
    /// A known patient stands on both sides.
    case patient = "same patient"
    /// Two records hold the same signal from the same beginning, whatever their scale and rate.
    case identical = "identical signal"
    /// One record holds a part of the other's signal: shifted, cropped, filtered or with noise.
    case near = "near duplicate"
  }

  /// One side of a pair.
  public struct Place: Sendable, Equatable, Codable {
    /// The side, such as `train`.
    public var side: String
    /// The record's name.
    public var record: String
    /// Examples of it on that side.
    public var examples: Int
  }

  /// Two records that belong together.
  public struct Pair: Sendable, Equatable, Codable {
    /// Why.
    public var kind: Kind
    /// The one.
    public var first: Place
    /// The other; for `same record`, the same record on the other side.
    public var second: Place
    /// The patient, where both have the same known one.
    public var patient: String?
    /// The fold in which they stand on different sides, where there are several.
    public var fold: String?
    /// How alike the signals are, from 0 to 1.
    public var correlation: Double?
    /// How many seconds later the same beat stands in the second.
    public var shift: Double?
    /// Seconds that were compared.
    public var seconds: Double?
    /// Leads that were compared.
    public var leads: Int?
    /// Why, in words.
    public var why: String
  }

  /// What one side holds.
  public struct Side: Sendable, Equatable, Codable {
    /// The name.
    public var name: String
    /// Examples.
    public var examples: Int
    /// Records from which they were cut.
    public var records: Int
    /// Known patients.
    public var patients: Int
    /// Examples of unknown patients.
    public var unknownPatients: Int
  }

  /// How many there are of what was found.
  public struct Counts: Sendable, Equatable, Codable {
    /// Records looked at.
    public var records = 0
    /// Records whose signal was compared.
    public var compared = 0
    /// Known patients on more than one side.
    public var patients = 0
    /// Records with examples on more than one side.
    public var sharedRecords = 0
    /// Pairs of records on different sides that hold the same signal.
    public var identical = 0
    /// Pairs of records on different sides of which one is a near duplicate of the other.
    public var near = 0
    /// Pairs of records on different sides that look like copies, and are said to be of two patients.
    public var disputed = 0
    /// Pairs of duplicates on one side: no leak.
    public var withinOneSide = 0
    /// Examples of unknown patients.
    public var unknownPatients = 0
  }

  /// A record whose signal could not be compared.
  public struct Remark: Sendable, Equatable, Codable {
    /// The record's name.
    public var record: String
    /// Why.
    public var remark: String
  }

  /// What was audited.
  public var subject: String
  /// The conclusion.
  public var verdict: Verdict
  /// The conclusion in a plain sentence.
  public var words: String
  /// Why no more can be said, a sentence each.
  public var reasons: [String]
  /// What to do about it.
  public var advice: [String]
  /// The sides.
  public var sides: [Side]
  /// What was found.
  public var counts: Counts
  /// What stands on both sides.
  public var pairs: [Pair]
  /// Duplicates on one side: no leak, but they count twice.
  public var duplicates: [Pair]
  /// Records whose signals were not compared.
  public var notCompared: [Remark]
  /// Whether less was compared than there is, because it would have taken too long.
  public var isShortened: Bool?

  /// The report as one line of JSON.
  public var json: String {
    get throws(FileError) {
      String(decoding: try JSONFile.bytes(of: self, file: "report", pretty: false), as: UTF8.self)
    }
  }
}
