/// A source's probabilities as a distribution over its labels, which LEEP and NCE need.
struct Distribution {
  let values: Matrix
  let note: String?

  /// Takes softmax outputs as they are. A sigmoid's are no distribution: one column p becomes (1 − p, p), and rows of
  /// several columns are divided by their sum.
  init(_ probabilities: Matrix) {
    let sums = (0..<probabilities.rows).map { probabilities.row($0).reduce(0, +) }
    if sums.allSatisfy({ abs($0 - 1) <= 1e-4 }) {
      values = probabilities
      note = nil
    } else if probabilities.columns == 1 {
      values = Matrix(rows: probabilities.rows, columns: 2, values: probabilities.values.flatMap { [1 - $0, $0] })
      note = "source of one probability p taken as (1 - p, p)"
    } else {
      var scaled = probabilities
      for i in 0..<scaled.rows {
        for j in 0..<scaled.columns {
          scaled[i, j] = sums[i] > 0 ? scaled[i, j] / sums[i] : 1 / Double(scaled.columns)
        }
      }
      values = scaled
      note = "source probabilities divided by their sum"
    }
  }
}
