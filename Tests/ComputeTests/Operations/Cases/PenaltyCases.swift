@testable import Compute

extension Case {
  private static func sum(_ a: Weight, _ b: [Double]?, _ kind: PenaltyKind) -> Double {
    a.elements.indices.reduce(0) { sum, i in
      let difference = a[i] - (b?[i] ?? 0)
      return sum + (kind == .l1 ? abs(difference) : difference * difference)
    }
  }

  private static func penalty(_ kind: PenaltyKind, _ shape: Shape, anchored: Bool) -> Case {
    Case(
      name: "penalty \(kind) \(shape)\(anchored ? " to an anchor" : "")", checks: [Penalty.self],
      parameters: [.field("w", shape), .field("anchor", shape, isTrainable: false)], counts: [0, 1, 3],
      draw: { graph, n in
        graph.penalty(kind, on: [n.w], towards: anchored ? [n.node("anchor")] : nil, coefficient: 0.125)
      },
      reference: { s in [0.125 * sum(s.weight("w"), anchored ? s.weight("anchor").elements : nil, kind)] })
  }

  static let penalties: [Case] =
    [PenaltyKind.l1, .l2].flatMap { kind in
      [
        penalty(kind, [1], anchored: false),
        penalty(kind, [4, 3, 5], anchored: false),
        penalty(kind, [17], anchored: true),
        penalty(kind, [16, 4], anchored: true),
        Case(
          name: "penalty \(kind) to the identity", checks: [Penalty.self], parameters: [.field("w", [5, 5])],
          counts: [0, 2],
          draw: { graph, n in graph.penalty(kind, on: [n.w], towards: [graph.identity(5)], coefficient: 2) },
          reference: { s in
            [2 * sum(s.weight("w"), (0..<25).map { $0.isMultiple(of: 6) ? 1 : 0 }, kind)]
          }),
        Case(
          name: "penalty \(kind) on several", checks: [Penalty.self], inputs: [.field("x", [4])],
          parameters: [.field("w", [3, 4]), .field("b", [3]), .field("v", [2, 3])],
          draw: { graph, n in
            let value = n.x.linear(n.w, bias: n.b).tanh().linear(n.node("v"))
            return (value * value).meanOverBatch() + graph.penalty(kind, on: [n.w, n.b, n.node("v")], coefficient: 0.5)
          },
          reference: { s in
            let values = s.grids("x").flatMap { x in
              Reference.linear(
                Reference.linear(x, s.weight("w"), bias: s.weight("b")).map { Reference.tanh($0) }, s.weight("v")
              ).elements
            }
            let pull = ["w", "b", "v"].reduce(0) { $0 + sum(s.weight($1), nil, kind) }
            return [Reference.mean(values.map { $0 * $0 }) + 0.5 * pull]
          }),
      ]
    }
}
