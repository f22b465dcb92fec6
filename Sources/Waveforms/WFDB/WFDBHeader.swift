/// A WFDB header file: the record line, the signal or segment lines and the comments.
public struct WFDBHeader: Sendable, Equatable {
  /// One signal line.
  public struct Signal: Sendable, Equatable {
    /// The file that holds the samples.
    public var file: String
    /// How they are stored.
    public var format: SignalFormat
    /// Samples a frame.
    public var samplesPerFrame = 1
    /// How many frames later than its neighbours this signal stands in the file.
    public var skew = 0
    /// Where the samples begin in the file, in bytes.
    public var byteOffset = 0
    /// Stored steps a unit.
    public var gain = 200.0
    /// The stored number that stands for zero.
    public var baseline = 0
    /// The unit.
    public var units = "mV"
    /// The converter's resolution in bits.
    public var resolution = 12
    /// The converter's number for the middle of its range.
    public var zero = 0
    /// The first sample, if the header says.
    public var initialValue: Int?
    /// The sum of all samples modulo 65536, if the header says.
    public var checksum: Int?
    /// The block size, zero for files that can be read anywhere.
    public var blockSize = 0
    /// The signal's name, which is the line's description.
    public var description: String?
    /// The line of the header.
    public var line = 0

    /// Creates a signal.
    public init(file: String, format: SignalFormat) {
      self.file = file
      self.format = format
      self.resolution = format.defaultResolution
    }
  }

  /// One segment line of a multi-segment record.
  public struct Segment: Sendable, Equatable {
    /// The segment's record name; `~` is a gap.
    public var name: String
    /// The segment's length in frames.
    public var sampleCount: Int
    /// The line of the header.
    public var line = 0

    /// Creates a segment.
    public init(name: String, sampleCount: Int) {
      self.name = name
      self.sampleCount = sampleCount
    }
  }

  /// The record's name.
  public var name: String
  /// Frames a second.
  public var rate = 250.0
  /// Counter ticks a second, if the header says.
  public var counterRate: Double?
  /// The counter's value at the first sample.
  public var baseCounter = 0.0
  /// The number of frames, if the header says.
  public var sampleCount: Int?
  /// When the recording began.
  public var start = RecordStart()
  /// The signals, in order.
  public var signals: [Signal] = []
  /// The segments, or nothing for a record of one piece.
  public var segments: [Segment]?
  /// The comments, without `#` and blanks at their ends.
  public var comments: [String] = []
  /// What was odd but could be read.
  public var remarks: [WaveformError] = []

  /// Creates a header.
  public init(name: String) { self.name = name }

  /// Whether this is a multi-segment record whose first segment only lists the signals.
  public var hasLayout: Bool { segments?.first.map { $0.sampleCount == 0 && $0.name != "~" } ?? false }
}
