/// A matrix of doubles, stored row by row.
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The numbers, row by row.
  public internal(set) var values: [Double]

  /// Creates a matrix of numbers given row by row.
  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns,
      "\(values.count) numbers for a matrix of \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// Creates a matrix of numbers of single precision given row by row.
  public init(rows: Int, columns: Int, floats: [Float]) {
    self.init(rows: rows, columns: columns, values: floats.map(Double.init))
  }

  /// Creates a matrix of zeros.
  init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
  }

  static func identity(_ count: Int) -> Matrix {
    var result = Matrix(rows: count, columns: count)
    for index in 0..<count { result[index, index] = 1 }
    return result
  }

  /// The number in a row and a column.
  public internal(set) subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  func row(_ index: Int) -> ArraySlice<Double> { values[index * columns..<(index + 1) * columns] }

  /// Returns the given rows, in the given order.
  func gathering(_ indices: [Int]) -> Matrix {
    var result: [Double] = []
    result.reserveCapacity(indices.count * columns)
    for index in indices { result += row(index) }
    return Matrix(rows: indices.count, columns: columns, values: result)
  }

  var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    values.withUnsafeBufferPointer { source in
      result.values.withUnsafeMutableBufferPointer { target in
        // Small squares, so that both sides stay in the cache.
        for top in stride(from: 0, to: rows, by: 16) {
          for left in stride(from: 0, to: columns, by: 16) {
            for i in top..<min(top + 16, rows) {
              for j in left..<min(left + 16, columns) { target[j * rows + i] = source[i * columns + j] }
            }
          }
        }
      }
    }
    return result
  }

  var columnMeans: [Double] {
    var sums = [Double](repeating: 0, count: columns)
    values.withUnsafeBufferPointer { source in
      sums.withUnsafeMutableBufferPointer { sums in
        for i in 0..<rows { for j in 0..<columns { sums[j] += source[i * columns + j] } }
      }
    }
    return sums.map { $0 / Double(max(1, rows)) }
  }

  /// The matrix with each column's mean taken away; a column of equal numbers becomes zero to the bit.
  var centred: Matrix {
    let means = columnMeans
    guard let first = rows > 0 ? Array(row(0)) : nil else { return self }
    var isConstant = [Bool](repeating: true, count: columns)
    for i in 1..<max(1, rows) {
      for j in 0..<columns where self[i, j] != first[j] { isConstant[j] = false }
    }
    var result = self
    result.values.withUnsafeMutableBufferPointer { target in
      for i in 0..<rows {
        for j in 0..<columns { target[i * columns + j] = isConstant[j] ? 0 : target[i * columns + j] - means[j] }
      }
    }
    return result
  }
}
