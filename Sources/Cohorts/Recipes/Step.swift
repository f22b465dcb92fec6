import Waveforms

/// One step of a recipe.
public enum Step: Sendable, Equatable, Codable {
  /// What becomes of a lead that a record lacks.
  public enum Absent: String, Sendable, Codable { case refuse, missing }

  /// Takes these leads in this order, under any alias; limb leads that are not stored are derived from two others.
  case leads(names: [String], absent: Absent)
  /// Changes the rate, without aliasing.
  case resample(rate: Double)
  /// Halves the rate by one level of a wavelet.
  case halve(wavelet: Wavelet, border: Wavelet.Border)
  /// Filters forward and backward with a Butterworth filter.
  case filter(band: Filter.Band, order: Int)
  /// Takes one frequency out, forward and backward.
  case notch(frequency: Double, quality: Double)
  /// Takes the slow wander away.
  case removeBaseline(baseline: Baseline)
  /// Brings the leads to a common scale.
  case normalize(normalization: Normalization)
  /// Cuts windows of a fixed length.
  case window(window: Window)
  /// Cuts beats out of the first lead, each in the scale of its surroundings: the one at the focus, or all that are found.
  case beats(extraction: BeatExtraction)
  /// Limits the samples to ± a bound.
  case clip(bound: Float)
  /// Puts a number where samples are missing.
  case fill(value: Float)
  /// Adds Perlin noise that depends linearly from lead to lead.
  case perlin(noise: PerlinStep)
  /// Adds independent normal noise, when training.
  case jitter(deviation: Float)
  /// Multiplies all leads by one factor from 1 − by to 1 + by, when training.
  case gain(by: Float)
}

/// How windows are cut.
public struct Window: Sendable, Equatable, Codable {
  /// Where a window lies.
  public enum Placement: String, Sendable, Codable {
    /// At the record's start.
    case start
    /// In its middle.
    case centre
    /// Anywhere when training; in the middle when evaluating, or every `stride` samples if one is given.
    case random
    /// About the example's focus, `before` samples of the window in front of it.
    case focus
  }

  /// What becomes of a record that is too short.
  public enum Short: String, Sendable, Codable { case refuse, missing }

  /// Samples a window.
  public var count: Int
  /// Where it lies.
  public var placement: Placement
  /// Samples of the window before the focus.
  public var before: Int
  /// When evaluating, the samples from one window's start to the next's; nothing for a single window.
  public var stride: Int?
  /// What becomes of a record that is too short: refused, or its end filled with missing samples.
  public var short: Short

  /// Creates a window.
  public init(
    _ count: Int, at placement: Placement = .start, before: Int = 0, stride: Int? = nil, short: Short = .missing
  ) {
    self.count = count
    self.placement = placement
    self.before = before
    self.stride = stride
    self.short = short
  }

  /// Returns where windows start in a record of `length` samples.
  func starts(length: Int, focus: Int?, random: SplitMix64?) -> [Int] {
    let room = max(0, length - count)
    switch placement {
    case .start: return [0]
    case .centre: return [room / 2]
    case .focus: return [(focus ?? length / 2) - before]
    case .random:
      if var random { return [random.index(below: room + 1)] }
      guard let stride else { return [room / 2] }
      // The last window ends with the record, so that no sample is left out.
      var starts = Array(Swift.stride(from: 0, through: room, by: stride))
      if let last = starts.last, last < room { starts.append(room) }
      return starts
    }
  }
}

/// Perlin noise over all leads: the same dependence of lead on lead for the whole of training.
public struct PerlinStep: Sendable, Equatable, Codable {
  /// Independent sources, fewer than there are leads.
  public var sources: Int
  /// The elements of the dependence are drawn from ± this, in the leads' unit.
  public var scale: Float
  /// Whole numbers of Perlin's noise a second.
  public var frequency: Double
  /// Layers of each source.
  public var octaves: Int
  /// The seed of the dependence.
  public var seed: UInt64
  /// Whether the noise belongs to the data, and is there when evaluating too.
  public var isAlways: Bool

  /// Creates the step.
  public init(
    sources: Int, scale: Float, frequency: Double = 1, octaves: Int = 1, seed: UInt64, isAlways: Bool = false
  ) {
    self.sources = sources
    self.scale = scale
    self.frequency = frequency
    self.octaves = octaves
    self.seed = seed
    self.isAlways = isAlways
  }
}

extension Step {
  /// Whether the step's result depends on the example's focus or on a draw, and so cannot be computed once for all.
  var isDrawn: Bool {
    switch self {
    case .window, .beats, .perlin, .jitter, .gain: true
    default: false
    }
  }

  /// What is wrong with the step's figures, or nothing.
  var problem: String? {
    func unless(_ isRight: Bool, _ words: String) -> String? { isRight ? nil : words }
    switch self {
    case .leads(let names, _): return unless(!names.isEmpty, "leads: expected at least one")
    case .resample(let rate):
      return unless(SamplingRate.plausible.contains(rate), "resample: rate \(rate), expected 0.001 to 1 000 000")
    case .halve, .removeBaseline, .fill: return nil
    case .filter(_, let order): return unless((1...20).contains(order), "filter: order \(order), expected 1 to 20")
    case .notch(_, let quality):
      return unless(quality.isFinite && quality > 0, "notch: quality \(quality), expected above 0")
    case .normalize(.given(let means, let scales)):
      return unless(!means.isEmpty && !scales.isEmpty, "normalize: expected means and scales")
    case .normalize: return nil
    case .window(let window):
      return unless(
        (1...10_000_000).contains(window.count), "window: \(window.count) samples, expected 1 to 10 000 000")
        ?? unless((window.stride ?? 1) >= 1, "window: stride \(window.stride ?? 1), expected at least 1")
        ?? unless(
          (-100_000_000...100_000_000).contains(window.before), "window: \(window.before) samples before the focus")
    case .beats(let extraction): return unless(extraction.problem == nil, "beats: \(extraction.problem ?? "")")
    case .clip(let bound): return unless(bound > 0, "clip: \(bound), expected above 0")
    case .perlin(let noise):
      return unless(noise.sources >= 1, "perlin: \(noise.sources) sources, expected at least 1")
        ?? unless(noise.scale >= 0 && noise.scale.isFinite, "perlin: scale \(noise.scale), expected 0 or more")
        ?? unless((1...16).contains(noise.octaves), "perlin: \(noise.octaves) octaves, expected 1 to 16")
        ?? unless((0...1000).contains(noise.frequency), "perlin: frequency \(noise.frequency), expected 0 to 1000")
    case .jitter(let deviation):
      return unless(deviation >= 0 && deviation.isFinite, "jitter: \(deviation), expected 0 or more")
    case .gain(let by): return unless((0...1).contains(by), "gain: \(by), expected 0 to 1")
    }
  }
}
