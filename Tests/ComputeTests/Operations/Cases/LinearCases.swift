@testable import Compute

extension Case {
  private static func linear(_ shape: Shape, _ outputs: Int, bias: Bool = true, counts: [Int] = [0, 1, 2, 3, 5, 9])
    -> Case
  {
    Case(
      name: "linear \(shape)→\(outputs)" + (bias ? " bias" : ""), checks: [Convolution.self],
      inputs: [.field("x", shape)],
      parameters: [.field("w", [outputs, shape.channels])] + (bias ? [.field("b", [outputs])] : []), counts: counts,
      draw: { _, n in n.x.linear(n.w, bias: n["b"]) },
      reference: { s in s.grids("x").map { Reference.linear($0, s.weight("w"), bias: bias ? s.weight("b") : nil) }.flat
      })
  }

  static let linears: [Case] = [
    linear([1], 1),
    linear([5], 3),
    linear([17], 16, bias: false),
    linear([6], 15),
    linear([3], 130, counts: [0, 1, 2, 3, 7]),
    linear([4], 257, bias: false, counts: [1, 3]),
    linear([7, 3], 5),
    linear([1, 4], 2, bias: false),
    Case(
      name: "two linear layers", checks: [Convolution.self, Rectifier.self], inputs: [.field("x", [6])],
      parameters: [.field("w", [9, 6]), .field("b", [9]), .field("v", [2, 9])],
      draw: { _, n in n.x.linear(n.w, bias: n.b).relu().linear(n.node("v")) },
      reference: { s in
        s.grids("x").map {
          Reference.linear(Reference.linear($0, s.weight("w"), bias: s.weight("b")).map { max(0, $0) }, s.weight("v"))
        }.flat
      }),
    Case(
      name: "a bias of two parts", checks: [Convolution.self, Arithmetic.self], inputs: [.field("x", [4])],
      parameters: [.field("w", [3, 4]), .field("b", [3]), .field("c", [3])],
      draw: { _, n in n.x.linear(n.w, bias: n.b + n.node("c").scaled(by: 2)) },
      reference: { s in
        s.grids("x").map { x in
          let y = Reference.linear(x, s.weight("w"), bias: s.weight("b"))
          return Grid(1, 3) { y[$0, $1] + 2 * s.weight("c")[$1] }
        }.flat
      }),
  ]
}
