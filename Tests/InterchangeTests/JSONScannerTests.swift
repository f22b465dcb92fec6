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
}
