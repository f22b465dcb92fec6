@testable import Compute

extension Case {
  private static let weights: [Field] = [.field("w", [6, 3, 3]), .field("b", [6])]

  /// What passes may join onto a convolution, or exchange.
  static let fusions: [Case] = [
    Case(
      name: "convolution, ReLU", checks: [Rectifier.self], inputs: [.field("x", [10, 3])], parameters: weights,
      draw: { _, n in n.x.convolved(with: n.w, bias: n.b, padding: .same).relu() },
      reference: { s in s.grids("x").map { convolved($0, s).map { max(0, $0) } }.flat }),
    Case(
      name: "convolution, leaky ReLU", checks: [Rectifier.self], inputs: [.field("x", [10, 3])], parameters: weights,
      draw: { _, n in n.x.convolved(with: n.w, bias: n.b, padding: .same).leakyReLU(slope: 0.125) },
      reference: { s in s.grids("x").map { convolved($0, s).map { $0 > 0 ? $0 : 0.125 * $0 } }.flat }),
    pooled("convolution, ReLU, pool", rows: 10, window: 3, stride: 2, rectifiesFirst: true),
    pooled("convolution, pool, ReLU", rows: 11, window: 2, stride: 2, rectifiesFirst: false),
    pooled(
      "convolution, ReLU, overlapping padded pool", rows: 13, window: 5, stride: 2, padding: 2, rectifiesFirst: true),
    pooled("convolution, ReLU, pool with ceil", rows: 12, window: 5, stride: 3, isCeil: true, rectifiesFirst: true),
    pooled(
      "long convolution, ReLU, pool", rows: 400, window: 5, stride: 2, padding: 1, rectifiesFirst: true, counts: [1]),
    Case(
      name: "convolution, pool, leaky ReLU", checks: [MaxPool.self], inputs: [.field("x", [10, 3])],
      parameters: weights,
      draw: { _, n in n.x.convolved(with: n.w, bias: n.b, padding: .same).maxPooled(window: 2).leakyReLU(slope: 0.25) },
      reference: { s in
        s.grids("x").map { Reference.maxPool(convolved($0, s), 2, 2).map { $0 > 0 ? $0 : 0.25 * $0 } }.flat
      }),
    Case(
      name: "convolution, leaky ReLU, pool", checks: [MaxPool.self], inputs: [.field("x", [10, 3])],
      parameters: weights,
      draw: { _, n in n.x.convolved(with: n.w, bias: n.b, padding: .same).leakyReLU(slope: 0.25).maxPooled(window: 3) },
      reference: { s in
        s.grids("x").map { Reference.maxPool(convolved($0, s).map { $0 > 0 ? $0 : 0.25 * $0 }, 3, 3) }.flat
      }),
    Case(
      name: "residual block", checks: [Arithmetic.self], inputs: [.field("x", [9, 4])],
      parameters: [.field("w", [4, 4, 3]), .field("b", [4]), .field("v", [4, 4, 3])],
      draw: { _, n in
        let inner = n.x.convolved(with: n.w, bias: n.b, padding: .same).relu()
        return (inner.convolved(with: n.node("v"), padding: .same) + n.x).relu()
      },
      reference: { s in
        s.grids("x").map { x in
          let inner = convolved(x, s).map { max(0, $0) }
          let outer = Reference.convolution(inner, s.weight("v"), before: 1, after: 1)
          return Grid(x.rows, x.channels) { max(0, outer[$0, $1] + x[$0, $1]) }
        }.flat
      }),
    Case(
      name: "residual blocks in a row", checks: [Arithmetic.self], inputs: [.field("x", [12, 4])],
      parameters: [.field("w", [4, 4, 3]), .field("b", [4]), .field("v", [4, 4, 3])],
      draw: { _, n in
        var value = n.x.relu()
        for _ in 0..<3 {
          let inner = value.convolved(with: n.w, bias: n.b, padding: .same).relu()
          value = (value + inner.convolved(with: n.node("v"), padding: .same)).relu()
        }
        return value
      },
      reference: { s in
        s.grids("x").map { x in
          var value = x.map { max(0, $0) }
          for _ in 0..<3 {
            let inner = convolved(value, s).map { max(0, $0) }
            let outer = Reference.convolution(inner, s.weight("v"), before: 1, after: 1)
            value = Grid(x.rows, x.channels) { max(0, outer[$0, $1] + value[$0, $1]) }
          }
          return value
        }.flat
      }),
    Case(
      name: "a ReLU that others read too", checks: [Rectifier.self], inputs: [.field("x", [10, 3])],
      parameters: weights,
      draw: { _, n in
        let middle = n.x.convolved(with: n.w, bias: n.b, padding: .same).relu()
        return middle.maxPooled(window: 2, stride: 2).meanOverTime() + middle.meanOverTime()
      },
      reference: { s in
        s.grids("x").map { x in
          let middle = convolved(x, s).map { max(0, $0) }
          let (a, b) = (Reference.mean(Reference.maxPool(middle, 2, 2)), Reference.mean(middle))
          return Grid(1, 6) { a[$0, $1] + b[$0, $1] }
        }.flat
      }),
    Case(
      name: "the sum of two convolutions", checks: [Arithmetic.self], inputs: [.field("x", [10, 3])],
      parameters: weights,
      draw: { _, n in
        n.x.convolved(with: n.w, bias: n.b, padding: .same) + n.x.convolved(with: n.w, padding: .sides(2, 0))
      },
      reference: { s in
        s.grids("x").map { x in
          let (a, b) = (convolved(x, s), Reference.convolution(x, s.weight("w"), before: 2, after: 0))
          return Grid(10, 6) { a[$0, $1] + b[$0, $1] }
        }.flat
      }),
  ]

  private static func convolved(_ x: Grid, _ s: Setting) -> Grid {
    Reference.convolution(x, s.weight("w"), bias: s.weight("b"), before: 1, after: 1)
  }

  private static func pooled(
    _ name: String, rows: Int, window: Int, stride: Int, padding: Int = 0, isCeil: Bool = false, rectifiesFirst: Bool,
    counts: [Int] = [0, 1, 2, 3, 5, 9]
  ) -> Case {
    Case(
      name: name, checks: [MaxPool.self, Rectifier.self], inputs: [.field("x", [rows, 3])], parameters: weights,
      counts: counts,
      draw: { _, n in
        let value = n.x.convolved(with: n.w, bias: n.b, padding: .same)
        let pooled = (rectifiesFirst ? value.relu() : value).maxPooled(
          window: window, stride: stride, padding: padding, ceil: isCeil)
        return rectifiesFirst ? pooled : pooled.relu()
      },
      reference: { s in
        s.grids("x").map { x in
          Reference.maxPool(convolved(x, s).map { max(0, $0) }, window, stride, padding, isCeil)
        }.flat
      })
  }
}
