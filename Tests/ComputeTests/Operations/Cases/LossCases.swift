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
    _ logits: [[Double]], _ labels: [Int], smoothing: Double = 0, weights: [Double]? = nil, gamma: Double = 0,
    counts: [Double]? = nil
  ) -> Double {
    var (sum, total) = (0.0, 0.0)
    for (index, (row, label)) in zip(logits, labels).enumerated() {
      let normaliser = logSum(row)
      let count = counts?[index] ?? 1
      var loss = 0.0
      for (c, logit) in row.enumerated() {
        let target = smoothing / Double(row.count) + (c == label ? 1 - smoothing : 0)
        loss -= (weights?[c] ?? 1) * target * (logit - normaliser)
      }
      let others = row.indices.filter { $0 != label }.map { row[$0] }
      if gamma != 0 { loss *= others.isEmpty ? 0 : pow(exp(logSum(others) - normaliser), gamma) }
      sum += count * loss
      total += count * (weights?[label] ?? 1)
    }
    return total == 0 ? 0 : sum / total
  }

  /// −Σ over classes of weight · smoothed share · log-probability, the mean over rows.
  static func crossEntropy(
    _ logits: [[Double]], shares: [[Double]], smoothing: Double, weights: [Double]?, counts: [Double]?
  ) -> Double {
    var (sum, total) = (0.0, 0.0)
    for (index, (row, share)) in zip(logits, shares).enumerated() {
      let normaliser = logSum(row)
      let count = counts?[index] ?? 1
      for c in row.indices {
        let target = share[c] * (1 - smoothing) + smoothing / Double(row.count)
        sum -= count * (weights?[c] ?? 1) * target * (row[c] - normaliser)
      }
      total += count
    }
    return total == 0 ? 0 : sum / total
  }

  static func softplus(_ v: Double) -> Double { max(v, 0) + log1p(exp(-abs(v))) }

  /// −(w·t·log σ(x) + (1 − t)·log(1 − σ(x))).
  static func binaryCrossEntropy(_ x: Double, _ t: Double, weight: Double = 1) -> Double {
    weight * t * softplus(-x) + (1 - t) * softplus(x)
  }

  /// Lin et al.: α·(1 − p)^γ·(−log p) of what is, (1 − α)·p^γ·(−log(1 − p)) of what is not.
  static func focal(_ x: Double, _ t: Double, alpha: Double?, gamma: Double) -> Double {
    let p = sigmoid(x)
    return (alpha ?? 1) * t * pow(1 - p, gamma) * softplus(-x)
      + (alpha.map { 1 - $0 } ?? 1) * (1 - t) * pow(p, gamma) * softplus(x)
  }

  /// Ridnik et al., equation 6.
  static func asymmetric(_ x: Double, _ t: Double, _ positive: Double, _ negative: Double, _ clip: Double) -> Double {
    let p = sigmoid(x)
    let lowered = max(0, p - clip)
    // 0 to the power of 0 counts as 0: what is below the clip has no part.
    let factor = lowered == 0 ? 0 : pow(lowered, negative)
    return -t * pow(1 - p, positive) * log(p) - (1 - t) * factor * log(1 - lowered)
  }

  static func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
}

extension Case {
  /// How examples are weighed: not, one weight each, or one for each of their losses.
  private enum Weighing: String {
    case none, examples, losses

    func fields(_ losses: Shape) -> [Field] {
      switch self {
      case .none: []
      case .examples: [.shares("e", [])]
      case .losses: [.shares("e", losses)]
      }
    }
    /// One weight a loss.
    func counts(_ s: Setting, _ losses: Shape) -> [Double]? {
      switch self {
      case .none: nil
      case .examples: s.grids("e").flat.flatMap { [Double](repeating: $0, count: losses.count) }
      case .losses: s.grids("e").flat
      }
    }
  }

  private static func rows(_ s: Setting, _ name: String) -> [[Double]] {
    s.grids(name).flatMap { x in (0..<x.rows).map { t in (0..<x.channels).map { x[t, $0] } } }
  }

  private static func crossEntropy(
    _ shape: Shape, smoothing: Double = 0, weights: [Double]? = nil, gamma: Double = 0, _ weighing: Weighing = .none,
    range: ClosedRange<Double> = -2...2
  ) -> Case {
    let losses = Shape(shape.sizes.dropLast() + [])
    let options = "smoothing \(smoothing)\(weights == nil ? "" : " weighted") gamma \(gamma) of \(weighing)"
    return Case(
      name: "cross-entropy \(shape) \(options) in \(range)",
      checks: [CrossEntropy.self, BatchMean.self] + (weights == nil ? [] : [ClassWeight.self]),
      inputs: [.field("x", shape, range), .classes("y", losses, shape.channels)] + weighing.fields(losses),
      draw: { _, n in
        let own = weights.map { $0.map { Float($0) } }
        if gamma != 0 {
          return n.x.focalCrossEntropy(n.y, gamma: Float(gamma), classWeights: own, exampleWeights: n["e"])
        }
        return n.x.crossEntropy(n.y, classWeights: own, smoothing: Float(smoothing), exampleWeights: n["e"])
      },
      reference: { s in
        let labels = s.grids("y").flatMap { $0.elements.map { Int($0) } }
        return [
          Reference.crossEntropy(
            rows(s, "x"), labels, smoothing: smoothing, weights: weights, gamma: gamma,
            counts: weighing.counts(s, losses))
        ]
      })
  }

  private static func distribution(
    _ shape: Shape, smoothing: Double = 0, weights: [Double]? = nil, _ weighing: Weighing = .none
  ) -> Case {
    let losses = Shape(shape.sizes.dropLast() + [])
    let options = "smoothing \(smoothing)\(weights == nil ? "" : " weighted") of \(weighing)"
    return Case(
      name: "cross-entropy of shares \(shape) \(options)", checks: [CrossEntropy.self],
      inputs: [.field("x", shape, -2...2), .shares("y", shape)] + weighing.fields(losses),
      draw: { _, n in
        n.x.crossEntropy(
          distribution: n.y, classWeights: weights.map { $0.map { Float($0) } }, smoothing: Float(smoothing),
          exampleWeights: n["e"])
      },
      reference: { s in
        [
          Reference.crossEntropy(
            rows(s, "x"), shares: rows(s, "y"), smoothing: smoothing, weights: weights,
            counts: weighing.counts(s, losses))
        ]
      })
  }

  private static func labelled(
    _ name: String, _ shape: Shape, _ weighing: Weighing = .none, range: ClosedRange<Double> = -3...3,
    areShares: Bool = false, _ draw: @escaping @Sendable (Node, Node, Node?) -> Node,
    _ formula: @escaping @Sendable (_ x: Double, _ t: Double, _ channel: Int) -> Double
  ) -> Case {
    Case(
      name: "\(name) \(shape)\(areShares ? " of shares" : "") of \(weighing) in \(range)",
      checks: [BinaryCrossEntropy.self],
      inputs: [.field("x", shape, range), areShares ? .shares("y", shape) : .bits("y", shape)] + weighing.fields(shape),
      draw: { _, n in draw(n.x, n.y, n["e"]) },
      reference: { s in
        let counts = weighing.counts(s, shape)
        let losses = zip(s.grids("x").flat, s.grids("y").flat).enumerated().map { index, pair in
          (counts?[index] ?? 1) * formula(pair.0, pair.1, index % shape.channels)
        }
        let total = counts?.reduce(0, +) ?? Double(losses.count)
        return [total == 0 ? 0 : losses.reduce(0, +) / total]
      })
  }

  private static func binary(
    _ shape: Shape, weights: [Double]? = nil, _ weighing: Weighing = .none, range: ClosedRange<Double> = -3...3,
    areShares: Bool = false
  ) -> Case {
    labelled(
      "binary cross-entropy\(weights == nil ? "" : " weighted")", shape, weighing, range: range, areShares: areShares,
      { $0.binaryCrossEntropy($1, positiveWeights: weights.map { $0.map { Float($0) } }, exampleWeights: $2) },
      { Reference.binaryCrossEntropy($0, $1, weight: weights?[$2] ?? 1) })
  }

  private static func focal(
    _ shape: Shape, alpha: Double? = 0.25, gamma: Double = 2, _ weighing: Weighing = .none,
    range: ClosedRange<Double> = -3...3, areShares: Bool = false
  ) -> Case {
    labelled(
      "focal \(alpha.map { "\($0)" } ?? "-") \(gamma)", shape, weighing, range: range, areShares: areShares,
      { $0.focalLoss($1, alpha: alpha.map { Float($0) }, gamma: Float(gamma), exampleWeights: $2) },
      { x, t, _ in Reference.focal(x, t, alpha: alpha, gamma: gamma) })
  }

  private static func asymmetric(
    _ shape: Shape, _ positive: Double = 0, _ negative: Double = 4, clip: Double = 0.0625, _ weighing: Weighing = .none,
    range: ClosedRange<Double> = -5...5, areShares: Bool = false
  ) -> Case {
    labelled(
      "asymmetric \(positive) \(negative) \(clip)", shape, weighing, range: range, areShares: areShares,
      {
        $0.asymmetricLoss(
          $1, positiveGamma: Float(positive), negativeGamma: Float(negative), clip: Float(clip), exampleWeights: $2)
      },
      { x, t, _ in Reference.asymmetric(x, t, positive, negative, clip) })
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
    crossEntropy([3], smoothing: 0.25, weights: [0.5, 2, 1]),
    crossEntropy([4, 17], smoothing: 0.125, weights: (0..<17).map { 0.25 + Double($0) / 8 }),
    crossEntropy([5], .examples),
    crossEntropy([4, 3], weights: [0.5, 2, 1], .examples),
    crossEntropy([4, 3], smoothing: 0.25, weights: [0.5, 2, 1], .losses),
    crossEntropy([3], gamma: 2),
    crossEntropy([17], gamma: 0.5),
    crossEntropy([2, 4], weights: [0.5, 2, 1, 3], gamma: 3, .losses),
    crossEntropy([3], gamma: 1, range: -30...30),
    crossEntropy([1], gamma: 2),
    distribution([4]),
    distribution([3, 17], smoothing: 0.25),
    distribution([3], weights: [0.5, 2, 1], .examples),
    distribution([2, 3], smoothing: 0.125, weights: [0.5, 2, 1], .losses),
    binary([5], areShares: true),
    binary([5], weights: [1, 0.5, 2, 3, 0.125], .examples),
    binary([2, 3], .losses),
    focal([5]),
    focal([17], alpha: nil, gamma: 1),
    focal([2, 3], alpha: 0.75, gamma: 0.5, .examples),
    focal([4], gamma: 0, areShares: true),
    focal([8], range: -30...30),
    asymmetric([5]),
    asymmetric([17], 1, 4, clip: 0.0625),
    asymmetric([4], 0, 0, clip: 0.25),
    asymmetric([2, 3], 2, 1, clip: 0, .losses, areShares: true),
    asymmetric([9], 1, 2.5, clip: 0.0625, .examples, range: -30...30),
    binary([1]),
    binary([5]),
    binary([17]),
    binary([3, 4]),
    binary([5], weights: [1, 0.5, 2, 3, 0.125]),
    binary([2, 3], weights: [1, 0.5, 2]),
    binary([8], range: -40...40),
    difference("mean square", BatchMean.self, [3], { $0.meanSquareError($1) }, { $0 * $0 }),
    difference("mean square", BatchMean.self, [4, 17], { $0.meanSquareError($1) }, { $0 * $0 }),
    Case(
      name: "mean square, weighted", checks: [BatchMean.self],
      inputs: [.field("x", [4, 3]), .field("y", [4, 3]), .shares("e", [])],
      draw: { _, n in n.x.meanSquareError(n.y, exampleWeights: n["e"]) },
      reference: { s in
        let weights = s.grids("e").flat
        let errors = zip(s.grids("x"), s.grids("y")).map { x, y in
          Reference.mean(zip(x.elements, y.elements).map { ($0 - $1) * ($0 - $1) })
        }
        return [weights.isEmpty ? 0 : zip(errors, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)]
      }),
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
