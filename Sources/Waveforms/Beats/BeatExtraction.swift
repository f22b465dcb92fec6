/// Cuts a lead into beats of a fixed length, as Kachuee, Fazeli and Sarrafzadeh (2018) do.
///
/// The lead is looked at in windows of 10 s, each scaled to [0, 1]. Local maxima (where the first derivative crosses
/// zero) above 0.9 are R waves; their median interval is the nominal period T; from each R wave on, 1.2·T of the signal
/// is a beat, filled up with zeros. A beat may run on beyond its window, in that window's scale, but not beyond the lead.
public struct BeatExtraction: Sendable, Equatable, Codable {
  /// One beat.
  public struct Beat: Sendable, Equatable {
    /// The sample of its R wave in the lead.
    public let sample: Int
    /// The beat in the scale of its window, filled up with zeros.
    public let values: [Float]
    /// How many of the values are signal.
    public let length: Int
  }

  /// Samples a second that the lead must have; the paper's beats are at 125 Hz.
  public var rate: Double = 125
  /// Seconds of one window.
  public var window: Double = 10
  /// The part of a window's range above which a maximum is an R wave.
  public var threshold: Float = 0.9
  /// The length of a beat in periods.
  public var periods: Double = 1.2
  /// The number of values in a beat.
  public var length: Int = 187

  /// Creates the extraction with the paper's figures.
  public init() {}

  /// Returns the beats of a lead that is sampled at `rate`.
  ///
  /// A window with fewer than two R waves, or without any range, gives none; a beat with a missing sample is left out.
  public func callAsFunction(_ samples: [Float]) -> [Beat] {
    windows(of: samples).flatMap { window in cut(samples, at: peaks(of: samples, in: window), window) }
  }

  /// Returns the beat whose R wave is at a sample, in the scale of its window and with the window's period; a window
  /// with fewer than two R waves lends no period, and the beat is as long as a beat can be.
  public func beat(of samples: [Float], at sample: Int) -> Beat? {
    let width = Int(min(window * rate, 1e9))
    guard samples.indices.contains(sample), let window = window(from: sample / width * width, of: samples) else {
      return nil
    }
    let span = span(of: peaks(of: samples, in: window)) ?? length
    return cut(samples, at: sample, span, window)
  }

  /// What is wrong with the figures, or nothing.
  public var problem: String? {
    if !(SamplingRate.plausible.contains(rate) && window.isFinite && window * rate >= 2) {
      return "a window of \(window) s at \(rate) Hz, expected two samples or more"
    }
    if !(periods > 0 && periods <= 1000) { return "\(periods) periods, expected above 0 and at most 1000" }
    return (1...1_000_000).contains(length) ? nil : "a length of \(length), expected 1 to 1 000 000"
  }

  private func peaks(of samples: [Float], in window: Window) -> [Int] {
    window.range.filter { i in
      guard i > 0, i + 1 < samples.count, samples[i].isFinite else { return false }
      return samples[i] > samples[i - 1] && samples[i + 1] <= samples[i] && window.scaled(samples[i]) > threshold
    }
  }

  /// Returns the beats of a lead whose R waves are known: the same cut, with T from the known R waves of each window.
  public func callAsFunction(_ samples: [Float], at known: [Int]) -> [Beat] {
    windows(of: samples).flatMap { window in cut(samples, at: known.filter(window.range.contains), window) }
  }

  /// Returns, for each beat, which of the reference beats (rising samples) is nearest; nil beyond the tolerance in seconds.
  public func nearest(_ beats: [Beat], in reference: [Int], tolerance: Double = 0.15) -> [Int?] {
    beats.map { beat in
      var (low, high) = (0, reference.count)
      while low < high {
        let middle = (low + high) / 2
        if reference[middle] < beat.sample { low = middle + 1 } else { high = middle }
      }
      let near = [low - 1, low].filter(reference.indices.contains)
      guard let best = near.min(by: { abs(reference[$0] - beat.sample) < abs(reference[$1] - beat.sample) }),
        Double(abs(reference[best] - beat.sample)) <= tolerance * rate
      else { return nil }
      return best
    }
  }

  private struct Window {
    let range: Range<Int>
    let low: Float
    let high: Float

    func scaled(_ x: Float) -> Float { (x - low) / (high - low) }
  }

  private func windows(of samples: [Float]) -> [Window] {
    precondition(problem == nil, "BeatExtraction: \(problem ?? "")")
    let width = Int(min(window * rate, 1e9))
    return stride(from: 0, to: samples.count, by: width).compactMap { window(from: $0, of: samples) }
  }

  private func window(from start: Int, of samples: [Float]) -> Window? {
    let range = start..<min(samples.count, start + Int(min(window * rate, 1e9)))
    var (low, high) = (Float.infinity, -Float.infinity)
    for i in range where samples[i].isFinite { (low, high) = (min(low, samples[i]), max(high, samples[i])) }
    return low < high ? Window(range: range, low: low, high: high) : nil
  }

  /// Returns how many samples a beat takes among R waves at these places; nothing when they lend no period.
  private func span(of peaks: [Int]) -> Int? {
    let intervals = zip(peaks.dropFirst(), peaks).map { $0 - $1 }.sorted()
    guard let longest = intervals.last, longest > 0 else { return nil }
    let half = intervals.count / 2
    let period =
      intervals.count % 2 == 1 ? Double(intervals[half]) : Double(intervals[half - 1] + intervals[half]) / 2
    return min(length, Int((periods * period).rounded()))
  }

  private func cut(_ samples: [Float], at peaks: [Int], _ window: Window) -> [Beat] {
    guard let span = span(of: peaks) else { return [] }
    return peaks.compactMap { cut(samples, at: $0, span, window) }
  }

  private func cut(_ samples: [Float], at peak: Int, _ span: Int, _ window: Window) -> Beat? {
    let part = samples[peak..<min(samples.count, peak + span)]
    guard part.allSatisfy({ $0.isFinite }) else { return nil }
    let values = part.map(window.scaled) + [Float](repeating: 0, count: length - part.count)
    return Beat(sample: peak, values: values, length: part.count)
  }
}
