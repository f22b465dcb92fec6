/// The projections of examples on the directions in which they vary most.
enum PrincipalComponents {
  /// Returns examples × components: as few components as hold more than a share of the variance.
  static func scores(_ features: Matrix, energy: Double, threads: Int?) -> Matrix {
    let centred = features.centred
    let isTall = centred.columns <= centred.rows
    let side = isTall ? centred.transposed : centred
    let eigen = SymmetricEigen(
      side.rowProducts(threads: threads), turning: .identity(side.rows), threads: threads)
    let values = eigen.values.map { max(0, $0) }
    let total = values.reduce(0, +)
    guard total > 0 else { return Matrix(rows: features.rows, columns: 0) }
    var kept = 0
    var sum = 0.0
    repeat {
      sum += values[kept]
      kept += 1
    } while kept < values.count && sum <= energy * total
    var directions = eigen.turned.gathering(Array(0..<kept))
    if isTall { return centred.times(transposed: directions, threads: threads) }
    // Rows are columns of U here: U·S are the scores.
    for i in 0..<kept {
      let length = values[i].squareRoot()
      for j in 0..<directions.columns { directions[i, j] *= length }
    }
    return directions.transposed
  }
}
