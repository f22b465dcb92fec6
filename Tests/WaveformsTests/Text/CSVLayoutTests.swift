import Interchange
import Testing

@testable import Waveforms

@Suite struct CSVLayoutTests {
  private func open(
    _ text: String, rate: Double? = 250, columns: [String]? = nil
  ) throws(WaveformError) -> RecordReader {
    try RecordReader(
      "t.csv", in: .memory(["t.csv": Array(text.utf8)]), options: .init(rate: rate, columns: columns))
  }

  private func samples(_ text: String) throws -> [[Float]] { try open(text).read().leads.map(\.samples) }

  @Test(arguments: [
    "I,II\n0.5,1\n-0.25,2\n", "I;II\n0.5;1\n-0.25;2\n", "I\tII\n0.5\t1\n-0.25\t2\n", "I II\n0.5 1\n-0.25 2\n",
    "  I   II\n  0.5    1\n-0.25    2\n", "I;II\n0,5;1\n-0,25;2\n", "I\tII\r\n0,5\t1\r\n-0,25\t2\r\n",
    "I,II\n\"0,5\",\"1\"\n\"-0,25\",\"2\"\n", "sep=;\nI;II\n0,5;1\n-0,25;2\n",
    "# a comment, of two\n# I,II\n0.5,1\n-0.25,2\n",
    "# I II\n5e-1 1.0e+00\n-2.5e-1 2.0e+00\n", "\u{FEFF}I,II\r\n0.5,1\r\n-0.25,2\r\n", "I,II\r0.5,1\r-0.25,2\r",
    "I,II,\n0.5,1,\n-0.25,2,\n", "I,II\n0.5,1,\n-0.25,2,\n", "'I','II'\n0.5,1\n-0.25,2\n", "I (uV);II\n500;1\n-250;2\n",
    "I;II\nuV;(mV)\n500;1\n-250;2\n", "DI,DII\n0.5,1\n-0.25,2\n", "I_uV,II/mV\n500,1\n-250,2\n",
  ])
  func oneRecordingInManyLayouts(text: String) throws {
    let recording = try open(text).read()
    #expect(recording.leads.map { LeadName.canonical($0.name) } == ["I", "II"])
    #expect(recording.leads.map(\.samples) == [[0.5, -0.25], [1, 2]])
    #expect(recording.leads.map(\.units) == ["mV", "mV"])
  }

  @Test(
    arguments: [
      ("1,2\n", [[1], [2]]), ("1\t2\n3\t4\n", [[1, 3], [2, 4]]), ("0,1 0,2\n0,3 0,4\n", [[0.1, 0.3], [0.2, 0.4]]),
      ("0.5\n-0.5\n", [[0.5, -0.5]]), (",0,1\n0,5,6\n1,7,6\n2,4,6\n", [[5, 7, 4], [6, 6, 6]]),
      ("0,1,2\n5,6,7\n8,9,8\n", [[5, 8], [6, 9], [7, 8]]),
    ] as [(String, [[Float]])])
  func tablesWithoutNames(text: String, expected: [[Float]]) throws {
    let reader = try open(text)
    #expect(try reader.read().leads.map(\.samples) == expected)
    #expect(reader.description.channels.map(\.name) == expected.indices.map { "signal \($0)" })
    #expect(reader.description.assumptions.contains { $0.message.contains("no row of names") })
  }

  @Test func aTableWithoutNamesSaysSoWhenItsRateIsWanted() throws {
    let error = #expect(throws: WaveformError.self) { try open("0.5,1\n-0.25,2\n", rate: nil).read() }
    #expect(error?.field == "sampling frequency" && error?.message.contains("the table has no row of names") == true)
    #expect(error?.found == "2 rows without names, 2 columns")
    #expect(error?.expected?.contains("time,II,V1") == true)
    let named = #expect(throws: WaveformError.self) { try open("I,II\n0.5,1\n-0.25,2\n", rate: nil).read() }
    #expect(named?.message.contains("none of its columns holds times") == true && named?.found == "I, II")
  }

  @Test func columnsAreNamedByWhoeverReadsThem() throws {
    let text = "0,0.5\n4,0.25\n8,0\n"
    let reader = try open(text, rate: nil, columns: ["time_ms", "V1 (V)"])
    #expect(reader.description.rate == 250 && reader.description.assumptions.isEmpty)
    #expect(try reader.read().leads == [.init(name: "V1", samples: [500, 250, 0])])
    let wrong = #expect(throws: WaveformError.self) { try open(text, columns: ["I", "II", "III"]) }
    #expect(wrong?.found == "2 columns" && wrong?.expected == "3, as many as were named")
    let own = try open("I,II\n1,2\n", columns: ["a", "b"])
    #expect(own.description.channels.map(\.name) == ["I", "II"])
    #expect(own.description.assumptions.first?.message.contains("passed over") == true)
  }

  @Test(
    arguments: [
      ("I;II\n1,234;0.5\n", 2, "I"), ("I;II\n0.5;1\n0,5;1\n", 3, "I"), ("I;II\n0,5;1\n1,5;0.5\n", 2, "I"),
      ("I;II\n1,234;2,345\n3;4\n", 2, "I"), ("0,05\n0,15\n", 1, "column 2"), ("time,I\n0,1,0,5\n", 2, "row"),
      ("I,II\n1,\"2\n", 2, "row"), ("I,II\n1,x\n", 2, "II"), ("I,II\n1,2\n1,inf\n", 3, "II"), ("I,II\n1\n", 2, "row"),
      ("I;II\n1,5\n", 2, "row"), ("I,II\n#N/A,#N/A,3\n1,2\n#x,1\n", 4, "I"),
      ("I,II\n1,2,3\n", 2, "row"), ("0.1,0.2,N\n0.3,0.2,N\n", 1, "column 3"), ("I,I\n1,2\n", nil, "I"),
      ("record,patient\nday1/a,7\n", 2, "record"), ("I,II\n", nil, nil), ("", 1, nil), ("# only\n", 1, nil),
      ("I,II\n1,\u{0}\n", nil, nil), ("I,II\n1," + String(repeating: "9", count: 5000) + "\n", 2, "II"),
      ("time\n0\n1\n2\n", nil, nil), (String(repeating: ",", count: 5000) + "\n", 1, "row"),
      ("I," + String(repeating: "0.5,", count: 99) + "1\nII," + String(repeating: "0.5,", count: 99) + "1\n", 1, "row"),
    ] as [(String, Int?, String?)])
  func faultsAreNamed(text: String, line: Int?, field: String?) {
    let error = #expect(throws: WaveformError.self) { try open(text) }
    #expect(
      error?.file == "t.csv" && error?.line == line && error?.field == field,
      "\(error.map(String.init(describing:)) ?? "")")
    #expect(error.map { "\($0)".count < 400 } == true)
  }

  @Test func aSingleColumnMayHaveDecimalCommas() throws {
    #expect(try samples("ECG\n0,5\n-0,25\n") == [[0.5, -0.25]])
  }

  @Test func decimalCommasBetweenCommasAreToldFromLostCells() {
    let comma = #expect(throws: WaveformError.self) { try open("time,I\n0,004,0,5\n") }
    #expect(comma?.message.contains("decimal commas need semicolons") == true)
    let ragged = #expect(throws: WaveformError.self) { try open("time,I\n0.004,0.5,1.5\n") }
    #expect(ragged?.message == "a row has another number of cells than the first")
  }

  @Test(arguments: ["nan", "NaN", "-nan", "NA", "n/a", "#N/A", "null", "None", "-", "", " "])
  func wordsForMissingSamples(word: String) throws {
    let lead = try #require(try samples("I,II\n1,2\n\(word),4\n").first)
    #expect(lead[0] == 1 && lead[1].isNaN)
  }

  @Test func columnsOfWordsAreLeftOutAndToldOf() throws {
    let reader = try open("time,II,label,note\n0,0.5,N,\n0.004,0.25,,x\n", rate: nil)
    #expect(reader.description.channels.map(\.name) == ["II"])
    #expect(reader.description.assumptions.map(\.field) == ["label", "note"])
  }

  @Test func unitsThatAreNoVoltageStay() throws {
    let reader = try open("II (adu),V1\n100,200\n")
    #expect(
      try reader.read().leads == [.init(name: "II", samples: [100], units: "adu"), .init(name: "V1", samples: [200])])
    #expect(try open("II,ABP\nmV,mmHg\n1,80\n").read().leads.map(\.units) == ["mV", "mmHg"])
  }

  @Test func textInTwoBytesALetterIsRefusedByWhatToDo() {
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in "I;II\n0,5;1\n".utf16 { bytes += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    let error = #expect(throws: WaveformError.self) { try RecordReader("t.csv", in: .memory(["t.csv": bytes])) }
    #expect(error?.expected == "a table saved as CSV in UTF-8")
  }
}
