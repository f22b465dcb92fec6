import Testing

@testable import Interchange

@Suite struct JSONScannerTests {
  @Test func movesPastAnyValue() throws {
    for text in [#"{"a":[1,-2.5e+7,{"b":null}],"c":"d"}"#, " [ ] ", "true", "false", "null", "0", "-0.0E-1"] {
      var scanner = JSONScanner(Array(text.utf8), file: "t")
      try scanner.skip("value")
      try scanner.finish("value")
    }
  }

  @Test func refusesWhatIsNoValue() {
    for text in ["", "tru", "nul", "-", "1.", "1e", ".5", "+1", "NaN", "[1,]", "[1 2]", "{1:2}", "{\"a\" 1}", "]"] {
      let error = refusal {
        var scanner = JSONScanner(Array(text.utf8), file: "t")
        try scanner.skip("value")
        try scanner.finish("value")
      }
      #expect(error != nil, "\(text)")
    }
  }

  @Test func readsEveryEscape() throws {
    var scanner = JSONScanner(Array(#""\"\\\/\b\f\n\r\té€\ud83d\ude00é""#.utf8), file: "t")
    #expect(try scanner.string("text") == "\"\\/\u{8}\u{C}\n\r\té€😀é")
  }

  @Test func readsWhatIsWritten() throws {
    let text = String(String.UnicodeScalarView((1..<0x300).compactMap(Unicode.Scalar.init)))
    var scanner = JSONScanner(Array(JSONText.string(text).line.utf8), file: "t")
    #expect(try scanner.string("text") == text)
  }

  @Test func whereATextIsNoJSONIsSaid() {
    for (text, line, column) in [
      ("{\n  \"seed\": 7,\n  t: 1}", 3, 3), ("{\n  \"a\": tru\n}", 2, 8), ("[1]\n\n x", 3, 2), ("", 1, 1),
      ("{\"a\" 1}", 1, 6),
    ] {
      let fault = JSONScanner.fault(in: Array(text.utf8), file: "f.json")
      #expect(fault?.line == line && fault?.field == "column \(column)", "\(fault.map(String.init(describing:)) ?? "")")
      let read = refusal { _ = try JSONFile.parse([String: Int].self, Array(text.utf8), file: "f.json") }
      #expect(read == fault)
    }
    #expect(JSONScanner.fault(in: Array(#"{"a": [1, "b"]}"#.utf8), file: "f.json") == nil)
  }

  @Test func whatATerminalWouldObeyIsEscaped() {
    #expect(JSONText.string("a\u{1B}[31m\u{9B}b\u{7F}").line == #""a\u001b[31m\u009bb\u007f""#)
  }
}
