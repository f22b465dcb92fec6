/// The rates that recordings have: trends say a number a minute or rarer, converters a million a second at most.
public enum SamplingRate {
  /// What is read, in samples a second: times and places counted at another rate would mean nothing.
  public static let plausible = 0.001...1_000_000.0

  /// Throws for a rate that no recording has.
  static func check(_ rate: Double, file: String, line: Int? = nil) throws(WaveformError) {
    guard !plausible.contains(rate) else { return }
    throw WaveformError(
      file: file, line: line, field: "sampling frequency", found: "\(rate) Hz", expected: "0.001 to 1 000 000 Hz",
      message: "no recording has such a rate")
  }
}
