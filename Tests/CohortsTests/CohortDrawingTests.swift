import Cohorts
import Testing
import Waveforms

@Suite struct CohortDrawingTests {
  private let cohort = Cohort(
    name: "c", vocabulary: Vocabulary(name: "v", system: .local, terms: [Term("a", "a")]),
    examples: (0..<50).map { number in
      Example(
        id: "\(number)", source: .memory(Recording(name: "\(number)", rate: 1, leads: [])), patient: .unknown,
        labels: ["a"])
    })

  @Test func drawsSomeInTheirOldOrder() {
    let drawn = cohort.drawing(20, seed: 3)
    let numbers = drawn.examples.compactMap { Int($0.id) }
    #expect(numbers.count == 20 && numbers == numbers.sorted() && Set(numbers).count == 20)
    #expect(drawn.examples.map(\.id) == cohort.drawing(20, seed: 3).examples.map(\.id))
    #expect(drawn.examples.map(\.id) != cohort.drawing(20, seed: 4).examples.map(\.id))
    #expect(drawn.notes == ["20 of 50 examples kept, drawn"])
  }

  @Test func allStayWhereThereAreNoMore() {
    #expect(cohort.drawing(50, seed: 1).count == 50 && cohort.drawing(99, seed: 1).notes.isEmpty)
  }
}
