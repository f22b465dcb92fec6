import Testing

@testable import Transfer

@Suite struct ShrunkCovarianceTests {
  /// The covariance written out and solved, against what comes of the smaller side.
  @Test(arguments: [(9, 4), (4, 9), (5, 40), (6, 6)], [0.001, 0.3, 1])
  func solvesAsTheMatrixWrittenOut(_ shape: (Int, Int), _ shrinkage: Double) throws {
    let (rows, columns) = shape
    let within = Hashed.matrix("within", rows, columns)
    var scatter = within.transposed.rowProducts(threads: 1)
    for i in scatter.values.indices { scatter.values[i] *= (1 - shrinkage) / Double(rows) }
    let trace = within.values.reduce(0) { $0 + $1 * $1 } / Double(rows)
    for i in 0..<columns { scatter[i, i] += shrinkage * trace / Double(columns) }
    let vector = Hashed.units("vector", columns)
    let solved = try #require(ShrunkCovariance(within, shrinkage: shrinkage, threads: 1)).solve(vector)
    for (a, b) in zip(scatter.times(solved), vector) { #expect(abs(a - b) < 1e-9) }
  }

  @Test func noSpreadIsASmallSphere() throws {
    let none = Matrix(rows: 3, columns: 7)
    let solved = try #require(ShrunkCovariance(none, shrinkage: 0.5, threads: 1)).solve([1, 0, 0, 0, 0, 0, 2])
    #expect(solved[0] > 1e11 && solved[1] == 0 && solved[6] == 2 * solved[0])
  }

  /// A square of these features would not fit into any memory.
  @Test func featuresMayBeVeryWide() throws {
    let wide = Hashed.matrix("wide", 6, 150_000)
    let value = try #require(SFDA.value(wide, Classes([0, 1, 0, 1, 1, 0]), threads: 1))
    #expect((0...1).contains(value))
  }
}
