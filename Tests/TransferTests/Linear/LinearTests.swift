import Testing

@testable import Transfer

@Suite struct LinearTests {
  static let sizes = [1, 2, 3, 4, 5, 8, 17, 50, 97]

  @Test(arguments: [(1, 1, 1), (3, 5, 4), (4, 4, 4), (9, 300, 7), (13, 2, 30)])
  func productsAgreeWithPlainLoops(_ rows: Int, _ length: Int, _ others: Int) {
    let a = Hashed.matrix("a", rows, length)
    let b = Hashed.matrix("b", others, length)
    let product = a.times(transposed: b, threads: 2)
    let square = a.rowProducts(threads: 2)
    for i in 0..<rows {
      for j in 0..<others {
        #expect(abs(product[i, j] - zip(a.row(i), b.row(j)).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
      }
      for j in 0..<rows { #expect(abs(square[i, j] - zip(a.row(i), a.row(j)).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12) }
    }
  }

  @Test(arguments: sizes) func eigenvectorsTakeAMatrixApart(_ count: Int) {
    let half = Hashed.matrix("eigen", count, count)
    let matrix = Matrix(
      rows: count, columns: count,
      values: (0..<count * count).map { half[$0 / count, $0 % count] + half[$0 % count, $0 / count] })
    let eigen = SymmetricEigen(matrix, turning: .identity(count), threads: 1)
    #expect(eigen.values == eigen.values.sorted(by: >))
    // Rows are eigenvectors: V·A·Vᵀ is diagonal and V·Vᵀ is 1.
    let image = matrix.times(transposed: eigen.turned, threads: 1)
    let diagonal = eigen.turned.times(transposed: image.transposed, threads: 1)
    let unit = eigen.turned.rowProducts(threads: 1)
    for i in 0..<count {
      for j in 0..<count {
        #expect(abs(diagonal[i, j] - (i == j ? eigen.values[i] : 0)) < 1e-12 * Double(count))
        #expect(abs(unit[i, j] - (i == j ? 1 : 0)) < 1e-13 * Double(count))
      }
    }
  }

  @Test func eigenvaluesOfSpecialMatrices() {
    let zero = SymmetricEigen(Matrix(rows: 3, columns: 3), turning: .identity(3), threads: 1)
    #expect(zero.values == [0, 0, 0])
    let diagonal = SymmetricEigen(
      Matrix(rows: 3, columns: 3, values: [1, 0, 0, 0, 3, 0, 0, 0, 2]), turning: .identity(3), threads: 1)
    #expect(diagonal.values == [3, 2, 1])
    // The path of n points: 2 − 2 cos(kπ/(n + 1)); for n = 2, 1 and 3.
    let path = SymmetricEigen(Matrix(rows: 2, columns: 2, values: [2, -1, -1, 2]), turning: .identity(2), threads: 1)
    #expect(isNear(path.values[0], 3, 1e-15) && isNear(path.values[1], 1, 1e-15))
  }

  @Test(arguments: sizes) func choleskySolvesAndMeasures(_ count: Int) throws {
    var matrix = Hashed.matrix("cholesky", count, count + 3).rowProducts(threads: 1)
    for i in 0..<count { matrix[i, i] += 0.5 }
    let factor = try #require(Cholesky(matrix, threads: 2))
    let eigen = SymmetricEigen(matrix, turning: Matrix(rows: count, columns: 0), threads: 1)
    #expect(isNear(factor.logDeterminant, eigen.values.reduce(0) { $0 + logarithm($1) }, 1e-12 * Double(count)))
    let wanted = Hashed.units("solution", count)
    let right = (0..<count).map { i in zip(matrix.row(i), wanted).reduce(0) { $0 + $1.0 * $1.1 } }
    for (a, b) in zip(factor.solve(right), wanted) { #expect(abs(a - b) < 1e-10) }
  }

  @Test func choleskyRefusesWhatIsNotDefinite() {
    #expect(Cholesky(Matrix(rows: 2, columns: 2, values: [1, 2, 2, 1]), threads: 1) == nil)
    #expect(Cholesky(Matrix(rows: 1, columns: 1, values: [.nan]), threads: 1) == nil)
  }

  @Test(arguments: [(9, 4), (4, 9), (6, 6), (5, 1)]) func spectrumHoldsTheProjection(_ rows: Int, _ columns: Int) {
    let matrix = Hashed.matrix("spectrum", rows, columns)
    let spectrum = Spectrum(matrix, projecting: .identity(rows), threads: 1)
    #expect(spectrum.rank == min(rows, columns))
    // U·S²·Uᵀ is F·Fᵀ, Uᵀ being what the identity is projected to.
    let products = matrix.rowProducts(threads: 1)
    for i in 0..<rows {
      for j in 0..<rows {
        let sum = (0..<spectrum.rank).reduce(0.0) {
          $0 + spectrum.projections[$1, i] * spectrum.squares[$1] * spectrum.projections[$1, j]
        }
        #expect(abs(sum - products[i, j]) < 1e-12)
      }
    }
  }

  @Test func spectrumLeavesOutWhatIsNothing() {
    let doubled = Matrix(rows: 4, columns: 2, values: [1, 2, 3, 6, -1, -2, 0, 0])
    #expect(Spectrum(doubled, projecting: .identity(4), threads: 1).rank == 1)
    #expect(Spectrum(Matrix(rows: 4, columns: 2), projecting: .identity(4), threads: 1).rank == 0)
  }

  @Test func resultsDoNotDependOnTheThreads() {
    let matrix = Hashed.matrix("threads", 450, 30)
    let one = Spectrum(matrix.transposed, projecting: .identity(30), threads: 1)
    let five = Spectrum(matrix.transposed, projecting: .identity(30), threads: 5)
    #expect(one.squares == five.squares && one.projections == five.projections)
    let wide = matrix.rowProducts(threads: 3)
    #expect(wide == matrix.rowProducts(threads: 1))
  }
}
