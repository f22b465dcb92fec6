/// The eigenvalues of a symmetric matrix, with given columns turned into the basis of its eigenvectors.
///
/// Householder's tridiagonal form, then QL with implicit shifts. Eigenvectors themselves are never made unless asked for:
/// the reflections and rotations are applied to the columns, and for the identity these become the eigenvectors.
struct SymmetricEigen {
  /// Eigenvalues, largest first.
  let values: [Double]
  /// Vᵀ·columns: row i belongs to eigenvalue i.
  let turned: Matrix

  /// Decomposes a matrix; n³ steps, and n² for each column.
  init(_ matrix: Matrix, turning columns: Matrix, threads: Int?) {
    precondition(
      matrix.rows == matrix.columns && columns.rows == matrix.rows,
      "\(matrix.rows) × \(matrix.columns) numbers, turning columns of \(columns.rows)")
    var tridiagonal = Tridiagonal(matrix, turning: columns, threads: threads)
    tridiagonal.diagonalise()
    let order = tridiagonal.diagonal.indices.sorted {
      (tridiagonal.diagonal[$0], $1) > (tridiagonal.diagonal[$1], $0)
    }
    values = order.map { tridiagonal.diagonal[$0] }
    turned = tridiagonal.turned.gathering(order)
  }
}
