@testable import Compute

extension Reference {
  struct Moments {
    var mean: [Double]
    /// Divided by n.
    var variance: [Double]
    var count: Int
  }

  /// Mean and variance of each channel over all time steps of all examples.
  static func moments(_ all: [Grid], channels: Int) -> Moments {
    let count = all.reduce(0) { $0 + $1.rows }
    let each = { (body: (Double, Int) -> Double) in
      (0..<channels).map { c in
        all.reduce(0) { sum, x in sum + (0..<x.rows).reduce(0) { $0 + body(x[$1, c], c) } } / Double(max(1, count))
      }
    }
    let mean = each { x, _ in x }
    return Moments(mean: mean, variance: each { x, c in (x - mean[c]) * (x - mean[c]) }, count: count)
  }

  static func normalised(
    _ all: [Grid], mean: [Double], variance: [Double], gamma: Weight, beta: Weight, epsilon: Double
  ) -> [Grid] {
    all.map { x in
      Grid(x.rows, x.channels) { t, c in
        (x[t, c] - mean[c]) / (variance[c] + epsilon).squareRoot() * gamma[c] + beta[c]
      }
    }
  }
}

extension Case {
  private static func fields(_ channels: Int) -> [Field] {
    [
      .field("gamma", [channels], 0.5...1.5), .field("beta", [channels]),
      .field("mean", [channels], isTrainable: false),
      .field("variance", [channels], 0.5...2, isTrainable: false),
    ]
  }

  private static func normalised(_ x: Node, _ n: [String: Node], _ statistics: BatchNormStatistics) -> Node {
    x.batchNormalised(
      gamma: n.node("gamma"), beta: n.node("beta"), runningMean: "mean", runningVariance: "variance",
      statistics: statistics, epsilon: 1e-3)
  }

  private static func reference(_ s: Setting, _ all: [Grid], _ channels: Int, isFrozen: Bool) -> [Grid] {
    let moments = Reference.moments(all, channels: channels)
    return Reference.normalised(
      all, mean: isFrozen ? s.weight("mean").elements : moments.mean,
      variance: isFrozen ? s.weight("variance").elements : moments.variance, gamma: s.weight("gamma"),
      beta: s.weight("beta"), epsilon: Double(Float(1e-3)))
  }

  /// Running statistics as PyTorch carries them: the variance divided by n − 1; nothing to learn from no examples.
  private static func carried(_ s: Setting, _ all: [Grid], _ channels: Int, momentum: Double) -> [String: [Double]] {
    let moments = Reference.moments(all, channels: channels)
    let (mean, variance) = (s.weight("mean").elements, s.weight("variance").elements)
    guard moments.count > 0 else { return ["mean": mean, "variance": variance] }
    let unbiased = Double(moments.count) / Double(max(1, moments.count - 1))
    return [
      "mean": (0..<channels).map { (1 - momentum) * mean[$0] + momentum * moments.mean[$0] },
      "variance": (0..<channels).map { (1 - momentum) * variance[$0] + momentum * moments.variance[$0] * unbiased },
    ]
  }

  private static func batchNorm(
    _ shape: Shape, isFrozen: Bool, range: ClosedRange<Double> = -1...1, momentum: Double = 0.25,
    counts: [Int] = [0, 1, 2, 3, 5, 9]
  ) -> Case {
    Case(
      name: "batch norm \(shape)\(isFrozen ? " frozen" : "") in \(range)", checks: [BatchNormalise.self],
      inputs: [.field("x", shape, range)], parameters: fields(shape.channels), counts: counts,
      // Numbers far from 0 lose some of their digits to their mean.
      tolerance: range.upperBound > 10 ? (2e-4, 2e-4) : (2e-6, 1e-5),
      draw: { _, n in normalised(n.x, n, isFrozen ? .running : .batch(momentum: Float(momentum))) },
      reference: { s in reference(s, s.grids("x"), shape.channels, isFrozen: isFrozen).flat },
      carried: { s in
        isFrozen
          ? ["mean": s.weight("mean").elements, "variance": s.weight("variance").elements]
          : carried(s, s.grids("x"), shape.channels, momentum: momentum)
      })
  }

  static let batchNorms: [Case] = [
    batchNorm([6, 3], isFrozen: false),
    batchNorm([5, 17], isFrozen: false, counts: [0, 1, 2, 9]),
    batchNorm([8, 1], isFrozen: false, momentum: 1),
    batchNorm([4], isFrozen: false, counts: [0, 3, 9]),
    batchNorm([9, 2], isFrozen: false, range: 99...101, counts: [1, 5]),
    batchNorm([6, 3], isFrozen: true),
    batchNorm([16], isFrozen: true),
    Case(
      name: "batch norm, addition, ReLU", checks: [BatchNormalise.self, BatchMoments.self, BatchNormCoefficients.self],
      inputs: [.field("x", [7, 4]), .field("y", [7, 4])], parameters: fields(4), tolerance: (2e-6, 1e-5),
      draw: { _, n in (normalised(n.x, n, .batch(momentum: 0.5)) + n.y).relu() },
      reference: { s in
        zip(reference(s, s.grids("x"), 4, isFrozen: false), s.grids("y")).map { a, b in
          Grid(7, 4) { max(0, a[$0, $1] + b[$0, $1]) }
        }.flat
      },
      carried: { s in carried(s, s.grids("x"), 4, momentum: 0.5) }),
    Case(
      name: "frozen batch norm, addition, leaky ReLU", checks: [BatchNormalise.self],
      inputs: [.field("x", [7, 4]), .field("y", [7, 4])], parameters: fields(4), tolerance: (2e-6, 1e-5),
      draw: { _, n in (n.y + normalised(n.x, n, .running)).leakyReLU(slope: 0.5) },
      reference: { s in
        zip(reference(s, s.grids("x"), 4, isFrozen: true), s.grids("y")).map { a, b in
          Grid(7, 4) { a[$0, $1] + b[$0, $1] }.map { $0 > 0 ? $0 : 0.5 * $0 }
        }.flat
      }),
    Case(
      name: "convolution, batch norm, convolution", checks: [RunningStatistics.self], inputs: [.field("x", [8, 2])],
      parameters: fields(3) + [.field("w", [3, 2, 3]), .field("v", [2, 3, 3])], counts: [0, 1, 2, 5, 9],
      tolerance: (2e-6, 1e-5),
      draw: { _, n in
        let middle = normalised(n.x.convolved(with: n.w, padding: .same), n, .batch(momentum: 0.1)).relu()
        return middle.convolved(with: n.node("v"), padding: .same)
      },
      reference: { s in
        let lower = s.grids("x").map { Reference.convolution($0, s.weight("w"), before: 1, after: 1) }
        return reference(s, lower, 3, isFrozen: false).map { middle in
          Reference.convolution(middle.map { max(0, $0) }, s.weight("v"), before: 1, after: 1)
        }.flat
      },
      carried: { s in
        let lower = s.grids("x").map { Reference.convolution($0, s.weight("w"), before: 1, after: 1) }
        return carried(s, lower, 3, momentum: Double(Float(0.1)))
      }),
    Case(
      name: "one batch norm, used twice", checks: [BatchNormalise.self], inputs: [.field("x", [6, 3])],
      parameters: fields(3), counts: [1, 2, 5], tolerance: (3e-6, 2e-5),
      draw: { _, n in normalised(normalised(n.x, n, .batch(momentum: 0.5)).tanh(), n, .batch(momentum: 0.5)) },
      reference: { s in
        let lower = reference(s, s.grids("x"), 3, isFrozen: false).map { $0.map { Reference.tanh($0) } }
        return reference(s, lower, 3, isFrozen: false).flat
      }),
  ]
}
