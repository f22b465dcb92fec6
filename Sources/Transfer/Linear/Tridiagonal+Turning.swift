extension Tridiagonal {
  /// Turns until nothing stands beside the diagonal.
  mutating func diagonalise() {
    let n = diagonal.count
    for low in 0..<n {
      // Two or three turns an eigenvalue are usual; sixty end the search whatever the numbers.
      for _ in 0..<60 {
        var high = low
        while high + 1 < n, abs(beside[high]) > 0x1p-53 * (abs(diagonal[high]) + abs(diagonal[high + 1])) { high += 1 }
        if high == low { break }
        turn(low, high)
      }
    }
  }

  /// One step of QL with an implicit shift between two places.
  private mutating func turn(_ low: Int, _ high: Int) {
    func length(_ x: Double, _ y: Double) -> Double {
      let scale = max(abs(x), abs(y))
      guard scale > 0 else { return 0 }
      return scale * ((x / scale) * (x / scale) + (y / scale) * (y / scale)).squareRoot()
    }
    var g = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low])
    let root = length(g, 1)
    g = diagonal[high] - diagonal[low] + beside[low] / (g + (g < 0 ? -root : root))
    var sine = 1.0
    var cosine = 1.0
    var shift = 0.0
    for i in stride(from: high - 1, through: low, by: -1) {
      let f = sine * beside[i]
      let b = cosine * beside[i]
      let r = length(f, g)
      beside[i + 1] = r
      if r == 0 {
        diagonal[i + 1] -= shift
        beside[high] = 0
        return
      }
      sine = f / r
      cosine = g / r
      g = diagonal[i + 1] - shift
      let t = (diagonal[i] - g) * sine + 2 * cosine * b
      shift = sine * t
      diagonal[i + 1] = g + shift
      g = cosine * t - b
      turned.rotate(i, sine: sine, cosine: cosine)
    }
    diagonal[low] -= shift
    beside[low] = g
    beside[high] = 0
  }
}

extension Matrix {
  /// Turns rows i and i + 1 in their plane.
  fileprivate mutating func rotate(_ i: Int, sine: Double, cosine: Double) {
    let columns = columns
    values.withUnsafeMutableBufferPointer { w in
      let upper = UnsafeMutableBufferPointer(rebasing: w[i * columns..<(i + 1) * columns])
      let lower = UnsafeMutableBufferPointer(rebasing: w[(i + 1) * columns..<(i + 2) * columns])
      for j in 0..<columns {
        let f = lower[j]
        let h = upper[j]
        lower[j] = sine * h + cosine * f
        upper[j] = cosine * h - sine * f
      }
    }
  }
}
