/// φ of MELEP for every pair of a target and a source label.
///
/// A conditional that would be 0/0 is only ever multiplied by a probability of zero, so it may be zero. The likelihood of
/// an example is at least 1/(2n), for its own label value and probability are among those that the conditional is made
/// of; so 32 likelihoods can be multiplied before one logarithm is taken.
enum EmpiricalPredictor {
  private typealias Lanes = SIMD8<Double>
  private static let block = 32

  /// Returns target labels × source labels: −mean_i log Σ_s P(y_i | s) θ_is.
  static func divergences(_ probabilities: Matrix, _ target: Target) -> Matrix {
    let labels = target.labels.count
    let sources = probabilities.columns
    let count = probabilities.rows
    var result = Matrix(rows: labels, columns: sources)
    // The examples without and with each label.
    let sides = (0..<labels).map { label -> [[Int32]] in
      var lists: [[Int32]] = [[], []]
      for i in 0..<count { lists[target.isPositive[i * labels + label] ? 1 : 0].append(Int32(i)) }
      return lists
    }
    var panel = [Lanes](repeating: Lanes(repeating: 0), count: count)
    for first in stride(from: 0, to: sources, by: Lanes.scalarCount) {
      let lanes = min(Lanes.scalarCount, sources - first)
      fill(&panel, probabilities, first, lanes)
      panel.withUnsafeBufferPointer { panel in
        for label in 0..<labels {
          let sums = divergence(panel, sides[label][0], sides[label][1])
          for lane in 0..<lanes { result[label, first + lane] = max(0, -sums[lane] / Double(count)) }
        }
      }
    }
    return result
  }

  private static func fill(_ panel: inout [Lanes], _ probabilities: Matrix, _ first: Int, _ lanes: Int) {
    let columns = probabilities.columns
    probabilities.values.withUnsafeBufferPointer { source in
      panel.withUnsafeMutableBufferPointer { panel in
        for i in panel.indices {
          var row = Lanes(repeating: 0)
          for lane in 0..<lanes { row[lane] = source[i * columns + first + lane] }
          panel[i] = row
        }
      }
    }
  }

  /// Returns the sums of the logarithms over all examples.
  private static func divergence(
    _ panel: UnsafeBufferPointer<Lanes>, _ negative: [Int32], _ positive: [Int32]
  ) -> Lanes {
    let without = sums(panel, negative)
    let with = sums(panel, positive)
    let all = (no: without.no + with.no, yes: without.yes + with.yes)
    return logarithms(panel, negative, quotient(without.no, all.no), quotient(without.yes, all.yes))
      + logarithms(panel, positive, quotient(with.no, all.no), quotient(with.yes, all.yes))
  }

  private static func sums(_ panel: UnsafeBufferPointer<Lanes>, _ examples: [Int32]) -> (no: Lanes, yes: Lanes) {
    var no = Lanes(repeating: 0)
    var yes = no
    for i in examples {
      let theta = panel[Int(i)]
      yes += theta
      no += 1 - theta
    }
    return (no, yes)
  }

  private static func quotient(_ part: Lanes, _ whole: Lanes) -> Lanes {
    part / whole.replacing(with: 1, where: whole .== 0)
  }

  private static func logarithms(
    _ panel: UnsafeBufferPointer<Lanes>, _ examples: [Int32], _ no: Lanes, _ yes: Lanes
  ) -> Lanes {
    var total = Lanes(repeating: 0)
    examples.withUnsafeBufferPointer { examples in
      for start in stride(from: 0, to: examples.count, by: block) {
        var product = Lanes(repeating: 1)
        for place in start..<min(start + block, examples.count) {
          let theta = panel[Int(examples[place])]
          product *= no * (1 - theta) + yes * theta
        }
        for lane in 0..<Lanes.scalarCount { total[lane] += logarithm(product[lane]) }
      }
    }
    return total
  }
}
