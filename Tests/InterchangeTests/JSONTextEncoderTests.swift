import Testing

@testable import Interchange

@Suite struct JSONTextEncoderTests {
  private enum Kind: String, Codable { case one }
  private struct Inner: Codable {
    var share: Float = 0.1
    var missing: Int?
    var list: [Double?] = [1, nil, 2.5]
    var nothing: [Int] = []
  }
  private struct Outer: Codable {
    var name = "a \"b\""
    var kind = Kind.one
    var inner = Inner()
    var rows = [[1, 2], [3]]
    var isTrue = true
    var seed = UInt64.max
    var bad = Double.nan
  }

  @Test func keepsOrderAndKinds() throws {
    let text = try JSONTextEncoder.text(of: Outer()).line
    #expect(
      text == #"{"name": "a \"b\"", "kind": "one", "inner": {"share": 0.1, "list": [1, null, 2.5], "nothing": []}, "#
        + #""rows": [[1, 2], [3]], "isTrue": true, "seed": "18446744073709551615", "bad": null}"#)
  }
}
