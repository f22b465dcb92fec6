/// The lower triangle L with L·Lᵀ equal to a symmetric positive definite matrix.
struct Cholesky {
  private let lower: Matrix

  /// Factors a matrix of which the lower triangle is read; nil if it is not positive definite to rounding.
  init?(_ matrix: Matrix, threads: Int?) {
    precondition(matrix.rows == matrix.columns, "a matrix of \(matrix.rows) × \(matrix.columns) is not square")
    var work = matrix
    let count = matrix.rows
    let isDefinite = work.values.withUnsafeMutableBufferPointer { buffer in
      guard let a = buffer.baseAddress else { return true }
      for start in stride(from: 0, to: count, by: 48) {
        let end = min(start + 48, count)
        guard Cholesky.factor(a, count, start, end) else { return false }
        guard end < count else { continue }
        let panel = Panels(a + end * count + start, rows: count - end, length: end - start, stride: count)
        Panels.addProducts(
          panel, panel, into: a + end * count + end, rows: count - end, columns: count - end, stride: count, sign: -1,
          isLower: true, threads: threads)
      }
      return true
    }
    guard isDefinite else { return nil }
    lower = work
  }

  /// Finishes columns start..<end: the block on the diagonal and the rows below it.
  private static func factor(_ a: UnsafeMutablePointer<Double>, _ count: Int, _ start: Int, _ end: Int) -> Bool {
    for i in start..<count {
      let row = a + i * count
      for j in start..<min(i + 1, end) {
        let other = a + j * count
        var sum = row[j]
        for k in start..<j { sum -= row[k] * other[k] }
        if i == j {
          guard sum > 0, sum.isFinite else { return false }
          row[j] = sum.squareRoot()
        } else {
          row[j] = sum / other[j]
        }
      }
    }
    return true
  }

  /// The logarithm of the factored matrix's determinant.
  var logDeterminant: Double {
    var sum = 0.0
    for index in 0..<lower.rows { sum += logarithm(lower[index, index]) }
    return 2 * sum
  }

  /// Returns L⁻¹ applied to a vector.
  func forward(_ vector: [Double]) -> [Double] {
    var x = vector
    let count = lower.rows
    lower.values.withUnsafeBufferPointer { a in
      x.withUnsafeMutableBufferPointer { x in
        for i in 0..<count {
          var sum = x[i]
          for k in 0..<i { sum -= a[i * count + k] * x[k] }
          x[i] = sum / a[i * count + i]
        }
      }
    }
    return x
  }

  /// Returns the vector that the factored matrix takes to `vector`.
  func solve(_ vector: [Double]) -> [Double] {
    var x = forward(vector)
    let count = lower.rows
    lower.values.withUnsafeBufferPointer { a in
      x.withUnsafeMutableBufferPointer { x in
        for i in stride(from: count - 1, through: 0, by: -1) {
          x[i] /= a[i * count + i]
          for k in 0..<i { x[k] -= a[i * count + k] * x[i] }
        }
      }
    }
    return x
  }
}
