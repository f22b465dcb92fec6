/// Rows of a picture's pixels that shapes are drawn on, with smooth edges.
///
/// Each edge adds the area that it cuts from the pixels it crosses; a running sum along a row then says how much of each
/// pixel lies inside. Lines are drawn as the union of their pieces, all turned the same way round. A row hangs on no other,
/// so that a picture can be drawn in bands, each by itself, and is the same.
struct Raster {
  let width: Int
  /// The rows of the picture that are here.
  let rows: Range<Int>
  /// Three bytes each, row after row.
  private(set) var pixels: [UInt8]
  private var cover: [Float]
  /// Where the shape that is being drawn has edges.
  private var touched: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)?

  init(width: Int, rows: Range<Int>) {
    (self.width, self.rows) = (width, rows)
    pixels = [UInt8](repeating: 255, count: width * rows.count * 3)
    cover = [Float](repeating: 0, count: (width + 2) * rows.count)
  }

  /// Draws a shape, or as much of it as lies in these rows.
  mutating func draw(_ shape: Scene.Shape, _ scale: Double) {
    switch shape {
    case .fill(let lines, let colour):
      for line in lines where reaches(line, scale, 0) { add(line.points.map { Point($0.x * scale, $0.y * scale) }) }
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

  /// Whether a line, so broad to either side, comes into these rows.
  private func reaches(_ line: Scene.Line, _ scale: Double, _ half: Double) -> Bool {
    let (top, bottom) = (Double(rows.lowerBound) - half, Double(rows.upperBound) + half)
    var (isAbove, isBelow) = (false, false)
    for point in line.points {
      let y = point.y * scale
      if y >= top && y <= bottom { return true }
      if y < top { isAbove = true } else { isBelow = true }
    }
    return isAbove && isBelow
  }

  private mutating func stroke(_ lines: [Scene.Line], _ pen: Scene.Pen, _ scale: Double) {
    let half = pen.width * scale / 2
    for line in lines where reaches(line, scale, half) {
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
    let (p, q) = (Point(a.x + nx, a.y + ny), Point(b.x + nx, b.y + ny))
    let (r, s) = (Point(b.x - nx, b.y - ny), Point(a.x - nx, a.y - ny))
    edge(p, q)
    edge(q, r)
    edge(r, s)
    edge(s, p)
  }

  private mutating func disc(_ centre: Point, _ radius: Double) {
    // The direction of the segments' corners; a circle of twelve corners is round enough for a pen.
    func corner(_ index: Int) -> Point {
      let corner = Raster.corners[index % Raster.corners.count]
      return Point(centre.x + corner.y * radius, centre.y + corner.x * radius)
    }
    for index in Raster.corners.indices { edge(corner(index), corner(index + 1)) }
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
    guard bottom.y > Double(rows.lowerBound), top.y < Double(rows.upperBound) else { return }
    let slope = (bottom.x - top.x) / (bottom.y - top.y)
    let first = Int(max(Double(rows.lowerBound), top.y))
    let last = Int(min(Double(rows.upperBound - 1), bottom.y))
    let limit = Double(width)
    for row in first...last {
      let y0 = max(top.y, Double(row))
      let y1 = min(bottom.y, Double(row + 1))
      guard y1 > y0 else { continue }
      let x0 = min(limit, max(0, top.x + (y0 - top.y) * slope))
      let x1 = min(limit, max(0, top.x + (y1 - top.y) * slope))
      span(row, min(x0, x1), max(x0, x1), Float(y1 - y0) * sign)
    }
  }

  /// Spreads an edge's height within one row over the pixels that it crosses.
  private mutating func span(_ row: Int, _ x0: Double, _ x1: Double, _ height: Float) {
    let first = Int(x0)
    let last = Int(x1)
    touch(row, first...last + 1)
    let base = (row - rows.lowerBound) * (width + 2)
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

  private mutating func touch(_ row: Int, _ columns: ClosedRange<Int>) {
    guard let old = touched else {
      touched = (row...row, columns)
      return
    }
    touched = (
      min(old.rows.lowerBound, row)...max(old.rows.upperBound, row),
      min(old.columns.lowerBound, columns.lowerBound)...max(old.columns.upperBound, columns.upperBound)
    )
  }

  /// Paints what was added, and forgets it.
  private mutating func paint(_ colour: Scene.Colour) {
    guard let touched else { return }
    self.touched = nil
    let tint = (Float(colour.red * 255), Float(colour.green * 255), Float(colour.blue * 255))
    let opacity = Float(colour.opacity)
    func mixed(_ old: UInt8, _ tint: Float, _ share: Float) -> UInt8 {
      UInt8(max(0, min(255, Float(old) + (tint - Float(old)) * share)) + 0.5)
    }
    for row in touched.rows {
      let line = row - rows.lowerBound
      var sum: Float = 0
      for column in touched.columns {
        let place = line * (width + 2) + column
        sum += cover[place]
        cover[place] = 0
        let share = min(1, abs(sum)) * opacity
        guard share > 0.002, column < width else { continue }
        let pixel = (line * width + column) * 3
        pixels[pixel] = mixed(pixels[pixel], tint.0, share)
        pixels[pixel + 1] = mixed(pixels[pixel + 1], tint.1, share)
        pixels[pixel + 2] = mixed(pixels[pixel + 2], tint.2, share)
      }
    }
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
