@testable import Compute

extension Reference {
  private static func finished(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Whether a unit stays, by the hash of (seed, layer, step, example, unit) that the engine documents.
  static func stays(
    _ probability: Double, seed: UInt64, layer: UInt64, step: UInt64, example: Int, unit: Int
  ) -> Bool {
    let key = finished(finished(finished(finished(seed) &+ layer) &+ step) &+ UInt64(example))
    var h = UInt32(truncatingIfNeeded: unit) &* 0x9E37_79B1 &+ UInt32(truncatingIfNeeded: key)
    h ^= h >> 16
    h = h &* 0x85EB_CA6B
    h ^= h >> 13
    h = h &+ UInt32(truncatingIfNeeded: key >> 32)
    h = h &* 0xC2B2_AE35
    h ^= h >> 16
    return Double(h) >= (probability * 4_294_967_296).rounded(.down)
  }
}

extension Case {
  /// `layer` is how many steps were drawn before it.
  private static func dropped(_ s: Setting, _ all: [Grid], _ probability: Double, layer: UInt64) -> [Grid] {
    all.enumerated().map { example, x in
      Grid(
        x.rows, x.channels,
        x.elements.enumerated().map { unit, value in
          Reference.stays(probability, seed: s.seed, layer: layer, step: s.step, example: example, unit: unit)
            ? value / (1 - probability) : 0
        })
    }
  }

  private static func dropout(_ shape: Shape, _ probability: Double) -> Case {
    Case(
      name: "dropout \(shape) \(probability)", checks: [Dropout.self], inputs: [.field("x", shape)],
      draw: { _, n in n.x.droppedOut(Float(probability)) },
      reference: { s in dropped(s, s.grids("x"), probability, layer: 0).flat })
  }

  static let dropouts: [Case] = [
    dropout([1], 0.5),
    dropout([7, 5], 0.25),
    dropout([33], 0.5),
    dropout([4, 16], 0.875),
    dropout([9, 3], 0.0009765625),
    Case(
      name: "no dropout", checks: [Scale.self], inputs: [.field("x", [5])],
      draw: { _, n in n.x.droppedOut(0).scaled(by: 2) }, reference: { s in s.grids("x").map { $0.map { 2 * $0 } }.flat }
    ),
    Case(
      name: "dropout over dropout", checks: [Dropout.self], inputs: [.field("x", [6, 4])],
      parameters: [.field("w", [4, 4])],
      draw: { _, n in n.x.droppedOut(0.25).linear(n.w).droppedOut(0.5) },
      reference: { s in
        let lower = dropped(s, s.grids("x"), 0.25, layer: 0).map { Reference.linear($0, s.weight("w")) }
        return dropped(s, lower, 0.5, layer: 2).flat
      }),
  ]
}
