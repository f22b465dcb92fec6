/// A signal drawn in a few lines of Braille: two columns and four rows of dots a character.
public enum SignalStrip {
  /// Returns the lines of a drawing from the smallest to the largest sample; missing samples leave gaps.
  ///
  /// Every column of dots reaches from its lowest to its highest sample and on to its neighbour, so that no spike
  /// is lost and steep slopes stay whole.
  public static func lines(_ samples: [Float], columns: Int, rows: Int) -> [String] {
    let finite = samples.lazy.filter(\.isFinite).map(Double.init)
    guard let low = finite.min(), let high = finite.max(), columns > 0, rows > 0 else { return [] }
    let (width, height) = (2 * columns, 4 * rows)
    let scale = high > low ? Double(height - 1) / (high - low) : 0
    // A flat line runs through the middle.
    let rest = high > low ? 0 : height / 2
    var dots = [[UInt32]](repeating: [UInt32](repeating: 0, count: columns), count: rows)
    for x in 0..<width {
      let start = x * samples.count / width
      // One sample more than the column has, so that neighbours touch.
      let end = min(samples.count, max(start + 1, (x + 1) * samples.count / width) + 1)
      let heights = samples[start..<max(start, end)].lazy.filter(\.isFinite)
        .map { rest + Int(((high - Double($0)) * scale).rounded()) }
      guard let top = heights.min(), let bottom = heights.max() else { continue }
      for y in top...bottom { dots[y / 4][x / 2] |= bit(column: x % 2, row: y % 4) }
    }
    return dots.map { line in
      String(String.UnicodeScalarView(line.compactMap { Unicode.Scalar(0x2800 + $0) }))
    }
  }

  /// The bit of a dot in a Braille character.
  private static func bit(column: Int, row: Int) -> UInt32 {
    row == 3 ? (column == 0 ? 0x40 : 0x80) : 1 << UInt32(column * 3 + row)
  }
}
