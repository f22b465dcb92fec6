import Compute

/// What one case took.
public struct SpeedRow: Codable, Sendable {
  /// Which network, by its letter.
  public var network: String
  /// What was done with it.
  public var mode: SpeedCase.Mode
  /// Examples at once.
  public var batch: Int
  /// How many threads worked.
  public var threads: Int
  /// Median milliseconds a step.
  public var ms: Double
  /// Its arithmetic a second.
  public var gflops: Double
  /// Of the multiply-add loop's rate on as many threads, in the same run.
  public var percentOfPeak: Double

  /// Times a case beside a peak in GFLOP/s.
  public init(timing what: SpeedCase, peak: Double) {
    let trial = SpeedTrial(what)
    let time = Stopwatch.median(seconds: what.seconds ?? 0.5, trial.step)
    (network, mode, batch, threads) = (what.network, what.mode, what.batch, what.threads)
    ms = time * 1e3
    gflops = Double(trial.program.work * what.batch) / time / 1e9
    percentOfPeak = 100 * gflops / peak
  }
}
