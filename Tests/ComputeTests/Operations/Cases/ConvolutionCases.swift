@testable import Compute

extension Reference {
  /// Σ over taps and channels, straight from the definition.
  static func convolution(
    _ x: Grid, _ w: Weight, bias: Weight? = nil, stride: Int = 1, before: Int = 0, after: Int = 0, dilation: Int = 1,
    groups: Int = 1
  ) -> Grid {
    let (outputs, inputs, kernel) = (w.sizes[0], w.sizes[1], w.sizes[2])
    let steps = (x.rows + before + after - (kernel - 1) * dilation - 1) / stride + 1
    return Grid(steps, outputs) { t, o in
      var sum = bias?[o] ?? 0
      let first = o / (outputs / groups) * inputs
      for tap in 0..<kernel {
        let row = t * stride + tap * dilation - before
        guard row >= 0 && row < x.rows else { continue }
        for i in 0..<inputs { sum += x[row, first + i] * w[o, i, tap] }
      }
      return sum
    }
  }

  static func linear(_ x: Grid, _ w: Weight, bias: Weight? = nil) -> Grid {
    Grid(x.rows, w.sizes[0]) { t, o in (0..<x.channels).reduce(bias?[o] ?? 0) { $0 + x[t, $1] * w[o, $1] } }
  }
}

extension Case {
  /// A convolution of `inputs` channels over `steps` rows, with options as in `Node.convolved`.
  private static func convolution(
    _ steps: Int, _ inputs: Int, _ outputs: Int, _ kernel: Int, stride: Int = 1, before: Int = 0, after: Int = 0,
    dilation: Int = 1, groups: Int = 1, bias: Bool = true, counts: [Int] = [0, 1, 2, 3, 5, 9]
  ) -> Case {
    let name =
      "convolution \(steps)×\(inputs)→\(outputs)@\(kernel) s\(stride) p\(before),\(after) d\(dilation) g\(groups)"
    return Case(
      name: name + (bias ? " bias" : ""), checks: [Convolution.self], inputs: [.field("x", [steps, inputs])],
      parameters: [.field("w", [outputs, inputs / groups, kernel])] + (bias ? [.field("b", [outputs])] : []),
      counts: counts,
      draw: { _, n in
        n.x.convolved(
          with: n.w, bias: n["b"], stride: stride, padding: .sides(before, after), dilation: dilation, groups: groups)
      },
      reference: { s in
        s.grids("x").map {
          Reference.convolution(
            $0, s.weight("w"), bias: bias ? s.weight("b") : nil, stride: stride, before: before, after: after,
            dilation: dilation, groups: groups)
        }.flat
      })
  }

  static let convolutions: [Case] = [
    convolution(1, 1, 1, 1, bias: false),
    convolution(7, 1, 3, 3),
    convolution(9, 3, 4, 3, before: 1, after: 1),
    convolution(13, 2, 5, 4, before: 1, after: 2),
    convolution(12, 3, 2, 5, stride: 2, before: 2, after: 2),
    convolution(11, 2, 3, 3, stride: 3, before: 0, after: 1, bias: false),
    convolution(10, 2, 3, 2, stride: 4),
    convolution(12, 2, 3, 3, before: 2, after: 2, dilation: 2),
    convolution(14, 2, 2, 3, stride: 2, before: 3, after: 1, dilation: 3),
    convolution(11, 4, 6, 3, before: 1, after: 1, groups: 2),
    convolution(10, 3, 3, 3, stride: 2, before: 1, after: 1, dilation: 2, groups: 3, bias: false),
    convolution(3, 2, 2, 3, before: 4, after: 5),
    convolution(5, 2, 17, 1, counts: [1, 3]),
    convolution(27, 1, 16, 2, counts: [1, 2]),
    convolution(6, 5, 33, 2, before: 1, counts: [0, 2]),
    convolution(30, 1, 2, 16, stride: 2, before: 7, after: 8, counts: [1, 4]),
    // Long enough that two workers share one example's rows.
    convolution(300, 4, 32, 7, before: 3, after: 3, counts: [1]),
    convolution(260, 32, 8, 9, stride: 2, before: 4, after: 4, counts: [1]),
    convolution(260, 16, 16, 9, stride: 3, before: 4, after: 4, dilation: 2, groups: 2, counts: [1]),
    Case(
      name: "same padding", checks: [Convolution.self], inputs: [.field("x", [9, 2])],
      parameters: [.field("w", [3, 2, 4])],
      draw: { _, n in n.x.convolved(with: n.w, padding: .same) },
      reference: { s in s.grids("x").map { Reference.convolution($0, s.weight("w"), before: 1, after: 2) }.flat }),
    Case(
      name: "padding on both sides", checks: [Convolution.self], inputs: [.field("x", [9, 2])],
      parameters: [.field("w", [3, 2, 4])],
      draw: { _, n in n.x.convolved(with: n.w, padding: .both(3)) },
      reference: { s in s.grids("x").map { Reference.convolution($0, s.weight("w"), before: 3, after: 3) }.flat }),
    Case(
      name: "one weight, used twice", checks: [Convolution.self], inputs: [.field("x", [9, 3])],
      parameters: [.field("w", [3, 3, 3]), .field("b", [3])],
      draw: { _, n in
        n.x.convolved(with: n.w, bias: n.b, padding: .same).convolved(with: n.w, bias: n.b, padding: .same)
      },
      reference: { s in
        let layer = { Reference.convolution($0, s.weight("w"), bias: s.weight("b"), before: 1, after: 1) }
        return s.grids("x").map { layer(layer($0)) }.flat
      }),
    Case(
      name: "two readers of one padding", checks: [Convolution.self], inputs: [.field("x", [8, 2])],
      parameters: [.field("w", [2, 2, 3]), .field("v", [2, 2, 7])],
      draw: { _, n in
        let middle = n.x.tanh()
        return middle.convolved(with: n.w, padding: .same) + middle.convolved(with: n.node("v"), padding: .same)
          + middle
      },
      reference: { s in
        s.grids("x").map { x in
          let middle = x.map { Reference.tanh($0) }
          let a = Reference.convolution(middle, s.weight("w"), before: 1, after: 1)
          let b = Reference.convolution(middle, s.weight("v"), before: 3, after: 3)
          return Grid(8, 2) { a[$0, $1] + b[$0, $1] + middle[$0, $1] }
        }.flat
      }),
    Case(
      name: "over a reshaped input", checks: [Convolution.self, Reshape.self], inputs: [.field("x", [16])],
      parameters: [.field("w", [3, 2, 3])],
      draw: { _, n in n.x.reshaped([8, 2]).convolved(with: n.w, padding: .same) },
      reference: { s in
        s.grids("x").map { Reference.convolution(Grid(8, 2, $0.elements), s.weight("w"), before: 1, after: 1) }.flat
      }),
  ]
}
