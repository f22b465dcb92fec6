/// The two directions in which points spread most, and where the points lie along them.
struct CodeMap: Sendable {
  /// Two numbers a point.
  let places: [(x: Double, y: Double)]
  /// The share of the variance along each direction.
  let shares: (Double, Double)

  /// Projects points of so many numbers each.
  init(_ points: [[Double]]) {
    let count = Double(max(1, points.count))
    let width = points.first?.count ?? 0
    let means = (0..<width).map { column in points.reduce(0) { $0 + $1[column] } / count }
    let centred = points.map { point in point.indices.map { point[$0] - means[$0] } }
    var covariance = (0..<width).map { i in
      (0..<width).map { j in centred.reduce(0) { $0 + $1[i] * $1[j] } / count }
    }
    let total = (0..<width).reduce(0) { $0 + covariance[$1][$1] }
    func next() -> (direction: [Double], variance: Double) {
      // Power iteration from the column of the greatest variance: a fixed start, and so the same bits and signs.
      let start = covariance.indices.max { covariance[$0][$0] < covariance[$1][$1] } ?? 0
      var direction = covariance.indices.map { covariance[$0][start] }
      var variance = 0.0
      for _ in 0..<500 {
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if length == 0 { return (direction, 0) }
        direction = direction.map { $0 / length }
        let turned = covariance.map { row in zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 } }
        variance = zip(turned, direction).reduce(0) { $0 + $1.0 * $1.1 }
        direction = turned
      }
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return (length > 0 ? direction.map { $0 / length } : direction, variance)
    }
    let first = next()
    for i in 0..<width {
      for j in 0..<width { covariance[i][j] -= first.variance * first.direction[i] * first.direction[j] }
    }
    let second = next()
    func along(_ direction: [Double], _ point: [Double]) -> Double {
      zip(direction, point).reduce(0) { $0 + $1.0 * $1.1 }
    }
    places = centred.map { (along(first.direction, $0), along(second.direction, $0)) }
    shares = total > 0 ? (first.variance / total, second.variance / total) : (0, 0)
  }
}
