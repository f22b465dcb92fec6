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
  ]

  /// Returns the lines of a text; a letter that is not known is a box.
  static func lines(_ words: Scene.Words) -> [Scene.Line] {
    var lines: [Scene.Line] = []
    let start = words.start
    var x = 0.0
    for scalar in words.text.unicodeScalars {
      let advance = FontWidths.of(scalar) * words.size
      let side = min(advance * 0.22, words.size * 0.1)
      let glyph = scalar == " " ? "" : table[Character(scalar)] ?? "0c0l8l8c0c"
      for stroke in glyph.split(separator: " ") {
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
}
