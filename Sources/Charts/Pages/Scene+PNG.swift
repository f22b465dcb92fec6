extension Scene {
  /// The most pixels that a picture has: it is drawn smaller where it would have more.
  static let mostPixels = 64_000_000
  /// How many rows are drawn at a time, so that a long picture takes no more memory than a short one.
  static let band = 256

  /// Hands over a PNG piece by piece.
  func writePNG(pixelsPerPoint: Double, band: Int = Self.band, to append: (UnsafeRawBufferPointer) -> Void) {
    let area = width * height * pointsPerUnit * pointsPerUnit
    let scale = min(pixelsPerPoint, (Double(Self.mostPixels) / max(1, area)).squareRoot()) * pointsPerUnit
    let columns = max(1, Int((width * scale).rounded(.up))), rows = max(1, Int((height * scale).rounded(.up)))
    var image = PNGImage(width: columns, height: rows, dotsPerMetre: scale / pointsPerUnit * 72 / 0.0254)
    image.head.withUnsafeBytes(append)
    let reaches = shapes.map { $0.reach }
    for first in stride(from: 0, to: rows, by: band) {
      var raster = Raster(width: columns, rows: first..<min(rows, first + band))
      let (top, bottom) = (Double(first) / scale, Double(raster.rows.upperBound) / scale)
      for (shape, reach) in zip(shapes, reaches) where reach.from <= bottom && reach.to >= top {
        raster.draw(shape, scale)
      }
      image.rows(raster.pixels).withUnsafeBytes(append)
    }
    image.end().withUnsafeBytes(append)
  }
}

extension Scene.Shape {
  /// From where to where down the page it may leave a trace.
  fileprivate var reach: (from: Double, to: Double) {
    func reach(_ lines: [Scene.Line], _ half: Double) -> (from: Double, to: Double) {
      var (from, to) = (Double.infinity, -Double.infinity)
      for line in lines {
        for point in line.points { (from, to) = (min(from, point.y), max(to, point.y)) }
      }
      return (from - half, to + half)
    }
    switch self {
    case .fill(let lines, _): return reach(lines, 0)
    case .stroke(let lines, let pen): return reach(lines, pen.width)
    case .words(let words): return reach(StrokeFont.lines(words), words.size + (words.halo?.width ?? 0))
    }
  }
}
