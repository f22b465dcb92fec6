import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Schedules as a command line names them.
@Suite struct ScheduleWordsTests {
  @Test func wordsAreSchedules() {
    #expect(Schedule(word: "step:0.75/10000") == .step(factor: 0.75, every: .steps(10_000)))
    #expect(Schedule(word: "exponential:0.9") == .exponential(factor: 0.9, every: .epochs(1)))
    #expect(Schedule(word: "warm-up:5/cosine") == .warmUp(over: .epochs(5), start: 0.01, then: .cosine(least: 0)))
    #expect(
      Schedule(word: "warm-up:0.5/step:0.1/30")
        == .warmUp(over: .epochs(0.5), start: 0.01, then: .step(factor: 0.1, every: .steps(30))))
  }

  @Test func otherWordsAreNone() {
    let words = [
      "", "nosuch", "step", "step:", "step:0.5", "step:0/10", "step:0.5/0", "exponential:-1", "exponential:nan",
      "warm-up", "warm-up:5", "warm-up:/cosine", "warm-up:0/cosine", "warm-up:5/", "warm-up:5/nosuch",
      "warm-up:5/warm-up:5/cosine",
    ]
    for word in words { #expect(Schedule(word: word) == nil, "\(word)") }
  }

  @Test func aWordWithoutFiguresIsOne() {
    for word in Schedule.words.map(\.word) where !word.contains(":") { #expect(Schedule(word: word) != nil, "\(word)") }
  }
}
