@testable import Compute

extension Reference {
  /// An LSTM as PyTorch has it: weights (4·hidden, in) and (4·hidden, hidden), gates i f g o.
  static func lstm(_ x: Grid, _ wx: Weight, _ wh: Weight, _ bias: [Double], isReversed: Bool = false) -> Grid {
    let zeros = [Double](repeating: 0, count: wh.sizes[1])
    return lstm(x, wx, wh, bias, isReversed: isReversed, from: (zeros, zeros)).y
  }

  /// The same from a state, with the state that it leaves.
  static func lstm(
    _ x: Grid, _ wx: Weight, _ wh: Weight, _ bias: [Double], isReversed: Bool, from state: (h: [Double], c: [Double])
  ) -> (y: Grid, h: [Double], c: [Double]) {
    let hidden = wh.sizes[1]
    var (h, c) = state
    var y = Grid(x.rows, hidden) { _, _ in 0 }
    for t in isReversed ? Array((0..<x.rows).reversed()) : Array(0..<x.rows) {
      let gates = (0..<(4 * hidden)).map { row -> Double in
        var sum = bias[row]
        for i in 0..<x.channels { sum += x[t, i] * wx[row, i] }
        for j in 0..<hidden { sum += h[j] * wh[row, j] }
        return sum
      }
      for u in 0..<hidden {
        let (i, f) = (sigmoid(gates[u]), sigmoid(gates[hidden + u]))
        let (g, o) = (tanh(gates[2 * hidden + u]), sigmoid(gates[3 * hidden + u]))
        c[u] = f * c[u] + i * g
        h[u] = o * tanh(c[u])
        y[t, u] = h[u]
      }
    }
    return (y, h, c)
  }
}

extension Case {
  private static func fields(_ inputs: Int, _ hidden: Int, _ suffix: String) -> [Field] {
    // PyTorch's own range of initial weights.
    let bound = 1 / Double(hidden).squareRoot()
    return [
      .field("wx\(suffix)", [4 * hidden, inputs], -bound...bound),
      .field("wh\(suffix)", [4 * hidden, hidden], -bound...bound),
      .field("b\(suffix)", [4 * hidden], -bound...bound), .field("c\(suffix)", [4 * hidden], -bound...bound),
    ]
  }

  private static func weights(_ n: [String: Node], _ suffix: String, biases: Int) -> Node.LSTMWeights {
    let bias = biases == 2 ? n.node("b\(suffix)") + n.node("c\(suffix)") : n.node("b\(suffix)")
    return Node.LSTMWeights(input: n.node("wx\(suffix)"), hidden: n.node("wh\(suffix)"), bias: bias)
  }

  private static func reference(_ s: Setting, _ x: Grid, _ suffix: String, biases: Int, isReversed: Bool) -> Grid {
    let (b, c) = (s.weight("b\(suffix)"), s.weight("c\(suffix)"))
    let bias = b.elements.indices.map { b[$0] + (biases == 2 ? c[$0] : 0) }
    return Reference.lstm(x, s.weight("wx\(suffix)"), s.weight("wh\(suffix)"), bias, isReversed: isReversed)
  }

  private static func lstm(
    _ steps: Int, _ inputs: Int, _ hidden: Int, biases: Int = 1, isReversed: Bool = false,
    counts: [Int] = [0, 1, 2, 3, 5, 9]
  ) -> Case {
    Case(
      name: "lstm \(steps)×\(inputs)→\(hidden)\(biases == 2 ? " two biases" : "")\(isReversed ? " reversed" : "")",
      checks: [LSTM.self], inputs: [.field("x", [steps, inputs], -2...2)],
      parameters: Array(fields(inputs, hidden, "").prefix(2 + biases)), counts: counts,
      draw: { _, n in n.x.lstm(weights(n, "", biases: biases), reversed: isReversed) },
      reference: { s in s.grids("x").map { reference(s, $0, "", biases: biases, isReversed: isReversed) }.flat })
  }

  private static func bothWays(
    _ steps: Int, _ inputs: Int, _ hidden: Int, biases: Int = 1, counts: [Int] = [0, 1, 2, 3, 5, 9]
  ) -> Case {
    Case(
      name: "lstm \(steps)×\(inputs)→\(hidden) both ways\(biases == 2 ? " two biases" : "")",
      checks: [LSTM.self], inputs: [.field("x", [steps, inputs], -2...2)],
      parameters: ["", "r"].flatMap { fields(inputs, hidden, $0).prefix(2 + biases) },
      counts: counts,
      draw: { _, n in n.x.lstm(weights(n, "", biases: biases), backward: weights(n, "r", biases: biases)) },
      reference: { s in
        s.grids("x").map { x in
          let there = reference(s, x, "", biases: biases, isReversed: false)
          let back = reference(s, x, "r", biases: biases, isReversed: true)
          return Grid(steps, 2 * hidden) { $1 < hidden ? there[$0, $1] : back[$0, $1 - hidden] }
        }.flat
      })
  }

  /// From a given state, or from none; the case's value is all outputs, then the last h and c.
  private static func stateful(
    _ steps: Int, _ inputs: Int, _ hidden: Int, directions: Int = 1, isReversed: Bool = false, isGiven: Bool = true,
    onlyCell: Bool = false, counts: [Int] = [0, 1, 2, 3, 5, 9]
  ) -> Case {
    let width = directions * hidden
    let ways = directions == 2 ? "both ways" : isReversed ? "reversed" : "forward"
    let learnt = ["", "r"].prefix(directions).flatMap { fields(inputs, hidden, $0).prefix(3) }
    return Case(
      name: "lstm \(steps)×\(inputs)→\(hidden) \(ways), \(isGiven ? "from a state" : "from zeros")"
        + (onlyCell ? ", last cells alone" : ", with its last state"),
      checks: [LSTM.self],
      inputs: [.field("x", [steps, inputs], -2...2)]
        + (isGiven ? [.field("h", [width]), .field("k", [width], -2...2)] : []),
      parameters: Array(learnt), counts: counts,
      draw: { _, n in
        let (y, last) = n.x.lstm(
          weights(n, "", biases: 1), backward: directions == 2 ? weights(n, "r", biases: 1) : nil,
          reversed: isReversed,
          from: isGiven ? Node.LSTMState(hidden: n.node("h"), cell: n.node("k")) : nil)
        return onlyCell ? last.cell : .concatenated([y.reshaped([steps * width]), last.hidden, last.cell])
      },
      reference: { s in
        let (hs, cs) = (s.grids("h"), s.grids("k"))
        return s.grids("x").enumerated().flatMap { example, x -> [Double] in
          let ends = (0..<directions).map { d in
            let range = (d * hidden)..<((d + 1) * hidden)
            let zeros = [Double](repeating: 0, count: hidden)
            let state =
              isGiven ? (Array(hs[example].elements[range]), Array(cs[example].elements[range])) : (zeros, zeros)
            let suffix = d == 0 ? "" : "r"
            return Reference.lstm(
              x, s.weight("wx\(suffix)"), s.weight("wh\(suffix)"), s.weight("b\(suffix)").elements,
              isReversed: isReversed || d == 1, from: state)
          }
          let y = (0..<steps).flatMap { t in ends.flatMap { end in (0..<hidden).map { end.y[t, $0] } } }
          return (onlyCell ? [] : y + ends.flatMap(\.h)) + ends.flatMap(\.c)
        }
      })
  }

  static let lstms: [Case] = [
    stateful(1, 1, 1),
    stateful(4, 2, 5),
    stateful(3, 1, 17, counts: [0, 1, 3]),
    stateful(5, 2, 3, isReversed: true),
    stateful(1, 2, 16, isReversed: true, counts: [1, 5]),
    stateful(3, 2, 4, directions: 2),
    stateful(2, 1, 9, directions: 2, isGiven: false),
    stateful(4, 2, 3, isReversed: true, isGiven: false),
    stateful(3, 2, 4, directions: 2, onlyCell: true),
    // More steps than the chunk whose input products are made at once.
    stateful(35, 1, 2, counts: [1, 3]),
    stateful(65, 1, 2, isReversed: true, counts: [2]),
    lstm(1, 1, 1),
    lstm(3, 2, 4),
    lstm(4, 3, 5, biases: 2),
    lstm(5, 2, 3, isReversed: true),
    lstm(2, 1, 17, counts: [0, 1, 3]),
    lstm(3, 2, 16, isReversed: true, counts: [1, 5]),
    // More steps than the chunk whose input products are made at once.
    lstm(35, 1, 2, counts: [1, 3]),
    lstm(70, 1, 2, isReversed: true, counts: [2]),
    bothWays(4, 2, 3),
    bothWays(3, 1, 5, biases: 2, counts: [1, 2, 9]),
    bothWays(33, 2, 2, counts: [2]),
    Case(
      name: "lstm over lstm, last step", checks: [LSTM.self], inputs: [.field("x", [5, 2], -2...2)],
      parameters: Array(fields(2, 3, "").prefix(3) + fields(3, 4, "u").prefix(3)), counts: [0, 1, 3, 9],
      draw: { _, n in n.x.lstm(weights(n, "", biases: 1)).lstm(weights(n, "u", biases: 1)).lastOverTime() },
      reference: { s in
        s.grids("x").map { x in
          let lower = reference(s, x, "", biases: 1, isReversed: false)
          let upper = reference(s, lower, "u", biases: 1, isReversed: false)
          return Grid(1, 4) { upper[4, $1] }
        }.flat
      }),
    Case(
      name: "one lstm, used twice", checks: [LSTM.self], inputs: [.field("x", [4, 3], -2...2)],
      parameters: Array(fields(3, 3, "").prefix(3)), counts: [1, 3],
      draw: { _, n in n.x.lstm(weights(n, "", biases: 1)).lstm(weights(n, "", biases: 1), reversed: true) },
      reference: { s in
        s.grids("x").map {
          let lower = reference(s, $0, "", biases: 1, isReversed: false)
          return reference(s, lower, "", biases: 1, isReversed: true)
        }.flat
      }),
  ]
}
