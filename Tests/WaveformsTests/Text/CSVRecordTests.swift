import Foundation
import Interchange
import Testing
import Waveforms

@Suite struct CSVRecordTests {
  private func open(_ text: String, rate: Double? = nil) throws(WaveformError) -> RecordReader {
    try RecordReader("t.csv", in: .memory(["t.csv": Array(text.utf8)]), options: .init(rate: rate))
  }

  @Test func takesTheRateFromATimeColumn() throws {
    let recording = try RecordReader(Fixtures.path("rows.csv")).read()
    #expect(recording.rate == 250)
    #expect(recording.leads.map(\.name) == ["II", "V1"])
    #expect(recording.leads[0].samples == (0..<25).map { Float(Double(Fixtures.value($0, 0)) / 100) })
    #expect(recording.leads[1].samples[7].isNaN)
    #expect(try open("time_ms,I\n0,1\n2,2\n4,3\n").read().rate == 500)
    let times = (0..<720).map { "\(Double((Double($0) / 360 * 1000).rounded()) / 1000),0" }.joined(separator: "\n")
    #expect(try open("t,I\n" + times).read().rate == 360)
  }

  @Test func takesTheRateFromTheOptions() throws {
    let recording = try RecordReader(Fixtures.path("bare.csv"), options: .init(rate: 360)).read(leads: ["V5", "II"])
    #expect(recording.rate == 360)
    #expect(recording.leads[0].samples == (0..<25).map { Float(Fixtures.value($0, 1)) })
  }

  @Test func readsTablesWithoutNamesAndWithUnitsAndQuotes() throws {
    #expect(try open("1\t2\n3\t4\n", rate: 1).read().leads.map(\.samples) == [[1, 3], [2, 4]])
    let recording = try open("\"II (uV)\", 'odd' ,x (beats)\n1000,\" 2 \",NaN\n", rate: 1).read()
    #expect(recording.leads.map(\.name) == ["II", "odd", "x (beats)"])
    #expect(recording.leads.map { $0.samples[0].isNaN ? 9 : $0.samples[0] } == [1, 2, 9])
  }

  @Test(
    arguments: [
      ("", 1, nil), ("I,II\n1,2\n3\n", 3, "row"), ("I,II\n1,x\n", 2, "II"), ("time,I\n0,1\n0,2\n", 3, "time"),
      ("time,I\n0,1\n1,1\n5,1\n6,1\n", 4, "time"),
    ] as [(String, Int, String?)])
  func namesTheLineThatIsWrong(text: String, line: Int, field: String?) {
    let error = #expect(throws: WaveformError.self) { try open(text) }
    #expect(error?.line == line)
    #expect(error?.field == field)
  }

  @Test func writesWhatItReadsToTheBit() throws {
    let samples: [Float] = [0, -0.1, 1e-20, 3.4e38, .nan, 0.333333343]
    let recording = Recording(
      name: "t", rate: 360,
      leads: [.init(name: "II", samples: samples), .init(name: "flow, left", samples: samples, units: "V")])
    let path = FileManager.default.temporaryDirectory.path + "/einthoven-\(UInt64.random(in: 0...UInt64.max)).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try recording.writeCSV(to: path)
    let again = try RecordReader(path).read()
    #expect(again.rate == 360)
    #expect(again.leads[0].samples.map(\.bitPattern) == samples.map(\.bitPattern))
    #expect(again.leads[1].name == "flow, left")
  }
}
