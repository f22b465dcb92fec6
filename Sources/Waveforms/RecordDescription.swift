/// What a record's header says, before a single sample is read.
public struct RecordDescription: Sendable, Equatable {
  /// One stored signal.
  public struct Channel: Sendable, Equatable {
    /// The name as the file has it.
    public var name: String
    /// The canonical lead name.
    public var lead: String
    /// The unit as the file has it.
    public var units: String
    /// Stored steps a unit.
    public var gain: Double
    /// The stored number that stands for zero; it may lie between two steps.
    public var baseline: Double
    /// Samples a frame: more than one when this signal is sampled faster than the record's rate.
    public var samplesPerFrame: Int

    /// Creates a channel.
    public init(
      name: String, lead: String? = nil, units: String = "mV", gain: Double = 1, baseline: Double = 0,
      samplesPerFrame: Int = 1
    ) {
      self.name = name
      self.lead = lead ?? LeadName.canonical(name)
      self.units = units
      self.gain = gain
      self.baseline = baseline
      self.samplesPerFrame = samplesPerFrame
    }

    var calibration: Calibration { Calibration(gain: gain, baseline: baseline, unit: VoltageUnit(units)) }
  }

  /// The record's name.
  public var name: String
  /// Frames a second, or nothing when the file does not say.
  public var rate: Double?
  /// The number of frames.
  public var sampleCount: Int
  /// The signals, in the order of the file.
  public var channels: [Channel]
  /// The comments, one a line, without their marks.
  public var comments: [String]
  /// When the recording began, as far as the file says.
  public var start: RecordStart
  /// What was odd in the header.
  public var remarks: [WaveformError]
  /// What the file does not say and was taken to be so.
  public var assumptions: [WaveformError]

  /// Creates a description.
  public init(
    name: String, rate: Double?, sampleCount: Int, channels: [Channel], comments: [String] = [],
    start: RecordStart = RecordStart(), remarks: [WaveformError] = [], assumptions: [WaveformError] = []
  ) {
    self.name = name
    self.rate = rate
    self.sampleCount = sampleCount
    self.channels = channels
    self.comments = comments
    self.start = start
    self.remarks = remarks
    self.assumptions = assumptions
  }
}

/// When a recording began: a time of day, a date, both or neither.
public struct RecordStart: Sendable, Equatable {
  /// The time of day in seconds after midnight.
  public var secondOfDay: Double?
  /// The year.
  public var year: Int?
  /// The month, from 1.
  public var month: Int?
  /// The day, from 1.
  public var day: Int?

  /// Creates a start.
  public init(secondOfDay: Double? = nil, year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    self.secondOfDay = secondOfDay
    self.year = year
    self.month = month
    self.day = day
  }
}

/// One signal as it is stored, at its own rate.
public struct RawSignal: Sendable, Equatable {
  /// Stored numbers.
  public enum Values: Sendable, Equatable {
    /// Integers of a converter; the number `missing` stands for a sample that is not there.
    case integers([Int32], missing: Int32)
    /// Numbers already in the channel's unit; `nan` stands for a sample that is not there.
    case reals([Double])
  }

  /// The signal's description.
  public var channel: RecordDescription.Channel
  /// The samples, `samplesPerFrame` a frame.
  public var values: Values

  /// Creates a signal.
  public init(channel: RecordDescription.Channel, values: Values) {
    self.channel = channel
    self.values = values
  }

  /// The number of samples.
  public var count: Int {
    switch values {
    case .integers(let numbers, _): numbers.count
    case .reals(let numbers): numbers.count
    }
  }
}
