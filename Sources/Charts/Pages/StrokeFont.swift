/// Letters of lines, for pixels: a box nine high over the line, eight wide, stretched to Helvetica's widths.
enum StrokeFont {
  /// Lines of places, a digit across (0 to 8) and a letter up (c is the line, l the height of a capital, a two below).
  private static let table: [Character: String] = [
    "!": "4l4f 4c4c", "\"": "2l2i 6l6i", "#": "2c3l 5c6l 0f8f 0i8i", "$": "8j6k2k0j0i2h6h8g8e6d2d0e 4l4c",
    "%": "0c8l 1l3k3i1h0i0k1l 7g8f8d7c5d5f7g", "&": "8c2j2k3l4l5k5j1f0e1c4c7g", "'": "4l4i",
    "(": "6m3j2g3d6a", ")": "2m5j6g5d2a", "*": "4l4h 1k7i 7k1i", "+": "4d4j 1g7g", ",": "4c3b2a", "-": "1f7f",
    ".": "4c4c",
    "/": "0c8l", "0": "2l0i0f2c6c8f8i6l2l", "1": "2j5l5c", "2": "0j2l6l8j8h0c8c", "3": "0k2l6l8j6h3h 6h8e6c2c0d",
    "4": "6c6l0e8e", "5": "7l1l0h5h8f8e6c2c0d", "6": "7l3k0f0e2c6c8e8f6h2h0f", "7": "0l8l3c",
    "8": "2h0j2l6l8j6h2h0e2c6c8e6h", "9": "1c5d8i8j6l2l0j0i2g6g8i", ":": "4c4c 4h4h", ";": "4h4h 4c3b2a", "<": "8j0g8d",
    "=": "0h8h 0e8e", ">": "0j8g0d", "?": "0j2l6l8j8i4g4f 4c4c", "@": "6h4i2h2e4d6e6i 6e8e8i6l2l0i0d2b6b",
    "A": "0c4l8c 1f7f", "B": "0c0l6l8j6h0h 6h8e6c0c", "C": "8j6l2l0i0f2c6c8e", "D": "0c0l5l8i8f5c0c",
    "E": "8l0l0c8c 0h6h", "F": "8l0l0c 0h6h", "G": "8j6l2l0i0f2c6c8e8g5g", "H": "0l0c 8l8c 0h8h", "I": "4l4c",
    "J": "7l7e5c2c0e", "K": "0l0c 8l0f 3h8c", "L": "0l0c8c", "M": "0c0l4f8l8c", "N": "0c0l8c8l",
    "O": "2l0i0f2c6c8f8i6l2l", "P": "0c0l6l8j8i6g0g", "Q": "2l0i0f2c6c8f8i6l2l 5f8c", "R": "0c0l6l8j8i6g0g 4g8c",
    "S": "8j6l2l0j2h6h8e6c2c0e", "T": "0l8l 4l4c", "U": "0l0e2c6c8e8l", "V": "0l4c8l", "W": "0l2c4j6c8l",
    "X": "0l8c 8l0c", "Y": "0l4g8l 4g4c", "Z": "0l8l0c8c", "[": "6m3m3a6a", "\\": "0l8c", "]": "2m5m5a2a",
    "^": "1i4l7i", "_": "0a8a", "`": "3l5j",
    "a": "1h3i6i8g8c 8f3f0e0d2c5c8e", "b": "0l0c 0g3i6i8g8e6c3c0e", "c": "8h5i3i0g0e3c5c8d",
    "d": "8l8c 8g5i2i0g0e2c5c8e",
    "e": "0f8f8g6i2i0g0e2c6c8d", "f": "7l5l4k4c 1i7i", "g": "8i8b6a2a0b 8g5i2i0g0e2c5c8e", "h": "0l0c 0g3i6i8g8c",
    "i": "4i4c 4l4l", "j": "5i5b3a1a 5l5l", "k": "0l0c 7i0e 3f8c", "l": "4l4c", "m": "0i0c 0h2i3i4g4c 4g6i7i8g8c",
    "n": "0i0c 0g3i6i8g8c", "o": "2i0g0e2c6c8e8g6i2i", "p": "0i0a 0g3i6i8g8e6c3c0e", "q": "8i8a 8g5i2i0g0e2c5c8e",
    "r": "1i1c 1f4i8i", "s": "8h6i2i0h1g7f8d6c2c0d", "t": "4l4d5c7c 1i7i", "u": "0i0e2c5c8e 8i8c", "v": "0i4c8i",
    "w": "0i2c4h6c8i", "x": "0i8c 8i0c", "y": "0i4c 8i3a1a", "z": "0i8i0c8c", "{": "6m4l4h2g4f4b6a", "|": "4m4a",
    "}": "2m4l4h6g4f4b2a", "~": "0f2h6e8g", "·": "4g4g", "…": "1c1c 4c4c 7c7c", "–": "0f8f", "−": "0f8f", "—": "0f8f",
    "±": "4e4k 1h7h 1c7c", "×": "1d7j 7d1j", "µ": "0i0a 0e2c5c8e 8i8c", "•": "3g5g 4f4h", "’": "4l3j",
    "‘": "3j4l", "“": "2j3l 5j6l", "”": "3l2j 6l5j", "°": "4l2k2j4i6j6k4l", "²": "2k4l6k2g6g", "≤": "8j0h8f 0d8d",
    "≥": "0j8h0f 0d8d", "→": "0g8g 5j8g5d", "€": "8j6l4l2i2f4c6c8d 0h6h 0f6f", "ß": "0c0j2l5l7j4h8f8d6c3c",
    "æ": "0h3i4h4e2c0e1f8f8h6i4h 4e6c8d", "Æ": "0c4l8l 4l4c8c 1f4f7f", "ı": "4i4c", "Ω": "0c3c0g0j2l6l8j8g5c8c",
  ]

  /// What is set to a small letter.
  private static let marks: [String: String] = [
    "DIAERESIS": "2k2k 6k6k", "ACUTE": "3j6l", "GRAVE": "5j2l", "CIRCUMFLEX": "2j4l6j", "CARON": "2l4j6l",
    "TILDE": "1j3l5j7l", "RING ABOVE": "4j3k4l5k4j", "MACRON": "2k6k", "BREVE": "2l3j5j6l", "DOT ABOVE": "4k4k",
    "DOUBLE ACUTE": "2j4l 5j7l", "CEDILLA": "4c5b3a", "OGONEK": "6c5b7a", "COMMA BELOW": "5b4a", "STROKE": "0d8i",
    "DOT BELOW": "4a4a",
  ]
  private static let box = "0c0l8l8c0c"

  /// Returns the lines of a text; a letter that is not known is a box.
  static func lines(_ words: Scene.Words) -> [Scene.Line] {
    var lines: [Scene.Line] = []
    let start = words.start
    var x = 0.0
    for letter in AccentedLetter.letters(of: words.text) {
      let advance = FontWidths.of(letter.letter) * words.size
      let side = min(advance * 0.22, words.size * 0.1)
      for stroke in strokes(letter) {
        let codes = Array(stroke.utf8)
        let points = stride(from: 0, to: codes.count - 1, by: 2).map { index -> Point in
          let across = x + side + Double(codes[index] - 48) / 8 * (advance - 2 * side)
          let up = (Double(codes[index + 1]) - 99) / 9 * 0.7 * words.size
          return words.isUpright ? Point(start.x - up, start.y - across) : Point(start.x + across, start.y - up)
        }
        lines.append(Scene.Line(points: points))
      }
      x += advance
    }
    return lines
  }
  /// Returns the strokes of one letter; a mark over it takes the place of a dot.
  private static func strokes(_ whole: AccentedLetter) -> [String] {
    let letter = whole.letter
    if letter == " " { return [] }
    guard let bare = table[Character(letter)]?.split(separator: " ").map(String.init) else { return [box] }
    guard let name = whole.mark else { return bare }
    guard let mark = marks[name]?.split(separator: " ").map(String.init) else { return [box] }
    let isOver = mark.allSatisfy { $0.utf8.dropFirst().first.map { $0 >= UInt8(ascii: "j") } ?? false }
    guard isOver else { return bare + mark }
    if letter == "i" || letter == "j" { return [bare[0]] + mark }
    return bare + (letter.properties.isUppercase ? mark.map(raised) : mark)
  }

  /// Returns a stroke as it stands over a capital.
  private static func raised(_ stroke: String) -> String {
    String(decoding: stroke.utf8.enumerated().map { $1 + ($0 % 2 == 1 ? 3 : 0) }, as: UTF8.self)
  }
}
