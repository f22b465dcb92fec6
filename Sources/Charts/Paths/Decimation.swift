/// Leaves out points that nobody could see.
enum Decimation {
  /// Returns, for each column of a width, the first, lowest, highest and last point in their order; gaps stay.
  ///
  /// The line through them covers the same pixels as the line through all points.
  static func reduced(_ points: [Point?], columnWidth: Double) -> [Point?] {
    precondition(columnWidth > 0, "columns must have a width, not \(columnWidth)")
    var result: [Point?] = []
    var first = 0
    while first < points.count {
      guard let start = points[first] else {
        result.append(nil)
        first += 1
        continue
      }
      let column = (start.x / columnWidth).rounded(.down)
      var (lowest, highest, last) = (first, first, first)
      var (lowestY, highestY) = (start.y, start.y)
      while last + 1 < points.count, let next = points[last + 1], (next.x / columnWidth).rounded(.down) == column {
        last += 1
        if next.y < lowestY { (lowest, lowestY) = (last, next.y) }
        if next.y > highestY { (highest, highestY) = (last, next.y) }
      }
      var kept = -1
      for index in [first, min(lowest, highest), max(lowest, highest), last] where index > kept {
        result.append(points[index])
        kept = index
      }
      first = last + 1
    }
    return result
  }
}
