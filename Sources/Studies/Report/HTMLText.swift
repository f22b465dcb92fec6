import Charts

/// Writes HTML; every text that is not markup already goes through `escaped`.
enum HTMLText {
  /// Returns a text as HTML shows it.
  static func escaped(_ text: String) -> String { Markup.escaped(text) }

  /// Returns an element around markup; attributes without a value are left out.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String
  ) -> String {
    var text = "<" + name
    for (key, value) in attributes where !value.isEmpty { text += " \(key)=\"\(escaped(value))\"" }
    return text + ">\(content)</\(name)>"
  }

  /// Returns an element around a text.
  static func text(_ name: String, _ attributes: KeyValuePairs<String, String>, _ text: String) -> String {
    element(name, attributes, escaped(text))
  }

  /// Returns an element around a text.
  static func text(_ name: String, _ text: String) -> String { self.text(name, [:], text) }

  /// Returns a paragraph of a text; intervals, and a number and its sign of per cent, stay on one line.
  static func paragraph(_ text: String, name: String = "p", _ style: String = "") -> String {
    let bound = text.replacing(" %", with: "\u{A0}%")
    let words = bound.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let isInterval =
        word.contains("–") && word.count < 24 && word.unicodeScalars.contains { ("0"..."9").contains($0) }
      return isInterval ? self.text("span", ["class": "whole"], String(word)) : escaped(String(word))
    }
    return element(name, ["class": style], words.joined(separator: " "))
  }

  /// Returns a table's figure; its interval, in brackets, goes below it where there is no room beside it.
  static func figure(_ text: String) -> String {
    guard text.hasSuffix(")"), let split = text.firstRange(of: " (") else {
      return self.text("span", ["class": "whole"], text)
    }
    return escaped(text[..<split.lowerBound] + " ")
      + self.text("span", ["class": "whole quiet"], "(" + text[split.upperBound...])
  }

  /// Returns a text as it is written after `data:…,`: whatever a browser could misread stands as `%` and two digits.
  static func dataURI(_ text: String, type: String) -> String {
    var result = "data:\(type);charset=utf-8,"
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
