import Foundation

@testable import Compute

extension Reference {
  /// log Σ exp, the greatest taken out first.
  static func logSum(_ row: [Double]) -> Double {
    let top = row.max() ?? 0
    return top + log(row.reduce(0) { $0 + exp($1 - top) })
  }

  /// −Σ over classes of the smoothed target times the log-probability, and the weight of the row's class.
  static func crossEntropy(
    _ logits: [[Double]], _ labels: [Int], smoothing: Double = 0, weights: [Double]? = nil
  ) -> Double {
    var (sum, total) = (0.0, 0.0)
    for (row, label) in zip(logits, labels) {
      let normaliser = logSum(row)
      let weight = weights?[label] ?? 1
      for (c, logit) in row.enumerated() {
        let target = smoothing / Double(row.count) + (c == label ? 1 - smoothing : 0)
        sum -= weight * target * (logit - normaliser)
      }
      total += weight
    }
    return total == 0 ? 0 : sum / total
  }

  /// −(w·t·log σ(x) + (1 − t)·log(1 − σ(x))).
  static func binaryCrossEntropy(_ x: Double, _ t: Double, weight: Double = 1) -> Double {
    let softplus = { (v: Double) in max(v, 0) + log1p(exp(-abs(v))) }
    return weight * t * softplus(-x) + (1 - t) * softplus(x)
  }

  static func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
}

extension Case {
  private static func crossEntropy(
    _ shape: Shape, smoothing: Double = 0, weights: [Double]? = nil, range: ClosedRange<Double> = -2...2
  ) -> Case {
    Case(
      name: "cross-entropy \(shape) smoothing \(smoothing)\(weights == nil ? "" : " weighted") in \(range)",
      checks: [CrossEntropy.self, BatchMean.self] + (weights == nil ? [] : [ClassWeight.self]),
      inputs: [.field("x", shape, range), .classes("y", shape.rank > 1 ? [shape.rows] : [], shape.channels)],
      draw: { _, n in
        n.x.crossEntropy(n.y, classWeights: weights.map { $0.map { Float($0) } }, smoothing: Float(smoothing))
      },
      reference: { s in
        let rows = s.grids("x").flatMap { x in (0..<x.rows).map { t in (0..<x.channels).map { x[t, $0] } } }
        let labels = s.grids("y").flatMap { $0.elements.map { Int($0) } }
        return [Reference.crossEntropy(rows, labels, smoothing: smoothing, weights: weights)]
      })
  }

  private static func binary(_ shape: Shape, weights: [Double]? = nil, range: ClosedRange<Double> = -3...3) -> Case {
    Case(
      name: "binary cross-entropy \(shape)\(weights == nil ? "" : " weighted") in \(range)",
      checks: [BinaryCrossEntropy.self], inputs: [.field("x", shape, range), .bits("y", shape)],
      draw: { _, n in n.x.binaryCrossEntropy(n.y, positiveWeights: weights.map { $0.map { Float($0) } }) },
      reference: { s in
        let losses = zip(s.grids("x"), s.grids("y")).flatMap { x, y in
          x.elements.indices.map {
            Reference.binaryCrossEntropy(x.elements[$0], y.elements[$0], weight: weights?[$0 % x.channels] ?? 1)
          }
        }
        return [Reference.mean(losses)]
      })
  }

  private static func difference(
    _ name: String, _ checks: OperationType, _ shape: Shape, _ draw: @escaping @Sendable (Node, Node) -> Node,
    _ formula: @escaping @Sendable (Double) -> Double
  ) -> Case {
    Case(
      name: "\(name) \(shape)", checks: [checks], inputs: [.field("x", shape), .field("y", shape)],
      draw: { _, n in draw(n.x, n.y) },
      reference: { s in [Reference.mean(zip(s.grids("x").flat, s.grids("y").flat).map { formula($0 - $1) })] })
  }

  static let losses: [Case] = [
    crossEntropy([2]),
    crossEntropy([5]),
    crossEntropy([17]),
    crossEntropy([4, 3]),
    crossEntropy([6], smoothing: 0.125),
    crossEntropy([3, 16], smoothing: 0.25),
    crossEntropy([3], weights: [0.5, 2, 1]),
    crossEntropy([4, 2], weights: [0.25, 3]),
    crossEntropy([4], range: -60...60),
    binary([1]),
    binary([5]),
    binary([17]),
    binary([3, 4]),
    binary([5], weights: [1, 0.5, 2, 3, 0.125]),
    binary([2, 3], weights: [1, 0.5, 2]),
    binary([8], range: -40...40),
    difference("mean square", BatchMean.self, [3], { $0.meanSquareError($1) }, { $0 * $0 }),
    difference("mean square", BatchMean.self, [4, 17], { $0.meanSquareError($1) }, { $0 * $0 }),
    difference("absolute", Absolute.self, [3], { $0.meanAbsoluteError($1) }, { abs($0) }),
    difference("absolute", Absolute.self, [4, 17], { $0.meanAbsoluteError($1) }, { abs($0) }),
    Case(
      name: "weighted mean", checks: [BatchMean.self, BatchSum.self],
      inputs: [.field("x", [3, 2]), .bits("y", [3, 2])],
      draw: { _, n in (n.x * n.x).meanOverBatch(weights: n.y.scaled(by: 2, plus: 0.5)) },
      reference: { s in
        let (x, y) = (s.grids("x").flat, s.grids("y").flat.map { 2 * $0 + 0.5 })
        let total = y.reduce(0, +)
        return [total == 0 ? 0 : zip(x, y).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / total]
      }),
    Case(
      name: "sum", checks: [BatchSum.self], inputs: [.field("x", [3, 2])],
      draw: { _, n in (n.x * n.x).sumOverBatch() },
      reference: { s in [s.grids("x").flat.reduce(0) { $0 + $1 * $1 }] }),
  ]
}
