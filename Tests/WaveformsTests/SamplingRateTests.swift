import Interchange
import Testing
import Waveforms

/// Times and places are counted by the rate: one that no recording has is refused by every reader, before anything is.
@Suite struct SamplingRateTests {
  private func refusal(_ body: () throws -> RecordReader) -> WaveformError? {
    #expect(throws: WaveformError.self) { _ = try body() } as WaveformError?
  }

  @Test(arguments: ["1e-17", "1e-10", "0.0009", "1000001", "1e300"])
  func aHeadersRateIsOneThatRecordingsHave(rate: String) {
    let error = refusal { try Fixtures.open("r 1 \(rate) 2\nr.dat 16 200\n", ["r.dat": [0, 0, 0, 0]]) }
    #expect(error?.line == 1 && error?.field == "sampling frequency", "\(error.map(String.init(describing:)) ?? "")")
    #expect(error?.expected == "0.001 to 1 000 000 Hz")
  }

  @Test(arguments: ["0.0166666667", "0.001", "1000000"])
  func trendsAndFastConvertersAreRead(rate: String) throws {
    let reader = try Fixtures.open("r 1 \(rate) 2\nr.dat 16 200\n", ["r.dat": [0, 0, 0, 0]])
    #expect(reader.description.rate == Double(rate))
  }

  @Test func everyFormatIsHeldToIt() throws {
    func table(_ step: String) -> RecordFolder {
      .memory(["t.csv": Array("time_s,II\n0,1\n\(step),2\n".utf8)])
    }
    #expect(try RecordReader("t.csv", in: table("0.01")).description.rate == 100)
    #expect(refusal { try RecordReader("t.csv", in: table("1e12")) }?.field == "sampling frequency")
    #expect(
      refusal {
        try RecordReader("t.csv", in: .memory(["t.csv": Array("II\n1\n2\n".utf8)]), options: .init(rate: 1e-12))
      }?.field == "sampling frequency")
    var bytes = try FileAccess.read(Fixtures.path("plain.edf"))
    for (place, byte) in "1e-99   ".utf8.enumerated() { bytes[244 + place] = byte }
    #expect(refusal { try RecordReader("p.edf", in: .memory(["p.edf": bytes])) }?.field == "sampling frequency")
  }

  @Test func aStartBeyondTwoDaysIsNone() throws {
    let reader = try Fixtures.open("r 1 250 2 1e300\nr.dat 16 200\n", ["r.dat": [0, 0, 0, 0]])
    #expect(reader.description.start == RecordStart() && reader.description.remarks.map(\.field) == ["start"])
  }
}
