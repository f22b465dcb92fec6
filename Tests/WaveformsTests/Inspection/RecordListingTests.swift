import Foundation
import Interchange
import Testing

@testable import Waveforms

@Suite struct RecordListingTests {
  private let recording = Recording(
    name: "r", rate: 100,
    leads: [.init(name: "II", samples: [0, 0.5, .nan, -1]), .init(name: "V1", samples: [1, 2, 3, 4])])

  @Test func tablesAndArraysAreFoundAndOtherTablesPassedOver() throws {
    let folder = try TemporaryFolder()
    try recording.writeCSV(to: folder.file("a.csv"))
    try recording.array.write(to: folder.file("b.npy"))
    try WFDBWriter.write(recording, to: folder.path)
    try recording.writeCSV(to: folder.file("r.csv"))
    for (name, text) in [
      ("REFERENCE.csv", "A00001,N\nA00002,A\n"), ("index.csv", "path,label\na.csv,N\n"), ("RECORDS.txt", "r\n"),
      ("beats.csv", "1,0,0.5,0\n0.5,0,1,0\n"),
    ] {
      try AtomicFile.write(Array(text.utf8), to: folder.file(name))
    }
    func names(_ paths: [String]) -> [String] { paths.compactMap { $0.split(separator: "/").last.map(String.init) } }
    let found = try RecordListing.found(at: folder.path)
    #expect(names(found.records) == ["a.csv", "b.npy", "r.hea"])
    #expect(names(found.passedOver) == ["REFERENCE.csv", "beats.csv", "index.csv"])
    #expect(names(try RecordListing.records(at: folder.path)) == ["r.hea"])
  }

  @Test func tablesOfLeadsWithAFaultAreRefusedByItAndNotPassedOver() throws {
    let folder = try TemporaryFolder()
    let faults = [
      "cell.csv": "time,I,II\n0,1,2\n0.004,x,2\n0.008,1,2\n", "row.csv": "II;V1\n1;2\n3\n5;6\n",
      "comma.csv": "time,I,II\n0,000,0,5,1,5\n0,004,0,25,1,25\n", "own.tsv": "time\tleft\n0\t1\n0.004\t?\n0.008\t1\n",
    ]
    let whole = [
      "europe.csv": "Zeit;I;II\n0,000;0,5;1\n0,004;0,25;2\n0,008;0;3\n", "last.csv": "II,t\n1,0\n2,0.004\n1,0.008\n",
    ]
    let others = [
      "quality.csv": "record,I,II\na,1,2\nb,2,3\n", "beats.csv": "time,symbol\n0.1,N\n0.9,V\n",
      "fold.csv": "index,fold\n1,2\n2,3\n",
      "words.csv": "I,II\ngood,bad\nbad,good\n", "bare.csv": "0.1,0.2\n0.2,0.3\n", "names.csv": "I,II\n",
    ]
    for (name, text) in faults.merging(whole, uniquingKeysWith: { $1 }).merging(others, uniquingKeysWith: { $1 }) {
      try AtomicFile.write(Array(text.utf8), to: folder.file(name))
    }
    try AtomicFile.write(Array("I, the undersigned, read V1\nand II\n".utf8), to: folder.file("LICENSE.txt"))
    func names(_ paths: [String]) -> Set<String> {
      Set(paths.compactMap { $0.split(separator: "/").last.map(String.init) })
    }
    var (read, refused, passedOver): ([String], [String: String], [String]) = ([], [:], [])
    let count = FolderInspector().inspect(folder.path) { outcome in
      switch outcome {
      case .read(let inspection): read.append(inspection.record)
      case .refused(let record, let error): refused[record] = "\(error)"
      case .passedOver(let files): passedOver += files
      }
    }
    #expect(read == ["europe", "last"] && count == 4)
    #expect(Set(refused.keys) == ["cell", "row", "comma", "own"])
    #expect(refused["cell"]?.contains("cell.csv, line 3, I: a cell is no number (found x") == true)
    #expect(names(passedOver) == Set(others.keys))
    let named = try RecordListing.found(at: folder.path, columns: ["I", "II"])
    #expect(names(named.records).contains("bare.csv") && !names(named.passedOver).contains("bare.csv"))
  }

  @Test func whatAPageShowsIsNoRecord() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("report"), withIntermediateDirectories: true)
    try recording.writeCSV(to: folder.file("report/a.csv"))
    #expect(try RecordListing.found(at: folder.path).records.count == 1)
    try AtomicFile.write(Array("<html>".utf8), to: folder.file("report.html"))
    #expect(try RecordListing.found(at: folder.path) == RecordListing.Found())
  }

  @Test func aRecordComesThroughAPipe() throws {
    let folder = try TemporaryFolder()
    try recording.writeCSV(to: folder.file("a.csv"))
    try recording.array.write(to: folder.file("b.npy"))
    for name in ["a.csv", "b.npy"] {
      let piped = try RecordReader(
        FileAccess.read(folder.file(name)), name: "stdin", options: .init(rate: 100)
      ).read()
      #expect(piped.name == "stdin" && piped.rate == 100)
      #expect(piped.leads.map(\.samples.count) == [4, 4] && piped.leads[1].samples == [1, 2, 3, 4])
    }
    for name in ["m4.mat", "m5.mat", "plain.edf", "plain.bdf", "deflated.npz"] {
      let path = Fixtures.path(name)
      let piped = try RecordReader(FileAccess.read(path), name: "x", options: .init(rate: 100)).read()
      #expect(try piped.leads == RecordReader(path, options: .init(rate: 100)).read().leads)
    }
  }

  @Test func aHeaderThroughAPipeIsCalledOne() {
    let header = Array("A00004 1 300 9000\nA00004.mat 16+24 1000/mV 16 0 519 0 0 ECG\n".utf8)
    let error = #expect(throws: WaveformError.self) { try RecordReader(header, name: "stdin") }
    #expect(
      error?.found == "the header of A00004" && error?.expected == "the record's path, or a recording in one file")
  }

  @Test func aMatrixOfStepsIsBare() throws {
    for (name, isBare) in [("m4.mat", true), ("m4_double.mat", false), ("withheader.hea", false), ("bare.csv", false)] {
      #expect(try RecordReader(Fixtures.path(name), options: .init(rate: 100)).isBareMatrix == isBare, "\(name)")
    }
  }

  @Test(arguments: [[], [0, 1, 2], Array("not a table".utf8), [0x89, 0x48, 0x44, 0x46, 0, 0]] as [[UInt8]])
  func whatIsNoRecordingIsRefusedByItsName(bytes: [UInt8]) {
    let error = #expect(throws: WaveformError.self) { try RecordReader(bytes, name: "stdin").read() }
    #expect(error?.file.hasPrefix("stdin") == true, "\(error.map(String.init(describing:)) ?? "")")
  }
}
