/// A picture of pixels that shapes are drawn on, with smooth edges.
///
/// Each edge adds the area that it cuts from the pixels it crosses; a running sum along a row then says how much of each
/// pixel lies inside. Lines are drawn as the union of their pieces, all turned the same way round.
struct Raster {
  let width: Int
  let height: Int
  private(set) var pixels: [UInt8]
  private var cover: [Float]
  private var rows: ClosedRange<Int>?

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    pixels = [UInt8](repeating: 255, count: width * height * 3)
    cover = [Float](repeating: 0, count: (width + 2) * height)
  }

  /// The most pixels that a picture has.
  static let limit = 64_000_000

  /// Draws a scene, smaller where it would be beyond all screens.
  static func png(_ scene: Scene, pixelsPerPoint: Double) -> [UInt8] {
    let area = scene.width * scene.height * scene.pointsPerUnit * scene.pointsPerUnit
    let scale = min(pixelsPerPoint, (Double(limit) / max(1, area)).squareRoot()) * scene.pointsPerUnit
    var raster = Raster(
      width: max(1, Int((scene.width * scale).rounded(.up))), height: max(1, Int((scene.height * scale).rounded(.up))))
    for shape in scene.shapes { raster.draw(shape, scale) }
    return PNGImage.bytes(
      raster.pixels, width: raster.width, height: raster.height, dotsPerMetre: scale / scene.pointsPerUnit * 72 / 0.0254
    )
  }

  /// Draws a shape.
  mutating func draw(_ shape: Scene.Shape, _ scale: Double) {
    switch shape {
    case .fill(let lines, let colour):
      for line in lines { add(line.points.map { Point($0.x * scale, $0.y * scale) }) }
      paint(colour)
    case .stroke(let lines, let pen): stroke(lines, pen, scale)
    case .words(let words):
      let letters = StrokeFont.lines(words)
      let weight = words.size * (words.isBold ? 0.115 : 0.08)
      if let halo = words.halo {
        stroke(letters, Scene.Pen(colour: halo.colour, width: weight + halo.width, isRound: true), scale)
      }
      stroke(letters, Scene.Pen(colour: words.colour, width: weight, isRound: true), scale)
    }
  }

  private mutating func stroke(_ lines: [Scene.Line], _ pen: Scene.Pen, _ scale: Double) {
    let half = pen.width * scale / 2
    for line in lines {
      let closed = line.isClosed && line.points.count > 1 ? line.points + [line.points[0]] : line.points
      let points = closed.map { Point($0.x * scale, $0.y * scale) }
      if points.count == 1 || points.dropFirst().allSatisfy({ $0 == points[0] }), let first = points.first {
        if pen.isRound { disc(first, half) }
        continue
      }
      for run in Dashes.cut(points, pen.dashes.map { $0 * scale }) {
        for (a, b) in zip(run, run.dropFirst()) { segment(a, b, half) }
        // Joints are round; a hair thinner than a pixel needs none.
        if half > 0.6 { for point in pen.isRound ? run[...] : run.dropFirst().dropLast() { disc(point, half) } }
      }
    }
    paint(pen.colour)
  }

  private mutating func segment(_ a: Point, _ b: Point, _ half: Double) {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let (nx, ny) = (-dy / length * half, dx / length * half)
    add([
      Point(a.x + nx, a.y + ny), Point(b.x + nx, b.y + ny), Point(b.x - nx, b.y - ny), Point(a.x - nx, a.y - ny),
    ])
  }

  private mutating func disc(_ centre: Point, _ radius: Double) {
    // The direction of the segments' corners; a circle of twelve corners is round enough for a pen.
    add(Raster.corners.map { Point(centre.x + $0.y * radius, centre.y + $0.x * radius) })
  }

  private static let corners: [Point] = {
    let (half, root) = (0.5, 0.75.squareRoot())
    return [
      Point(1, 0), Point(root, half), Point(half, root), Point(0, 1), Point(-half, root), Point(-root, half),
      Point(-1, 0), Point(-root, -half), Point(-half, -root), Point(0, -1), Point(half, -root), Point(root, -half),
    ]
  }()

  /// Adds a closed polygon to what is to be painted.
  private mutating func add(_ points: [Point]) {
    guard points.count > 1 else { return }
    for index in points.indices { edge(points[index], points[(index + 1) % points.count]) }
  }

  private mutating func edge(_ from: Point, _ to: Point) {
    guard from.y != to.y, from.x.isFinite, from.y.isFinite, to.x.isFinite, to.y.isFinite else { return }
    let sign: Float = from.y < to.y ? 1 : -1
    let (top, bottom) = from.y < to.y ? (from, to) : (to, from)
    guard bottom.y > 0, top.y < Double(height) else { return }
    let slope = (bottom.x - top.x) / (bottom.y - top.y)
    let first = max(0, Int(top.y))
    let last = min(height - 1, Int(bottom.y))
    rows = min(rows?.lowerBound ?? first, first)...max(rows?.upperBound ?? last, last)
    for row in first...last {
      let y0 = max(top.y, Double(row))
      let y1 = min(bottom.y, Double(row + 1))
      guard y1 > y0 else { continue }
      let limit = Double(width)
      let x0 = min(limit, max(0, top.x + (y0 - top.y) * slope))
      let x1 = min(limit, max(0, top.x + (y1 - top.y) * slope))
      span(row, min(x0, x1), max(x0, x1), Float(y1 - y0) * sign)
    }
  }

  /// Spreads an edge's height within one row over the pixels that it crosses.
  private mutating func span(_ row: Int, _ x0: Double, _ x1: Double, _ height: Float) {
    let base = row * (width + 2)
    let first = Int(x0)
    let last = Int(x1)
    if first == last {
      let share = Float(1 - ((x0 + x1) / 2 - Double(first)))
      cover[base + first] += height * share
      cover[base + first + 1] += height * (1 - share)
      return
    }
    let perPixel = Double(height) / (x1 - x0)
    for column in first...last {
      let a = max(x0, Double(column))
      let b = min(x1, Double(column + 1))
      let part = Float(perPixel * (b - a))
      let share = Float(1 - ((a + b) / 2 - Double(column)))
      cover[base + column] += part * share
      cover[base + column + 1] += part * (1 - share)
    }
  }

  /// Paints what was added, and forgets it.
  private mutating func paint(_ colour: Scene.Colour) {
    guard let rows else { return }
    let tint = [colour.red, colour.green, colour.blue].map { Float($0 * 255) }
    let opacity = Float(colour.opacity)
    for row in rows {
      var sum: Float = 0
      for column in 0..<width {
        let place = row * (width + 2) + column
        sum += cover[place]
        let share = min(1, abs(sum)) * opacity
        guard share > 0.002 else { continue }
        for channel in 0..<3 {
          let pixel = (row * width + column) * 3 + channel
          let old = Float(pixels[pixel])
          pixels[pixel] = UInt8(max(0, min(255, (old + (tint[channel] - old) * share).rounded())))
        }
      }
      for place in row * (width + 2)..<(row + 1) * (width + 2) { cover[place] = 0 }
    }
    self.rows = nil
  }
}

/// Cuts lines into dashes.
enum Dashes {
  static func cut(_ points: [Point], _ pattern: [Double]) -> [[Point]] {
    guard pattern.count > 1, pattern.allSatisfy({ $0 > 0.01 }) else { return [points] }
    var runs: [[Point]] = []
    var run = [points[0]]
    var (index, left) = (0, pattern[0])
    for (a, b) in zip(points, points.dropFirst()) {
      let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
      var done = 0.0
      while length - done > left {
        done += left
        let point = Point(a.x + (b.x - a.x) * done / length, a.y + (b.y - a.y) * done / length)
        if index % 2 == 0 { runs.append(run + [point]) }
        run = [point]
        index += 1
        left = pattern[index % pattern.count]
      }
      left -= length - done
      run.append(b)
    }
    if index % 2 == 0 { runs.append(run) }
    return runs
  }
}
