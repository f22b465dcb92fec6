@testable import Compute

extension Case {
  /// Networks whose parts meet: several inputs, several losses, shared and stopped parts.
  static let networks: [Case] = [
    Case(
      name: "two inputs, two losses, a penalty", checks: [BatchMean.self, Concatenate.self],
      inputs: [.field("x", [8, 2]), .field("y", [3]), .classes("label", [], 3), .bits("tags", [2])],
      parameters: [.field("w", [4, 2, 3]), .field("b", [4]), .field("v", [3, 7]), .field("u", [2, 7])],
      draw: { graph, n in
        let trunk = Node.concatenated([n.x.convolved(with: n.w, bias: n.b, padding: .same).relu().meanOverTime(), n.y])
        return trunk.linear(n.node("v")).crossEntropy(n.node("label"))
          + trunk.linear(n.node("u")).binaryCrossEntropy(n.node("tags")) * 0.5
          + graph.penalty(.l2, on: [n.w], coefficient: 0.01)
      },
      reference: { s in
        let trunks = zip(s.grids("x"), s.grids("y")).map { x, y in
          let value = Reference.convolution(x, s.weight("w"), bias: s.weight("b"), before: 1, after: 1).map {
            max(0, $0)
          }
          return Grid(1, 7, Reference.mean(value).elements + y.elements)
        }
        let labels = s.grids("label").map { Int($0.elements[0]) }
        let first = Reference.crossEntropy(trunks.map { Reference.linear($0, s.weight("v")).elements }, labels)
        let second = Reference.mean(
          zip(trunks, s.grids("tags")).flatMap { trunk, tags in
            zip(Reference.linear(trunk, s.weight("u")).elements, tags.elements).map {
              Reference.binaryCrossEntropy($0, $1)
            }
          })
        let pull = s.weight("w").elements.reduce(0) { $0 + $1 * $1 }
        return [first + 0.5 * second + Double(Float(0.01)) * pull]
      }),
    Case(
      name: "one trunk for every lead", checks: [Slice.self, Convolution.self], inputs: [.field("x", [9, 3])],
      parameters: [.field("w", [4, 1, 3]), .field("b", [4]), .field("v", [2, 12])],
      draw: { _, n in
        Node.concatenated(
          n.x.splitIntoLeads().map { $0.convolved(with: n.w, bias: n.b).relu().maxPooled(window: 2).meanOverTime() }
        ).linear(n.node("v"))
      },
      reference: { s in
        s.grids("x").map { x in
          let features = (0..<3).flatMap { lead -> [Double] in
            let one = Grid(9, 1) { t, _ in x[t, lead] }
            let value = Reference.convolution(one, s.weight("w"), bias: s.weight("b")).map { max(0, $0) }
            return Reference.mean(Reference.maxPool(value, 2, 2)).elements
          }
          return Reference.linear(Grid(1, 12, features), s.weight("v"))
        }.flat
      }),
    Case(
      name: "a mean over the batch, used again", checks: [BatchMean.self, Scale.self], inputs: [.field("x", [4])],
      parameters: [.field("w", [3, 4])], tolerance: (3e-6, 3e-6),
      draw: { _, n in
        let value = n.x.linear(n.w)
        let mean = (value * value).meanOverBatch()
        return mean * mean + value.sumOverBatch().scaled(by: 0.5)
      },
      reference: { s in
        let values = s.grids("x").flatMap { Reference.linear($0, s.weight("w")).elements }
        let mean = Reference.mean(values.map { $0 * $0 })
        return [mean * mean + 0.5 * values.reduce(0, +)]
      }),
    Case(
      name: "convolution, pool, LSTM, attention", checks: [LSTM.self, Softmax.self], inputs: [.field("x", [12, 2])],
      parameters: [
        .field("w", [3, 2, 3]), .field("wx", [12, 3]), .field("wh", [12, 3]), .field("b", [12]), .field("v", [1, 3]),
      ], tolerance: (1e-6, 3e-6),
      draw: { _, n in
        let steps = n.x.convolved(with: n.w, padding: .same).relu().maxPooled(window: 2)
          .lstm(.init(input: n.node("wx"), hidden: n.node("wh"), bias: n.b))
        let attention = steps.linear(n.node("v")).transposed().softmax().transposed()
        return Node.concatenated(steps.splitIntoLeads().map { $0 * attention }).meanOverTime()
      },
      reference: { s in
        s.grids("x").map { x in
          let lower = Reference.convolution(x, s.weight("w"), before: 1, after: 1).map { max(0, $0) }
          let steps = Reference.lstm(
            Reference.maxPool(lower, 2, 2), s.weight("wx"), s.weight("wh"), s.weight("b").elements)
          let attention = Reference.softmax(Grid(1, 6, Reference.linear(steps, s.weight("v")).elements))
          return Reference.mean(Grid(6, 3) { steps[$0, $1] * attention[0, $0] })
        }.flat
      }),
  ]
}
