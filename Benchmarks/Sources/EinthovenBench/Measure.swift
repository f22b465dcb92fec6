import Compute

/// What one case took.
struct Row: Codable {
  var network: String
  var mode: Case.Mode
  var batch: Int
  var threads: Int
  /// Median milliseconds a step.
  var ms: Double
  var gflops: Double
  /// Of the multiply-add loop's rate on as many threads, in the same run.
  var percentOfPeak: Double
}

/// Times `body` for about `seconds` after a warm-up, and returns the median in seconds.
func median(seconds: Double, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  for _ in 0..<2 { body() }
  var times: [Duration] = []
  let begin = clock.now
  while times.count < 3 || clock.now - begin < .seconds(seconds) {
    let start = clock.now
    body()
    times.append(clock.now - start)
  }
  times.sort()
  return times[times.count / 2] / .seconds(1)
}

/// The rate of the engine's own register tile over data in the first cache, in GFLOP/s.
func peak(threads: Int) -> Double { PeakRate.measure(threads: threads) }

func measure(_ what: Case, peak: Double) -> Row {
  let prepared = Prepared(what)
  let time = median(seconds: what.seconds ?? 0.5, prepared.step)
  let gflops = Double(prepared.program.work * what.batch) / time / 1e9
  return Row(
    network: what.network, mode: what.mode, batch: what.batch, threads: what.threads, ms: time * 1e3, gflops: gflops,
    percentOfPeak: 100 * gflops / peak)
}
