/// Finds places for labels beside their points where they cover neither points nor each other.
struct LabelPlaces {
  private struct Box {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double

    func overlap(_ other: Box) -> Double {
      max(0, min(right, other.right) - max(left, other.left)) * max(0, min(bottom, other.bottom) - max(top, other.top))
    }
  }

  /// The share of a label that may lie over something else.
  private static let bearable = 0.3

  private let plane: Box
  private var taken: [Box] = []

  init(left: Double, right: Double, top: Double, bottom: Double) {
    plane = Box(left: left, right: right, top: top, bottom: bottom)
  }

  /// Keeps labels off a point.
  mutating func occupy(_ point: Point) {
    taken.append(Box(left: point.x - 5, right: point.x + 5, top: point.y - 5, bottom: point.y + 5))
  }

  /// Keeps labels off a line.
  mutating func occupy(from: Point, to: Point) {
    let pieces = min(200, max(1, Int(max(abs(to.x - from.x), abs(to.y - from.y)) / 4)))
    for piece in 0...pieces {
      let share = Double(piece) / Double(pieces)
      let (x, y) = (from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
      taken.append(Box(left: x - 2, right: x + 2, top: y - 2, bottom: y + 2))
    }
  }

  /// Returns where a label covers the least: right, left, above or below its point; nothing where it could not be read.
  mutating func place(_ label: String, at point: Point) -> (Point, anchor: String)? {
    let width = TextWidth.of(label, size: ChartStyle.small)
    let candidates: [(point: Point, anchor: String)] = [
      (Point(point.x + 8, point.y + 4), "start"), (Point(point.x - 8, point.y + 4), "end"),
      (Point(point.x, point.y - 9), "middle"), (Point(point.x, point.y + 17), "middle"),
      (Point(point.x + 7, point.y - 7), "start"), (Point(point.x - 7, point.y - 7), "end"),
      (Point(point.x + 7, point.y + 15), "start"), (Point(point.x - 7, point.y + 15), "end"),
    ]
    let boxes = candidates.map { candidate -> Box in
      let shift = candidate.anchor == "start" ? 0 : candidate.anchor == "end" ? width : width / 2
      let left = candidate.point.x - shift
      return Box(left: left, right: left + width, top: candidate.point.y - 10, bottom: candidate.point.y + 3)
    }
    let costs = boxes.map { box in
      taken.reduce(0) { $0 + $1.overlap(box) } + (width * 13 - plane.overlap(box)) * 2
    }
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    guard costs[best] < width * 13 * Self.bearable else { return nil }
    taken.append(boxes[best])
    return candidates[best]
  }
}
