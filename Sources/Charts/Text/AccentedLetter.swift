/// A letter and what is set over it, under it or through it, as Unicode's own names tell.
struct AccentedLetter: Equatable {
  /// The bare letter.
  var letter: Unicode.Scalar
  /// What is added, such as `DIAERESIS` or `RING ABOVE`.
  var mark: String?

  /// Takes a letter apart that holds its mark, such as ö; any other is its own letter.
  init(_ scalar: Unicode.Scalar) {
    letter = scalar
    guard scalar.value >= 0xC0, let name = scalar.properties.name else { return }
    let words = name.split(separator: " ", maxSplits: 5)
    guard words.count > 5, words[0] == "LATIN", words[2] == "LETTER", words[3].utf8.count == 1, words[4] == "WITH",
      let capital = words[3].unicodeScalars.first
    else { return }
    letter = words[1] == "SMALL" ? Unicode.Scalar(capital.value + 32) ?? capital : capital
    mark = String(words[5])
  }

  /// Whether a scalar is set to the letter before it and has no width of its own.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool { (0x300..<0x370).contains(scalar.value) }

  /// Returns the letters of a text with their marks, whichever way these are written.
  static func letters(of text: String) -> [AccentedLetter] {
    var letters: [AccentedLetter] = []
    for scalar in text.unicodeScalars {
      guard isMark(scalar), let last = letters.indices.last, let name = scalar.properties.name else {
        letters.append(AccentedLetter(scalar))
        continue
      }
      letters[last].mark = name.split(separator: " ").filter { $0 != "COMBINING" && $0 != "ACCENT" }.joined(
        separator: " ")
    }
    return letters
  }
}
