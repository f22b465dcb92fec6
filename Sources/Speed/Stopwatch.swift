/// Times work that can be done again and again.
public enum Stopwatch {
  /// Does it for about so many seconds after a warm-up, and at least three times; returns the median in seconds.
  public static func median(seconds: Double, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    for _ in 0..<2 { try body() }
    var times: [Duration] = []
    let begin = clock.now
    while times.count < 3 || clock.now - begin < .seconds(seconds) {
      let start = clock.now
      try body()
      times.append(clock.now - start)
    }
    times.sort()
    return times[times.count / 2] / .seconds(1)
  }
}
