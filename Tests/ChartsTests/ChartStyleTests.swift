import Testing

@testable import Charts

@Suite struct ChartStyleTests {
  /// The colours of series and the background, for light and dark.
  private func palettes() -> [(back: Double, series: [Double])] {
    ChartStyle.css.split(separator: "--back:").dropFirst().map { part in
      let series = part.split(separator: "--s").dropFirst().prefix(ChartStyle.seriesColours + 1)
        .filter { $0.first?.isNumber == true }
      return (luminance(part), series.map { luminance($0.dropFirst(2)) })
    }
  }

  /// The relative luminance of the colour `#rgb` or `#rrggbb` that a text begins with, by the formula of WCAG.
  private func luminance(_ text: Substring) -> Double {
    var digits = text.dropFirst().prefix { $0.isHexDigit }.compactMap { $0.hexDigitValue }
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    guard digits.count == 6 else { return .nan }
    let parts = [0, 2, 4].map { index -> Double in
      let value = Double(digits[index] * 16 + digits[index + 1]) / 255
      guard value > 0.04045 else { return value / 12.92 }
      return Logarithm.exponential(2.4 * Logarithm.ten((value + 0.055) / 1.055) * 2.302585092994046)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test func seriesStandOutFromTheirBackground() {
    let palettes = palettes()
    #expect(palettes.count == 2)
    for palette in palettes {
      #expect(palette.series.count == ChartStyle.seriesColours)
      for colour in palette.series {
        let contrast = (max(colour, palette.back) + 0.05) / (min(colour, palette.back) + 0.05)
        #expect(contrast >= 3)
      }
    }
  }
}
