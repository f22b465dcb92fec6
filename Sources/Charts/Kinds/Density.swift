/// A smooth curve of how values are spread.
enum Density {
  /// Returns a Gaussian kernel estimate at so many places, with Silverman's width.
  static func curve(of values: [Double], places: Int = 161) -> (x: [Double], y: [Double]) {
    let known = values.filter { $0.isFinite && abs($0) < 1e150 }.sorted()
    guard let low = known.first, let high = known.last else { return ([], []) }
    let count = Double(known.count)
    let mean = known.reduce(0, +) / count
    let deviation = (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)).squareRoot()
    let quartiles = (known[known.count * 3 / 4] - known[known.count / 4]) / 1.349
    let spread = quartiles > 0 ? min(deviation, quartiles) : deviation
    let fallback = abs(mean) > 0 ? abs(mean) * 0.05 : 0.05
    // The fifth root of the count, by the exponential of a logarithm.
    let root = Logarithm.exponential(-0.2 * Logarithm.ten(count) * 2.302585092994046)
    let width = spread > 0 ? 0.9 * spread * root : fallback
    let (start, end) = (low - 3 * width, high + 3 * width)
    let x = (0..<places).map { start + (end - start) * Double($0) / Double(places - 1) }
    var begin = 0
    let y = x.map { place -> Double in
      // Further than six widths away a value adds nothing that could be seen.
      while begin < known.count, known[begin] < place - 6 * width { begin += 1 }
      var sum = 0.0
      var index = begin
      while index < known.count, known[index] <= place + 6 * width {
        let distance = (place - known[index]) / width
        sum += Logarithm.exponential(-0.5 * distance * distance)
        index += 1
      }
      return sum / (count * width * 2.5066282746310002)
    }
    return (x, y)
  }
}
