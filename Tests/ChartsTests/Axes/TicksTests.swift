import Testing

@testable import Charts

@Suite struct TicksTests {
  @Test func stepsAreOneTwoOrFive() {
    #expect([0.03, 0.2, 0.21, 1, 1.5, 3, 7, 12].map(Ticks.niceStep) == [0.05, 0.2, 0.5, 1, 2, 5, 10, 20])
    #expect([0, -1, .nan, .infinity].map(Ticks.niceStep) == [0, 0, 0, 0])
  }

  @Test func labelsHaveTheDecimalsTheyNeed() {
    #expect(Ticks.linear(0...1, about: 5).labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Ticks.linear(0...0.1, about: 4).labels == ["0.00", "0.05", "0.10"])
    #expect(Ticks.linear(-20...20, about: 4).labels == ["−20", "−10", "0", "10", "20"])
    #expect(Ticks.linear(0...3e7, about: 3).labels == ["0", "10⁷", "2·10⁷", "3·10⁷"])
    #expect(Ticks.linear(0.0025...0.0075, about: 4).labels == ["0.004", "0.006"])
  }

  @Test func countsAreMarkedAtWholeNumbers() {
    #expect(Ticks.linear(1...3, about: 6, isWhole: true).labels == ["1", "2", "3"])
    #expect(Ticks.linear(0...50, about: 5, isWhole: true).labels == ["0", "10", "20", "30", "40", "50"])
  }

  @Test func ticksLieWithinTheirRangeAndDiffer() {
    for low in [-1e6, -12.3, 0, 1e-7, 0.1, 99.99] {
      for size in [1e-5, 0.37, 1, 12, 1e5] {
        let range = low...(low + size)
        let ticks = Ticks.linear(range, about: 6)
        #expect(ticks.values.count <= 8)
        #expect(ticks.values.allSatisfy { $0 >= low - size * 1e-5 && $0 <= low + size * 1.00001 })
        #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $0 < $1 })
        if abs(low) < 1e6 { #expect(Set(ticks.labels).count == ticks.labels.count, "\(range): \(ticks.labels)") }
      }
    }
  }

  @Test func logarithmicTicksArePowersOfTen() {
    #expect(Ticks.logarithmic(1e-4...1).labels == ["10⁻⁴", "0.001", "0.01", "0.1", "1"])
    #expect(Ticks.logarithmic(1...50).values == [1, 2, 5, 10, 20, 50])
    #expect(Ticks.logarithmic(1e-30...1e30).values.count < 10)
  }

  @Test func numbersAreShort() {
    #expect(
      [0.0, 1, 12.34, 1234.5, 0.1234, 1e-5, 2.5e8, -3].map(Number.short)
        == ["0", "1", "12.3", "1235", "0.123", "10⁻⁵", "2.5·10⁸", "−3"])
    #expect([1e-4, 9.96e7, .nan, .infinity].map(Number.scientific) == ["10⁻⁴", "10⁸", "–", "∞"])
    #expect(
      [0.04, 0.05, -0.04, 12, -3.26, .nan, 1e300].map(Number.place) == ["0", "0.1", "0", "12", "-3.3", "0", "1000000"])
  }

  @Test func spansHaveRoom() {
    #expect(Axis("").span(of: [0.13, 0.87], about: 5) == 0...1)
    #expect(Axis("").span(of: [3, 3], about: 5).contains(3))
    #expect(Axis("", includesZero: true).span(of: [7, 9], about: 5).lowerBound == 0)
    #expect(Axis("", range: 2...4).span(of: [0, 9], about: 5) == 2...4)
    #expect(Axis("", isLogarithmic: true).span(of: [0, -1, 0.01, 1], about: 5).lowerBound > 0)
  }
}
