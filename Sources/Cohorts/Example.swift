import Waveforms

/// Who a recording is of: a known patient, or nobody knows. A patient is never invented.
public enum Patient: Sendable, Hashable {
  /// The database does not say.
  case unknown
  /// The patient of that identifier, which is unique within the cohort.
  case known(String)

  /// The identifier of a known patient.
  public var identifier: String? {
    if case .known(let identifier) = self { return identifier }
    return nil
  }
}

/// A person's sex, as a database has it.
public enum Sex: String, Sendable, Codable { case female, male }

/// One thing to learn from or to judge: where its samples are, whose they are, and what they show.
public struct Example: Sendable, Identifiable {
  /// The name of this example alone, the same on every machine.
  public var id: String
  /// The record's name, which the examples cut from one record share.
  public var record: String
  /// Where the record's samples are.
  public var source: SignalSource
  /// The samples of the record that belong to the example; all of them when nothing is said.
  public var samples: Range<Int>?
  /// The sample that matters, such as a beat's R wave.
  public var focus: Int?
  /// Whose record it is.
  public var patient: Patient
  /// What it shows, by code, in the order of the vocabulary.
  public var labels: [String]
  /// The fold in which its publisher put it.
  public var fold: Int?
  /// The hospital, device or part of the database that it comes from.
  public var site: String?
  /// The patient's age in years.
  public var age: Double?
  /// The patient's sex.
  public var sex: Sex?
  /// What is known to be wrong with it, in words; a flagged example is kept.
  public var flags: [String] = []

  /// Creates an example.
  public init(
    id: String, record: String? = nil, source: SignalSource, samples: Range<Int>? = nil, focus: Int? = nil,
    patient: Patient = .unknown, labels: [String] = [], fold: Int? = nil, site: String? = nil
  ) {
    self.id = id
    self.record = record ?? id
    self.source = source
    self.samples = samples
    self.focus = focus
    self.patient = patient
    self.labels = labels
    self.fold = fold
    self.site = site
  }
}
