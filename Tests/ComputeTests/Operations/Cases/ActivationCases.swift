import Foundation

@testable import Compute

extension Case {
  private static func elementwise(
    _ name: String, _ checks: OperationType, _ shape: Shape, in range: ClosedRange<Double> = -4...4,
    _ draw: @escaping @Sendable (Node) -> Node, _ formula: @escaping @Sendable (Double) -> Double
  ) -> Case {
    Case(
      name: "\(name) \(shape)", checks: [checks], inputs: [.field("x", shape, range)], draw: { _, n in draw(n.x) },
      reference: { s in s.grids("x").map { $0.map(formula) }.flat })
  }

  private static let shapes: [Shape] = [[1], [5, 3], [16], [17, 2]]

  static let activations: [Case] = shapes.flatMap(plain) + steep

  private static func plain(_ shape: Shape) -> [Case] {
    [
      elementwise("relu", Rectifier.self, shape, { $0.relu() }, { max(0, $0) }),
      elementwise("leaky relu", Rectifier.self, shape, { $0.leakyReLU() }, { $0 > 0 ? $0 : Double(Float(0.01)) * $0 }),
      elementwise("tanh", Activation.self, shape, { $0.tanh() }, { Reference.tanh($0) }),
      elementwise("sigmoid", Activation.self, shape, { $0.sigmoid() }, { Reference.sigmoid($0) }),
      elementwise("gelu", Activation.self, shape, in: -2...2, { $0.gelu() }, { Reference.gelu($0) }),
      elementwise("exp", Activation.self, shape, { $0.exp() }, { Foundation.exp($0) }),
      elementwise("magnitude", Absolute.self, shape, { $0.magnitude() }, { abs($0) }),
    ]
  }

  private static let steep: [Case] = [
    elementwise("steep tanh", Activation.self, [40], in: -12...12, { $0.tanh() }, { Reference.tanh($0) }),
    elementwise("steep sigmoid", Activation.self, [40], in: -12...12, { $0.sigmoid() }, { Reference.sigmoid($0) }),
    elementwise("steep gelu", Activation.self, [40], in: -9...9, { $0.gelu() }, { Reference.gelu($0) }),
    softmax([1]), softmax([5]), softmax([3, 16]), softmax([4, 17]), softmax([2, 33]),
    Case(
      name: "softmax of large numbers", checks: [Softmax.self], inputs: [.field("x", [7], -8...8)],
      tolerance: (1e-6, 1e-5), draw: { _, n in n.x.softmax() },
      reference: { s in s.grids("x").map { Reference.softmax($0) }.flat }),
  ]

  private static func softmax(_ shape: Shape) -> Case {
    Case(
      name: "softmax \(shape)", checks: [Softmax.self], inputs: [.field("x", shape, -3...3)],
      draw: { _, n in n.x.softmax() }, reference: { s in s.grids("x").map { Reference.softmax($0) }.flat })
  }
}
