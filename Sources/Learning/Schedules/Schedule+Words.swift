extension Schedule {
  /// How schedules are named on a command line, and what each does.
  public static let words: [(word: String, summary: String)] = [
    ("constant", "the same rate throughout"), ("cosine", "half a cosine down to 0"),
    ("one-cycle", "up over the first 30 %, then down to next to nothing"),
    ("plateau", "a tenth whenever 10 epochs brought nothing better"),
    ("step:F/N", "times F every N steps, such as step:0.75/10000"),
    ("exponential:F", "times F every epoch, little by little"),
    ("warm-up:E/WORD", "a straight line up from a hundredth over E epochs, then as WORD says"),
  ]

  /// Creates the schedule of a word; nothing for one that is none.
  public init?(word: String) {
    switch word {
    case "constant": self = .constant
    case "cosine": self = .cosine(least: 0)
    case "one-cycle": self = .oneCycle(OneCycle())
    case "plateau": self = .plateau(Plateau())
    case _ where word.hasPrefix("warm-up:"):
      let parts = word.dropFirst("warm-up:".count).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let epochs = Double(parts[0]), epochs > 0, epochs.isFinite,
        !parts[1].hasPrefix("warm-up"),
        let then = Schedule(word: String(parts[1]))
      else { return nil }
      self = .warmUp(over: .epochs(epochs), start: 0.01, then: then)
    default:
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false)
      guard let first = numbers.first, let factor = Double(first), factor > 0, factor.isFinite else { return nil }
      switch (parts[0], numbers.count) {
      case ("step", 2):
        guard let steps = Int(numbers[1]), steps > 0 else { return nil }
        self = .step(factor: factor, every: .steps(steps))
      case ("exponential", 1): self = .exponential(factor: factor, every: .epochs(1))
      default: return nil
      }
    }
  }
}
