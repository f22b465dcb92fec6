import Testing

@testable import Studies

@Suite struct SignalStripTests {
  @Test func drawsARamp() {
    // Four rows of dots, four columns: the upper end stands top right; each column touches the next.
    #expect(SignalStrip.lines([0, 1, 2, 3], columns: 2, rows: 1) == ["⡴⠋"])
  }

  @Test func missingSamplesLeaveGapsAndNothingDrawsNothing() {
    #expect(SignalStrip.lines([1, .nan, .nan, .nan, .nan, .nan, .nan, 1], columns: 4, rows: 1) == ["⠁⠀⠀⠉"])
    #expect(SignalStrip.lines([.nan], columns: 4, rows: 1) == [])
    #expect(SignalStrip.lines([], columns: 4, rows: 1) == [])
  }
}
