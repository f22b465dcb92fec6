import Testing
import Waveforms

@Suite struct MATRecordTests {
  private let options = RecordReader.Options(rate: 500)

  @Test(arguments: ["m4.mat", "m4_double.mat", "m5.mat", "m7.mat"])
  func readsEveryLevel(name: String) throws {
    let reader = try RecordReader(Fixtures.path(name), options: options)
    let recording = try reader.read()
    #expect(recording.rate == 500)
    #expect(recording.leads.count == 2)
    for c in 0..<2 { #expect(recording.leads[c].samples == (0..<25).map { Float(Fixtures.value($0, c)) }) }
    #expect(try reader.read(samples: 5..<9).leads[1].samples == (5..<9).map { Float(Fixtures.value($0, 1)) })
  }

  @Test func needsARate() throws {
    let reader = try RecordReader(Fixtures.path("m4.mat"))
    #expect(reader.description.rate == nil)
    let error = #expect(throws: WaveformError.self) { try reader.read() }
    #expect(error?.field == "sampling frequency")
  }

  @Test func takesTallMatricesAsColumnsOfSignals() throws {
    var bytes: [UInt8] = [30, 0, 0, 0, 100, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0] + Array("val\0".utf8)
    bytes += Fixtures.bytes16((0..<200).map { Int16($0) })
    let reader = try RecordReader("t.mat", in: .memory(["t.mat": bytes]), options: options)
    #expect(try reader.read(samples: 3..<5).leads.map(\.samples) == [[3, 4], [103, 104]])
  }

  @Test func refusesWhatIsNoMATFile() {
    for bytes in [[], [1, 2, 3], Array("hello world, this is text".utf8), [UInt8](repeating: 0xFF, count: 300)] {
      #expect(throws: WaveformError.self) { try RecordReader("t.mat", in: .memory(["t.mat": bytes])) }
    }
  }

  @Test func refusesAMatrixBeyondTheFile() {
    let bytes: [UInt8] =
      [30, 0, 0, 0] + [255, 255, 255, 127] + [255, 255, 255, 127] + [0, 0, 0, 0, 4, 0, 0, 0]
      + Array("val\0".utf8)
    let error = #expect(throws: WaveformError.self) { try RecordReader("t.mat", in: .memory(["t.mat": bytes])) }
    #expect(error?.field == "matrix val")
  }
}
