// Who reads a recording also reads what is wrong with it.
@_exported import struct Interchange.FileError

/// What a reader of recordings throws: the file, line and field, what was found and what was expected.
public typealias WaveformError = FileError

/// One electrocardiogram: leads by name, all sampled at one rate, in millivolts.
public struct Recording: Sendable, Equatable {
  /// One lead's samples in millivolts; a missing sample is `Float.nan`, never zero.
  public struct Lead: Sendable, Equatable {
    /// The lead's canonical name, such as `II` or `V5`.
    public var name: String
    /// The samples in millivolts, or in `units` if that is no voltage; `nan` where there is none.
    public var samples: [Float]
    /// The samples' unit: `mV`, unless the file's signal is no voltage (`mmHg`, say).
    public var units: String

    /// Creates a lead.
    public init(name: String, samples: [Float], units: String = "mV") {
      self.name = name
      self.samples = samples
      self.units = units
    }
  }

  /// The record's name.
  public var name: String
  /// Samples a second.
  public var rate: Double
  /// The leads, in the order of the file.
  public var leads: [Lead]
  /// The annotations, with sample numbers that count from the first sample here.
  public var annotations: [Annotation]
  /// The labels that came with the record, by code.
  public var labels: [String]
  /// The file's comments, one a line.
  public var comments: [String]
  /// What was odd about the file but did not prevent reading it, such as a checksum that does not match.
  public var remarks: [WaveformError]
  /// What the file does not say and was taken to be so, such as the unit of its times.
  public var assumptions: [WaveformError] = []

  /// Creates a recording.
  public init(
    name: String, rate: Double, leads: [Lead], annotations: [Annotation] = [], labels: [String] = [],
    comments: [String] = [], remarks: [WaveformError] = []
  ) {
    self.name = name
    self.rate = rate
    self.leads = leads
    self.annotations = annotations
    self.labels = labels
    self.comments = comments
    self.remarks = remarks
  }

  /// The number of samples of the longest lead.
  public var sampleCount: Int { leads.map(\.samples.count).max() ?? 0 }

  /// Returns the lead of that name, under any of its aliases.
  public subscript(lead name: String) -> Lead? {
    let wanted = LeadName.canonical(name)
    return leads.first { $0.name == wanted } ?? leads.first { LeadName.canonical($0.name) == wanted }
  }
}
