import Cohorts

/// Rows of a matrix in groups of four, interleaved, so that a tile of sixteen products is made from two streams.
struct Panels {
  let groups: Int
  let length: Int
  let values: [SIMD4<Double>]

  /// Packs `rows` rows of `length` numbers that lie `stride` apart; missing rows of the last group are zero.
  init(_ source: UnsafePointer<Double>, rows: Int, length: Int, stride: Int) {
    groups = (rows + 3) / 4
    self.length = length
    let groups = groups
    values = [SIMD4<Double>](unsafeUninitializedCapacity: groups * length) { buffer, count in
      for group in 0..<groups {
        let first = 4 * group
        let a = source + first * stride
        let b = source + min(first + 1, rows - 1) * stride
        let c = source + min(first + 2, rows - 1) * stride
        let d = source + min(first + 3, rows - 1) * stride
        var present = SIMD4<Double>(repeating: 0)
        for lane in 0..<min(4, rows - first) { present[lane] = 1 }
        for k in 0..<length { buffer[group * length + k] = SIMD4(a[k], b[k], c[k], d[k]) * present }
      }
      count = groups * length
    }
  }

  /// Adds `sign` times the products of four rows with four others to a tile of `target`, one chain of sums each.
  @inline(__always)
  static func tile(
    _ left: UnsafePointer<SIMD4<Double>>, _ right: UnsafePointer<SIMD4<Double>>, _ length: Int,
    into target: UnsafeMutablePointer<Double>, stride: Int, rows: Int, columns: Int, sign: Double
  ) {
    var p = SIMD4<Double>(repeating: 0)
    var q = p
    var r = p
    var s = p
    for k in 0..<length {
      let x = left[k]
      let y = right[k]
      p += x[0] * y
      q += x[1] * y
      r += x[2] * y
      s += x[3] * y
    }
    for column in 0..<columns {
      target[column] += sign * p[column]
      if rows > 1 { target[stride + column] += sign * q[column] }
      if rows > 2 { target[2 * stride + column] += sign * r[column] }
      if rows > 3 { target[3 * stride + column] += sign * s[column] }
    }
  }

  /// Adds `sign` times left · rightᵀ to a matrix; only on and below its diagonal if `isLower`.
  static func addProducts(
    _ left: Panels, _ right: Panels, into target: UnsafeMutablePointer<Double>, rows: Int, columns: Int, stride: Int,
    sign: Double, isLower: Bool, threads: Int?
  ) {
    assert(left.length == right.length)
    let length = left.length
    let block = 256
    nonisolated(unsafe) let target = target
    let work = Double(rows) * Double(columns) * Double(length)
    _ = Parallel.map(left.groups, threads: work < 200_000 ? 1 : threads) { order in
      // The longest rows of a triangle first.
      let group = isLower ? left.groups - 1 - order : order
      left.values.withUnsafeBufferPointer { a in
        right.values.withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress else { return }
          for start in Swift.stride(from: 0, to: length, by: block) {
            for other in 0..<(isLower ? min(group + 1, right.groups) : right.groups) {
              tile(
                a + group * length + start, b + other * length + start, min(block, length - start),
                into: target + 4 * group * stride + 4 * other, stride: stride, rows: min(4, rows - 4 * group),
                columns: min(4, columns - 4 * other), sign: sign)
            }
          }
        }
      }
    }
  }
}

extension Matrix {
  /// Returns this matrix times its own transpose.
  func rowProducts(threads: Int?) -> Matrix {
    var result = Matrix(rows: rows, columns: rows)
    guard rows > 0, columns > 0 else { return result }
    let packed = packed
    result.values.withUnsafeMutableBufferPointer { buffer in
      guard let target = buffer.baseAddress else { return }
      Panels.addProducts(
        packed, packed, into: target, rows: rows, columns: rows, stride: rows, sign: 1, isLower: true,
        threads: threads)
      for i in 0..<rows { for j in 0..<i { target[j * rows + i] = target[i * rows + j] } }
    }
    return result
  }

  /// Returns this matrix times the transpose of another.
  func times(transposed other: Matrix, threads: Int?) -> Matrix {
    precondition(columns == other.columns, "rows of \(columns) numbers times rows of \(other.columns)")
    var result = Matrix(rows: rows, columns: other.rows)
    guard !result.values.isEmpty, columns > 0 else { return result }
    let left = packed
    let right = other.packed
    result.values.withUnsafeMutableBufferPointer { buffer in
      guard let target = buffer.baseAddress else { return }
      Panels.addProducts(
        left, right, into: target, rows: rows, columns: other.rows, stride: other.rows, sign: 1, isLower: false,
        threads: threads)
    }
    return result
  }

  private var packed: Panels {
    values.withUnsafeBufferPointer { buffer in
      guard let source = buffer.baseAddress else { preconditionFailure("an empty matrix has no panels") }
      return Panels(source, rows: rows, length: columns, stride: columns)
    }
  }
}
