/// The thin singular value decomposition F = U·S·Vᵀ as far as measures need it: S², and Uᵀ applied to given columns.
///
/// It comes from the smaller of FᵀF and FFᵀ, so singular values below about 1e-7 of the largest are lost in rounding
/// and are left out: of Float32 features they would be noise.
struct Spectrum: Sendable {
  /// Squares of the singular values that are not zero, largest first.
  let squares: [Double]
  /// Uᵀ·columns: a row for each of them.
  let projections: Matrix

  init(_ matrix: Matrix, projecting columns: Matrix, threads: Int?) {
    precondition(matrix.rows == columns.rows, "\(matrix.rows) rows, columns of \(columns.rows)")
    let isTall = matrix.columns <= matrix.rows
    let side = isTall ? matrix.transposed : matrix
    let turning = isTall ? side.times(transposed: columns.transposed, threads: threads) : columns
    let eigen = SymmetricEigen(side.rowProducts(threads: threads), turning: turning, threads: threads)
    let largest = max(0, eigen.values.first ?? 0)
    let smallest = Double(max(matrix.rows, matrix.columns)) * 0x1p-52 * largest
    squares = Array(eigen.values.prefix { $0 > smallest })
    var projections = eigen.turned.gathering(Array(squares.indices))
    if isTall {
      for i in squares.indices {
        let scale = 1 / squares[i].squareRoot()
        for j in 0..<projections.columns { projections[i, j] *= scale }
      }
    }
    self.projections = projections
  }

  var rank: Int { squares.count }
}
