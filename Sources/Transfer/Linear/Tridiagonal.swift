import Cohorts

/// A symmetric matrix with one diagonal above and below its own.
struct Tridiagonal {
  var diagonal: [Double]
  /// Element i stands between i and i + 1.
  var beside: [Double]
  var turned: Matrix

  init(_ matrix: Matrix, turning columns: Matrix, threads: Int?) {
    let n = matrix.rows
    var a = matrix.values
    diagonal = [Double](repeating: 0, count: n)
    beside = [Double](repeating: 0, count: n)
    turned = columns
    var v = [Double](repeating: 0, count: n)
    var p = [Double](repeating: 0, count: n)
    for k in 0..<n {
      diagonal[k] = a[k * n + k]
      guard k + 1 < n else { break }
      // The reflection I − factor·v·vᵀ takes row k behind the diagonal to (beside, 0, 0, …).
      let scale = (k + 1..<n).reduce(0) { max($0, abs(a[k * n + $1])) }
      guard scale > 0, scale.isFinite else { continue }
      var square = 0.0
      for j in k + 1..<n {
        v[j] = a[k * n + j] / scale
        square += v[j] * v[j]
      }
      let length = v[k + 1] > 0 ? -square.squareRoot() : square.squareRoot()
      beside[k] = scale * length
      let factor = 1 / (square - v[k + 1] * length)
      v[k + 1] -= length
      turned.reflect(v, from: k + 1, factor: factor)
      Tridiagonal.multiply(a, v, into: &p, from: k + 1, n: n, threads: threads)
      var product = 0.0
      for j in k + 1..<n {
        p[j] *= factor
        product += p[j] * v[j]
      }
      for j in k + 1..<n { p[j] -= factor / 2 * product * v[j] }
      Tridiagonal.subtract(v, p, from: &a, first: k + 1, n: n, threads: threads)
    }
  }

  /// Cuts the rows first..<n among the workers, where that is worth waking them.
  private static func shared(
    _ first: Int, _ n: Int, threads: Int?, _ body: @Sendable (Range<Int>) -> Void
  ) {
    let rows = n - first
    let parts = rows < 400 ? 1 : max(1, threads ?? Parallel.processors)
    guard parts > 1 else { return body(first..<n) }
    _ = Parallel.map(parts, threads: parts) { part in
      body(first + rows * part / parts..<first + rows * (part + 1) / parts)
    }
  }

  private static func multiply(
    _ a: [Double], _ v: [Double], into p: inout [Double], from first: Int, n: Int, threads: Int?
  ) {
    p.withUnsafeMutableBufferPointer { target in
      nonisolated(unsafe) let target = target
      shared(first, n, threads: threads) { rows in
        a.withUnsafeBufferPointer { a in
          v.withUnsafeBufferPointer { v in
            for i in rows { target[i] = dot(a, i * n, v, first, n) }
          }
        }
      }
    }
  }

  /// Returns the sum over j of a[base + j]·v[j], in eight chains.
  private static func dot(
    _ a: UnsafeBufferPointer<Double>, _ base: Int, _ v: UnsafeBufferPointer<Double>, _ first: Int, _ end: Int
  ) -> Double {
    guard let a = a.baseAddress, let v = v.baseAddress else { return 0 }
    var left = SIMD4<Double>(repeating: 0)
    var right = left
    var j = first
    while j + 8 <= end {
      let x = UnsafeRawPointer(a + base + j)
      let y = UnsafeRawPointer(v + j)
      left +=
        x.loadUnaligned(as: SIMD4<Double>.self) * y.loadUnaligned(as: SIMD4<Double>.self)
      right +=
        x.loadUnaligned(fromByteOffset: 32, as: SIMD4<Double>.self)
        * y.loadUnaligned(fromByteOffset: 32, as: SIMD4<Double>.self)
      j += 8
    }
    var sum = (left + right).sum()
    while j < end {
      sum += a[base + j] * v[j]
      j += 1
    }
    return sum
  }

  private static func subtract(
    _ v: [Double], _ p: [Double], from a: inout [Double], first: Int, n: Int, threads: Int?
  ) {
    a.withUnsafeMutableBufferPointer { a in
      nonisolated(unsafe) let a = a
      shared(first, n, threads: threads) { rows in
        v.withUnsafeBufferPointer { v in
          p.withUnsafeBufferPointer { p in
            for i in rows {
              let row = UnsafeMutableBufferPointer(rebasing: a[i * n..<(i + 1) * n])
              let x = v[i]
              let y = p[i]
              for j in first..<n { row[j] -= x * p[j] + y * v[j] }
            }
          }
        }
      }
    }
  }
}

extension Matrix {
  /// Applies I − factor·v·vᵀ to the rows from `first` on.
  fileprivate mutating func reflect(_ v: [Double], from first: Int, factor: Double) {
    let columns = columns
    let rows = rows
    var sums = [Double](repeating: 0, count: columns)
    values.withUnsafeMutableBufferPointer { w in
      sums.withUnsafeMutableBufferPointer { sums in
        for i in first..<rows {
          let row = UnsafeMutableBufferPointer(rebasing: w[i * columns..<(i + 1) * columns])
          let x = v[i]
          for j in 0..<columns { sums[j] += x * row[j] }
        }
        for i in first..<rows {
          let row = UnsafeMutableBufferPointer(rebasing: w[i * columns..<(i + 1) * columns])
          let x = factor * v[i]
          for j in 0..<columns { row[j] -= x * sums[j] }
        }
      }
    }
  }
}
