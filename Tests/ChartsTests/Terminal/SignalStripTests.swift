import Charts
import Testing

@Suite struct SignalStripTests {
  @Test func drawsARamp() {
    // Four rows of dots, four columns: the upper end stands top right; each column touches the next.
    #expect(SignalStrip.lines([0, 1, 2, 3], columns: 2, rows: 1) == ["⡴⠋"])
  }

  @Test func missingSamplesLeaveGapsAndNothingDrawsNothing() {
    #expect(SignalStrip.lines([1, .nan, .nan, .nan, .nan, .nan, .nan, 1], columns: 4, rows: 1) == ["⠄⠀⠀⠤"])
    #expect(SignalStrip.lines([.nan], columns: 4, rows: 1) == [])
    #expect(SignalStrip.lines([], columns: 4, rows: 1) == [])
  }

  @Test func hostileSamplesDoNoHarm() {
    let samples: [Float] = [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, 0, .nan]
    #expect(SignalStrip.lines(samples, columns: 5, rows: 2).map(\.count) == [5, 5])
    #expect(SignalStrip.lines(samples, columns: 0, rows: 2).isEmpty)
  }

  @Test func noSpikeIsLost() {
    var samples = [Float](repeating: 0, count: 100_000)
    samples[61_803] = 1
    let top = SignalStrip.lines(samples, columns: 50, rows: 3)[0]
    #expect(top.filter { $0 != "\u{2800}" }.count == 1)
  }
}
