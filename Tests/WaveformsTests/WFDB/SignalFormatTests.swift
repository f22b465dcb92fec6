import Testing
import Waveforms

@Suite struct SignalFormatTests {
  @Test(arguments: [8, 16, 24, 32, 61, 80, 160, 212, 310, 311])
  func decodesEveryFormat(format: Int) throws {
    let reader = try RecordReader(Fixtures.path("f\(format)"))
    let signals = try Fixtures.integers(reader)
    #expect(signals.count == (format == 212 ? 3 : 2))
    for (c, samples) in signals.enumerated() {
      let expected = (0..<25).map { i -> Int32? in
        if format == 8 { return Int32((Double(Fixtures.value(i, c)) / 2).rounded(.down)) }
        return c == 0 && i == 7 ? nil : Fixtures.value(i, c)
      }
      #expect(samples == expected)
    }
  }

  @Test(arguments: [8, 16, 24, 32, 61, 80, 160, 212, 310, 311])
  func scalesToMillivoltsAndChecksSums(format: Int) throws {
    let recording = try RecordReader(Fixtures.path("f\(format)"), options: .init(isStrict: true)).read()
    #expect(recording.remarks.isEmpty)
    let second = recording.leads[1].samples
    let stored = format == 8 ? Int32((Double(Fixtures.value(3, 1)) / 2).rounded(.down)) : Fixtures.value(3, 1)
    #expect(second[3] == Float(stored - 5) / 100)
    #expect(recording.leads[0].samples[7].isNaN == (format != 8))
  }

  @Test(
    arguments: [8, 16, 24, 32, 61, 80, 160, 212, 310, 311], [0..<25, 0..<1, 7..<8, 1..<24, 13..<13, 24..<25, 5..<11])
  func readsAnyRangeAsPartOfTheWhole(format: Int, range: Range<Int>) throws {
    let reader = try RecordReader(Fixtures.path("f\(format)"))
    let whole = try Fixtures.integers(reader)
    #expect(try Fixtures.integers(reader, frames: range) == whole.map { Array($0[range]) })
    let part = try reader.read(samples: range, leads: ["lead 1"])
    let all = try reader.read()
    #expect(part.leads.count == 1)
    #expect(part.leads[0].samples == Array(all.leads[1].samples[range]))
  }

  @Test func knowsTheRangeAndTheMissingNumberOfAFormat() {
    #expect(SignalFormat.packed12.missing == -2048)
    #expect(SignalFormat.packed12.range == -2047...2047)
    #expect(SignalFormat.int32.missing == .min)
    #expect(SignalFormat.difference8.missing == nil)
    #expect(SignalFormat.flac24.bits == 24)
  }
}
