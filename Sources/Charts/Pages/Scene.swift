/// A drawing taken apart into shapes with their colours, for papers and pixels that know no style sheet.
struct Scene: Sendable, Equatable {
  /// A colour, and how much of it covers what lies below.
  struct Colour: Sendable, Hashable {
    var red: Double
    var green: Double
    var blue: Double
    var opacity = 1.0

    /// Reads `#rgb` or `#rrggbb`.
    init?(_ text: some StringProtocol) {
      let digits = text.dropFirst().compactMap(\.hexDigitValue)
      guard text.first == "#", digits.count == text.count - 1 else { return nil }
      switch digits.count {
      case 3: (red, green, blue) = (Double(digits[0]) / 15, Double(digits[1]) / 15, Double(digits[2]) / 15)
      case 6:
        (red, green, blue) = (
          Double(digits[0] * 16 + digits[1]) / 255, Double(digits[2] * 16 + digits[3]) / 255,
          Double(digits[4] * 16 + digits[5]) / 255
        )
      default: return nil
      }
    }
  }

  /// How a line is drawn.
  struct Pen: Sendable, Equatable {
    var colour: Colour
    var width: Double
    var dashes: [Double] = []
    var isRound = false
  }

  /// A run of points; a closed one ends where it began.
  struct Line: Sendable, Equatable {
    var points: [Point]
    var isClosed = false
  }

  /// A text at a place.
  struct Words: Sendable, Equatable {
    enum Anchor: Sendable { case start, middle, end }

    var text: String
    var place: Point
    var size: Double
    var isBold: Bool
    var anchor: Anchor
    var colour: Colour
    /// What lies around the letters, so that they can be read over lines.
    var halo: Pen?
    /// Whether it is written upwards.
    var isUpright: Bool

    /// Where the first letter begins, on the line that it stands on.
    var start: Point {
      let width = FontWidths.of(text, size: size)
      let back = anchor == .start ? 0 : anchor == .middle ? width / 2 : width
      return isUpright ? Point(place.x, place.y + back) : Point(place.x - back, place.y)
    }
  }

  enum Shape: Sendable, Equatable {
    case fill([Line], Colour)
    case stroke([Line], Pen)
    case words(Words)
  }

  var width: Double
  var height: Double
  /// Points of print, 72 to an inch, of a unit.
  var pointsPerUnit: Double
  var shapes: [Shape]
}

/// The widths of Helvetica's letters, in thousandths of its size (Adobe's metrics of the base fonts).
enum FontWidths {
  private static let ascii: [Int] =
    [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278]
    + [Int](repeating: 556, count: 10) + [278, 278, 584, 584, 584, 556, 1015]
    + [667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667]
    + [944, 667, 667, 611, 278, 278, 278, 469, 556, 333]
    + [556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500]
    + [722, 500, 500, 500, 334, 260, 334, 584]

  /// Returns the width of one letter as a share of the size.
  static func of(_ whole: Unicode.Scalar) -> Double {
    if AccentedLetter.isMark(whole) { return 0 }
    let scalar = AccentedLetter(whole).letter
    if (32..<127).contains(scalar.value) { return Double(ascii[Int(scalar.value) - 32]) / 1000 }
    return scalar == "…" ? 1 : scalar == "·" ? 0.278 : 0.556
  }

  /// Returns the width of a text.
  static func of(_ text: String, size: Double) -> Double { text.unicodeScalars.reduce(0) { $0 + of($1) } * size }
}
