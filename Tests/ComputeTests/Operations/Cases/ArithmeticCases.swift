@testable import Compute

extension Case {
  private static func pair(
    _ name: String, _ shape: Shape, _ draw: @escaping @Sendable (Node, Node) -> Node,
    _ formula: @escaping @Sendable (Double, Double) -> Double
  ) -> Case {
    Case(
      name: "\(name) \(shape)", checks: [Arithmetic.self], inputs: [.field("x", shape), .field("y", shape)],
      draw: { _, n in draw(n.x, n.y) },
      reference: { s in
        zip(s.grids("x"), s.grids("y")).flatMap { zip($0.elements, $1.elements).map { formula($0, $1) } }
      })
  }

  private static func single(
    _ name: String, _ checks: OperationType, _ draw: @escaping @Sendable (Node) -> Node,
    _ formula: @escaping @Sendable (Double) -> Double
  ) -> Case {
    Case(
      name: name, checks: [checks], inputs: [.field("x", [5, 3])], draw: { _, n in draw(n.x) },
      reference: { s in s.grids("x").map { $0.map(formula) }.flat })
  }

  static let arithmetics: [Case] = ([[1], [16], [3, 7]] as [Shape]).flatMap(pairs) + others

  private static func pairs(_ shape: Shape) -> [Case] {
    [
      pair("add", shape, { $0 + $1 }, { $0 + $1 }),
      pair("subtract", shape, { $0 - $1 }, { $0 - $1 }),
      pair("multiply", shape, { $0 * $1 }, { $0 * $1 }),
    ]
  }

  private static func grouped(_ shape: Shape, _ groups: Int, balanced: Bool) -> Case {
    Case(
      name: "scale \(groups) groups of \(shape)\(balanced ? ", balanced" : "")", checks: [GroupScale.self],
      inputs: [.field("x", shape), .bits("there", [groups])],
      draw: { _, n in n.x.scaledByGroup(n.node("there"), balanced: balanced) },
      reference: { s in
        zip(s.grids("x"), s.grids("there")).map { x, there in
          let share = balanced ? Double(groups) / max(1, there.elements.reduce(0, +)) : 1
          return Grid(x.rows, x.channels) { x[$0, $1] * there.elements[$1 / (x.channels / groups)] * share }
        }.flat
      })
  }

  private static let others: [Case] = [
    grouped([12], 3, balanced: false), grouped([12], 3, balanced: true), grouped([4, 34], 2, balanced: false),
    grouped([3, 5], 5, balanced: true),
    pair("a tangle", [4, 3], { ($0 + $1) * ($0 - $1) + $0 * $0 * 0.5 }, { $0 * $0 - $1 * $1 + 0.5 * $0 * $0 }),
    single("scale", Scale.self, { $0.scaled(by: -2.5, plus: 0.75) }, { -2.5 * $0 + 0.75 }),
    single("times a number", Scale.self, { $0 * 3 }, { 3 * $0 }),
    single("a value added to itself", Arithmetic.self, { $0 + $0 }, { 2 * $0 }),
    single("a value less itself", Arithmetic.self, { $0 - $0 * 0.5 }, { 0.5 * $0 }),
    single("a square", Arithmetic.self, { $0 * $0 }, { $0 * $0 }),
    single("a cube", Arithmetic.self, { $0 * $0 * $0 }, { $0 * $0 * $0 }),
    Case(
      name: "parameters added, scaled and multiplied", checks: [Arithmetic.self, Scale.self],
      inputs: [.field("x", [4, 3])],
      parameters: [.field("w", [2, 3]), .field("v", [2, 3]), .field("u", [2, 3])],
      draw: { _, n in n.x.linear(n.w * n.node("v") + (n.node("u") - n.w).scaled(by: 0.5)) },
      reference: { s in
        let (w, v, u) = (s.weight("w"), s.weight("v"), s.weight("u"))
        let all = (0..<6).map { w[$0] * v[$0] + 0.5 * (u[$0] - w[$0]) }
        return s.grids("x").map { Reference.linear($0, Weight(sizes: [2, 3], elements: all)) }.flat
      }),
    Case(
      name: "a value that nothing hangs on", checks: [Convolution.self],
      inputs: [.field("x", [4]), .field("y", [2, 2])],
      parameters: [.field("w", [3, 4]), .field("v", [9, 2])],
      draw: { _, n in
        _ = n.y.linear(n.node("v")).relu()
        return n.x.linear(n.w)
      },
      reference: { s in s.grids("x").map { Reference.linear($0, s.weight("w")) }.flat }),
  ]
}
