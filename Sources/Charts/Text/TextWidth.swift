/// How wide a text will be, roughly: nobody asks the font.
enum TextWidth {
  /// Returns the width of a text in a sans-serif font of a size.
  static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + share($1) } * size
  }

  /// Returns the beginning of a text that fits, with an ellipsis if something is left out.
  static func fitted(_ text: String, size: Double, width: Double) -> String {
    guard of(text, size: size) > width else { return text }
    var short = text
    while !short.isEmpty, of(short + "…", size: size) > width { short.removeLast() }
    return short + "…"
  }

  private static func share(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "[", "]": 0.34
    case "m", "w", "M", "W", "@", "%": 0.9
    case "A"..."Z", "0"..."9", "+", "=", "<", ">", "~", "±", "−", "–", "_": 0.66
    default: scalar.value > 0x2E80 ? 1.05 : 0.57
    }
  }
}
