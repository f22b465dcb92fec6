import Interchange

/// What a record holds, at a glance: its leads in figures, its annotations counted, its labels.
public struct RecordInspection: Sendable, Equatable {
  /// One lead in figures.
  public struct Lead: Sendable, Equatable {
    /// The name as the file has it.
    public var name: String
    /// The unit as the file has it.
    public var units: String
    /// Stored steps a unit.
    public var gain: Double
    /// The stored number that stands for zero.
    public var baseline: Double
    /// The sum of the stored integers modulo 65536, signed; nothing for a file that stores no integers.
    public var digitalSum: Int?
    /// The smallest sample in millivolts; nothing when all are missing.
    public var min: Double?
    /// The largest sample in millivolts.
    public var max: Double?
    /// The mean of the samples in millivolts.
    public var mean: Double?
    /// How many samples are missing.
    public var missing: Int
  }

  /// The record's name.
  public var record: String
  /// Frames a second, if known.
  public var rate: Double?
  /// The number of frames.
  public var samples: Int
  /// The leads.
  public var leads: [Lead]
  /// How often each annotation symbol occurs.
  public var annotations: [String: Int]
  /// The labels, by code.
  public var labels: [String]
  /// What was odd, and what was taken to be so.
  public var remarks: [WaveformError]

  /// Reads a record whole, and its annotations and labels, and sums it up.
  public init(_ reader: RecordReader, labels: [String]? = nil, annotator: String = "atr") throws(WaveformError) {
    let description = reader.description
    let reading = try reader.format.raw(
      frames: 0..<description.sampleCount, channels: Array(description.channels.indices))
    if reader.options.isStrict, let mismatch = reading.remarks.first { throw mismatch }
    record = description.name
    rate = description.rate
    samples = description.sampleCount
    leads = zip(description.channels, reading.values).map(Lead.init)
    let file = try reader.annotations(annotator)
    annotations = file?.counts ?? [:]
    self.labels = labels ?? RecordLabels.codes(in: description.comments)
    let doubts = reading.values.compactMap(\.doubt).map { WaveformError(file: reader.file, message: $0) }
    remarks = description.assumptions + description.remarks + reading.remarks + doubts.prefix(1) + (file?.remarks ?? [])
  }
}

extension RawSignal {
  /// Why the signal can be no millivolts, if it is said to be a voltage.
  fileprivate var doubt: String? {
    guard VoltageUnit(channel.units) != nil else { return nil }
    let calibration = channel.calibration
    return Plausibility.doubt(channel.lead, count: count) { place in
      switch values {
      case .integers(let numbers, let mark):
        numbers[place] == mark ? .nan : Float(calibration.value(Double(numbers[place])))
      case .reals(let numbers): Float(calibration.value(numbers[place]))
      }
    }
  }
}

extension RecordInspection.Lead {
  /// Sums up one signal.
  init(_ stored: RecordDescription.Channel, _ signal: RawSignal) {
    let channel = signal.channel
    self.init(
      name: stored.name, units: stored.units, gain: stored.gain, baseline: stored.baseline, missing: signal.count)
    let calibration = channel.calibration
    switch signal.values {
    case .integers(let numbers, let mark):
      let figures = Figures(numbers, missing: mark)
      digitalSum = Int(Int16(truncatingIfNeeded: figures.wrapped))
      missing = numbers.count - figures.count
      guard figures.count > 0 else { return }
      let ends = [calibration.value(Double(figures.low)), calibration.value(Double(figures.high))]
      (min, max) = (ends.min(), ends.max())
      mean = calibration.value(Double(figures.sum) / Double(figures.count))
    case .reals(let numbers):
      let present = numbers.filter { !$0.isNaN }
      missing = numbers.count - present.count
      let ends = [present.min(), present.max()].compactMap { $0 }.map(calibration.value)
      (min, max) = (ends.min(), ends.max())
      if !present.isEmpty { mean = calibration.value(present.reduce(0, +) / Double(present.count)) }
    }
  }

  /// The figures of stored integers.
  private struct Figures {
    var sum: Int64 = 0
    var wrapped: UInt32 = 0
    var count = 0
    var low = Int32.max
    var high = Int32.min

    init(_ numbers: [Int32], missing: Int32) {
      numbers.withUnsafeBufferPointer { buffer in
        for number in buffer {
          wrapped &+= UInt32(bitPattern: number)
          let isPresent = number != missing
          sum &+= isPresent ? Int64(number) : 0
          count &+= isPresent ? 1 : 0
          low = Swift.min(low, isPresent ? number : low)
          high = Swift.max(high, isPresent ? number : high)
        }
      }
    }
  }
}
