/// Features in as few coordinates as there are examples, turned so that nothing is lost: for measures that no rotation changes.
struct RowSpace: Sendable {
  /// Examples × coordinates; the features themselves where they are not very wide.
  let matrix: Matrix
  /// How many features there are.
  let width: Int
  /// The sum of each example's features, which the coordinates do not tell.
  let sums: [Double]

  /// Features are turned where they outnumber the examples that many times: there it pays, however often they are used.
  private static let excess = 4
  /// And are at least so many.
  private static let least = 2048

  /// Takes features as they are.
  init(unturned features: Matrix) {
    matrix = features
    width = features.columns
    sums = (0..<features.rows).map { features.row($0).reduce(0, +) }
  }

  /// Takes features, and turns them where they are very wide.
  init(_ features: Matrix, threads: Int?) {
    let plain = RowSpace(unturned: features)
    guard features.columns >= Self.least, features.columns > Self.excess * features.rows else {
      self = plain
      return
    }
    width = plain.width
    sums = plain.sums
    let eigen = SymmetricEigen(
      features.rowProducts(threads: threads), turning: .identity(features.rows), threads: threads)
    let largest = max(0, eigen.values.first ?? 0)
    let smallest = Double(features.columns) * 0x1p-52 * largest
    let kept = max(1, eigen.values.prefix { $0 > smallest }.count)
    // Rows are columns of U here: U·S are the coordinates.
    var turned = eigen.turned.gathering(Array(0..<kept))
    for i in 0..<kept {
      let length = max(0, eigen.values[i]).squareRoot()
      for j in 0..<turned.columns { turned[i, j] *= length }
    }
    matrix = turned.transposed
  }
}
