/// How far two lists of numbers are apart, relative to the second: ‖a − b‖ / ‖b‖.
///
/// `floor` is a size, an element, below which the second counts as noise. NaN at the same places counts as equal, NaN at
/// one side alone as infinitely far.
func distance(_ a: [Float], from b: [Double], floor: Double = 1e-6) -> Double {
  guard a.count == b.count else { return .infinity }
  var difference = 0.0
  var size = 0.0
  for (x, y) in zip(a, b) {
    if x.isNaN && y.isNaN { continue }
    if Double(x) == y { size += y.isFinite ? y * y : 0; continue }
    guard x.isFinite && y.isFinite else { return .infinity }
    difference += (Double(x) - y) * (Double(x) - y)
    size += y * y
  }
  let least = floor * Double(max(1, b.count)).squareRoot()
  return difference.squareRoot() / max(size.squareRoot(), least)
}

extension [Float] {
  /// The bit pattern of each number: equal only when not one bit differs.
  var bits: [UInt32] { map(\.bitPattern) }
}
