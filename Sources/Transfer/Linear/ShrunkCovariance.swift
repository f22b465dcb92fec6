/// The covariance WᵀW/n of some rows, shrunk towards a sphere, as far as discriminants need it: its inverse, applied.
///
/// Nothing wider than the smaller side of W is ever made: where columns outnumber rows the inverse comes of WWᵀ (Woodbury).
struct ShrunkCovariance {
  private enum Form {
    case columns(Cholesky)
    /// W, the factor of WWᵀ + ridge, and the sphere's variance.
    case rows(Matrix, Cholesky, sphere: Double)
    case sphere(Double)
  }
  private let form: Form

  /// Shrinks (1 − shrinkage)·WᵀW/n + shrinkage·(mean variance)·1; nil where that has no inverse to rounding.
  init?(_ rows: Matrix, shrinkage: Double, threads: Int?) {
    let (count, columns) = (Double(rows.rows), Double(rows.columns))
    var trace = rows.values.reduce(0) { $0 + $1 * $1 } / count
    // No spread at all: any small sphere tells distinct classes apart for sure.
    if trace == 0 { trace = 1e-12 * columns }
    let sphere = shrinkage * trace / columns
    let kept = 1 - shrinkage
    guard kept > 0 else {
      form = .sphere(sphere)
      return
    }
    if rows.columns <= rows.rows {
      var scatter = rows.transposed.rowProducts(threads: threads)
      for i in scatter.values.indices { scatter.values[i] *= kept / count }
      for i in 0..<scatter.rows { scatter[i, i] += sphere }
      guard let factor = Cholesky(scatter, threads: threads) else { return nil }
      form = .columns(factor)
    } else {
      var products = rows.rowProducts(threads: threads)
      for i in 0..<products.rows { products[i, i] += sphere * count / kept }
      guard let factor = Cholesky(products, threads: threads) else { return nil }
      form = .rows(rows, factor, sphere: sphere)
    }
  }

  /// Returns the inverse applied to a vector.
  func solve(_ vector: [Double]) -> [Double] {
    switch form {
    case .columns(let factor): return factor.solve(vector)
    case .sphere(let variance): return vector.map { $0 / variance }
    case .rows(let rows, let factor, let sphere):
      let back = rows.transposedTimes(factor.solve(rows.times(vector)))
      return zip(vector, back).map { ($0 - $1) / sphere }
    }
  }
}

extension Matrix {
  /// Returns the product with a vector.
  func times(_ vector: [Double]) -> [Double] {
    (0..<rows).map { zip(row($0), vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// Returns the transpose's product with a vector.
  func transposedTimes(_ vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: columns)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        for i in 0..<rows { for j in 0..<columns { result[j] += values[i * columns + j] * vector[i] } }
      }
    }
    return result
  }
}
