/// Writes elements of XML.
package enum Markup {
  /// Returns an element with escaped attributes; its content is markup already.
  static func element(_ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String = "") -> String {
    var text = "<" + name
    for (key, value) in attributes where !value.isEmpty { text += " \(key)=\"\(escaped(value))\"" }
    return content.isEmpty ? text + "/>" : text + ">\(content)</\(name)>"
  }

  /// Returns a text as XML can hold it: markup escaped, characters that XML forbids replaced.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result += " "
      default:
        let isForbidden = scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  /// Returns a text at a place; `style` is one of the classes of `ChartStyle`.
  static func text(
    _ text: String, _ x: Double, _ y: Double, _ style: String = "", anchor: String = "", transform: String = ""
  ) -> String {
    element(
      "text",
      [
        "class": style, "x": Number.place(x), "y": Number.place(y), "text-anchor": anchor, "transform": transform,
      ], escaped(text))
  }

  /// Returns a line from one place to another.
  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
    element("path", ["class": style, "d": PathData.line([Point(x1, y1), Point(x2, y2)])])
  }

  /// Returns a rectangle.
  static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, opacity: String = ""
  ) -> String {
    element(
      "rect",
      [
        "class": style, "x": Number.place(x), "y": Number.place(y), "width": Number.place(max(0, width)),
        "height": Number.place(max(0, height)), "fill-opacity": opacity,
      ])
  }
}
