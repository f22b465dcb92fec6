import Interchange
import Testing
import Waveforms

@testable import Cohorts

@Suite struct DelimitedTextTests {
  private func parse(_ text: String) throws -> [[String]] {
    try DelimitedText(parsing: Array(text.utf8), file: "t.csv").rows.map { row in
      row.cells.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test(arguments: [
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
    ("\"a,\"\"x\"\"\",b\n", [["a,\"x\"", "b"]]), ("\"two\nlines\",b\n", [["two\nlines", "b"]]),
    ("a,\n,b", [["a", ""], ["", "b"]]), ("\n\na,b\n\n", [["a", "b"]]), ("", []), ("\"q\"\r\n", [["q"]]),
    ("\u{FEFF}a,b", [["a", "b"]]),
  ])
  func splits(text: String, rows: [[String]]) throws { #expect(try parse(text) == rows) }

  @Test func countsLinesInsideQuotes() throws {
    let table = try DelimitedText(parsing: Array("\"a\nb\",c\nd,e\n".utf8), file: "t.csv")
    #expect(table.rows.map(\.line) == [1, 3])
  }

  @Test func namesOpenQuotesAndWhatStandsBehindThem() {
    let open = #expect(throws: FileError.self) { try parse("a,b\n\"c,d\n") }
    #expect(open?.line == 2 && open?.expected == "a closing quote")
    let behind = #expect(throws: FileError.self) { try parse("a\n\"c\"d,e\n") }
    #expect(behind?.line == 2 && behind?.found == "d,e\n".replacing("\n", with: "?"))
  }

  @Test func namesMissingColumnsAndRaggedRows() {
    let missing = #expect(throws: FileError.self) {
      try NamedTable(parsing: Array("a,b\n1,2\n".utf8), file: "t.csv", required: ["a", "c"])
    }
    #expect(missing?.field == "c" && missing?.line == 1)
    let ragged = #expect(throws: FileError.self) {
      try NamedTable(parsing: Array("a,b\n1,2\n1\n".utf8), file: "t.csv", required: ["a"])
    }
    #expect(ragged?.line == 3 && ragged?.found == "1 cells")
  }
}

@Suite struct PythonDictionaryTests {
  private func parse(_ text: String) throws(PythonDictionaryError) -> [String] {
    try PythonDictionary.parse(Array(text.utf8)[...]).map { "\($0.key)=\($0.value)" }
  }

  @Test func readsWhatPythonWrites() throws {
    #expect(try parse("{'NORM': 100.0, 'SR': 0.0}") == ["NORM=100.0", "SR=0.0"])
    #expect(try parse(" {\"LAO/LAE\" : 15 ,} ") == ["LAO/LAE=15.0"])
    #expect(try parse("{}") == [])
    #expect(try parse("{'A': 1, 'B': 2, 'A': 3}") == ["A=3.0", "B=2.0"])
    #expect(try parse("{'it\\'s': 1e1}") == ["it's=10.0"])
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("{'A'", 4), ("{'A': }", 6), ("{'A': 1", 7), ("{'A: 1}", 1), ("{'A': 1} x", 9),
    ("['A']", 0), ("{A: 1}", 1), ("{'A': nan}", 6), ("{'A': __import__('os')}", 6), ("{'A\\", 1),
  ])
  func refusesWithThePlace(text: String, offset: Int) {
    let error = #expect(throws: PythonDictionaryError.self) { try parse(text) }
    #expect(error?.offset == offset)
  }
}
