@testable import Compute

extension Case {
  private static func single(
    _ name: String, _ checks: OperationType, _ shape: Shape, _ draw: @escaping @Sendable (Node) -> Node,
    _ formula: @escaping @Sendable (Grid) -> Grid
  ) -> Case {
    Case(
      name: name, checks: [checks], inputs: [.field("x", shape)], draw: { _, n in draw(n.x) },
      reference: { s in s.grids("x").map(formula).flat })
  }

  static let arrangements: [Case] = [
    single("slice", Slice.self, [7, 5], { $0.sliced(rows: 2..<6, channels: 1..<4) }) { x in
      Grid(4, 3) { x[$0 + 2, $1 + 1] }
    },
    single("slice of everything", Slice.self, [3, 2], { $0.sliced(rows: 0..<3, channels: 0..<2) }) { $0 },
    single("slice of a row", Slice.self, [20], { $0.sliced(rows: 0..<1, channels: 2..<19) }) { x in
      Grid(1, 17) { _, c in x[0, c + 2] }
    },
    single("channels", Slice.self, [4, 6], { $0.channels(3..<5) }) { x in Grid(4, 2) { x[$0, $1 + 3] } },
    single("slices that overlap", Slice.self, [4, 6], { $0.channels(0..<4) * $0.channels(2..<6) }) { x in
      Grid(4, 4) { x[$0, $1] * x[$0, $1 + 2] }
    },
    single("leads", Slice.self, [5, 3], { Node.concatenated($0.splitIntoLeads().reversed()) }) { x in
      Grid(5, 3) { x[$0, 2 - $1] }
    },
    single("pad", Place.self, [4, 3], { $0.padded(before: 2, after: 1) }) { x in
      Grid(7, 3) { $0 < 2 || $0 > 5 ? 0 : x[$0 - 2, $1] }
    },
    single("pad nothing", Place.self, [4, 3], { $0.padded(before: 0, after: 0) }) { $0 },
    single("pad a row", Place.self, [3], { $0.padded(before: 1, after: 1) }) { x in
      Grid(3, 3) { t, c in t == 1 ? x[0, c] : 0 }
    },
    single("transpose", Transpose.self, [5, 3], { $0.transposed() }) { x in Grid(3, 5) { x[$1, $0] } },
    single("transpose, large", Transpose.self, [18, 33], { $0.transposed() }) { x in Grid(33, 18) { x[$1, $0] } },
    single("reshape", Reshape.self, [6, 4], { $0.reshaped([8, 3]) }) { x in Grid(8, 3, x.elements) },
    single("reshape, transpose, reshape", Reshape.self, [6, 4], { $0.reshaped([3, 8]).transposed().reshaped([24]) }) {
      x in
      let middle = Grid(3, 8, x.elements)
      return Grid(1, 24, Grid(8, 3) { middle[$1, $0] }.elements)
    },
    single("reshape of something made", Reshape.self, [6, 2], { $0.tanh().reshaped([12]).scaled(by: 2) }) { x in
      x.map { 2 * Reference.tanh($0) }
    },
    single("concatenated with itself", Concatenate.self, [4, 2], { Node.concatenated([$0, $0, $0]) }) { x in
      Grid(4, 6) { x[$0, $1 % 2] }
    },
    Case(
      name: "concatenate", checks: [Concatenate.self],
      inputs: [.field("x", [5, 3]), .field("y", [5, 1]), .field("z", [5, 16])],
      draw: { _, n in Node.concatenated([n.x, n.y, n.node("z")]) },
      reference: { s in
        zip(s.grids("x"), zip(s.grids("y"), s.grids("z"))).map { x, other in
          let (y, z) = other
          return Grid(5, 20) { $1 < 3 ? x[$0, $1] : $1 < 4 ? y[$0, 0] : z[$0, $1 - 4] }
        }.flat
      }),
    Case(
      name: "concatenate features", checks: [Concatenate.self], inputs: [.field("x", [2]), .field("y", [17])],
      draw: { _, n in Node.concatenated([n.x.tanh(), n.y]) },
      reference: { s in
        zip(s.grids("x"), s.grids("y")).flatMap { $0.map { Reference.tanh($0) }.elements + $1.elements }
      }),
    Case(
      name: "parameters sliced, concatenated and transposed", checks: [Slice.self, Concatenate.self, Transpose.self],
      inputs: [.field("x", [4])], parameters: [.field("w", [3, 4]), .field("v", [3, 4])],
      draw: { _, n in
        // Stored the other way round: (in, out).
        let both = Node.concatenated([n.w.channels(0..<2), n.node("v").transposed().transposed().channels(1..<3)])
        return n.x.linear(both)
      },
      reference: { s in
        let (w, v) = (s.weight("w"), s.weight("v"))
        let all = [0, 1].flatMap { o in (0..<4).map { w[o, $0] } } + [1, 2].flatMap { o in (0..<4).map { v[o, $0] } }
        return s.grids("x").map { Reference.linear($0, Weight(sizes: [4, 4], elements: all)) }.flat
      }),
    Case(
      name: "stopped gradient", checks: [StopGradient.self], inputs: [.field("x", [5])],
      parameters: [.field("w", [4, 5])],
      draw: { _, n in n.x.linear(n.w) * n.x.linear(n.w).stoppingGradient() },
      reference: { s in
        let rest = Weight(sizes: [4, 5], elements: s.base["w"] ?? [])
        return zip(s.grids("x"), s.grids("x", atRest: true)).flatMap { x, still in
          let (moving, stopped) = (Reference.linear(x, s.weight("w")), Reference.linear(still, rest))
          return zip(moving.elements, stopped.elements).map { $0 * $1 }
        }
      }),
    Case(
      name: "everything stopped", checks: [StopGradient.self], inputs: [.field("x", [5]), .field("y", [4])],
      parameters: [.field("w", [4, 5])],
      draw: { _, n in n.x.linear(n.w).stoppingGradient() + n.y },
      reference: { s in
        let rest = Weight(sizes: [4, 5], elements: s.base["w"] ?? [])
        return zip(s.grids("x", atRest: true), s.grids("y")).flatMap { x, y in
          zip(Reference.linear(x, rest).elements, y.elements).map { $0 + $1 }
        }
      }),
  ]
}
