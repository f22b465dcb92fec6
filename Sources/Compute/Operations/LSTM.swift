import CKernels

/// A long short-term memory over a sequence, in one or both directions; gates in PyTorch's order i f g o.
///
/// Inputs: x (time, in), then for each direction wx (in, 4·hidden), wh (hidden, 4·hidden) and bias (4·hidden); where it
/// starts from a state, that state's h and c (directions·hidden) too.
/// Outputs: y (time, directions·hidden), the gates and cells that the gradient needs, and the last step's c.
package struct LSTM: Operation {
  package let hidden: Int
  package let isBidirectional: Bool
  /// One direction only: from the end to the beginning.
  package let isReversed: Bool
  /// Whether it starts from a given state rather than from zeros.
  package var hasState = false
  package var isPacked = false

  package var directions: Int { isBidirectional ? 2 : 1 }
  package var name: String {
    "lstm(\(hidden)" + (isBidirectional ? ", both directions" : isReversed ? ", reversed" : "")
      + (hasState ? ", from a state)" : ")")
  }

  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight { .all }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let x = inputs[0].shape
    if !isPacked {
      Drawing.require(
        inputs.count == 1 + 3 * directions + (hasState ? 2 : 0) && x.rank == 2 && inputs[0].span == .example
          && inputs[1...(3 * directions)].allSatisfy { $0.span == .batch }, name, got: "\(inputs)",
        expected: "(time, channels) and wx, wh, bias for each direction")
      let state = inputs[(1 + 3 * directions)...]
      Drawing.require(
        state.allSatisfy { $0 == ValueType([directions * hidden]) }, name, got: "a state of \(Array(state))",
        expected: "h and c of \(directions * hidden) numbers an example")
      for d in 0..<directions {
        Drawing.require(
          inputs[1 + 3 * d].shape == [x.channels, 4 * hidden] && inputs[2 + 3 * d].shape == [hidden, 4 * hidden]
            && inputs[3 + 3 * d].shape == [4 * hidden],
          name, got: "\(inputs[(1 + 3 * d)...(3 + 3 * d)].map(\.shape))",
          expected: "[\(x.channels)×\(4 * hidden), \(hidden)×\(4 * hidden), \(4 * hidden)]")
      }
    }
    let padded = Int(ek_lstm_padded(Int32(hidden)))
    let output: Shape = [x.rows, directions * hidden]
    let cells: Shape = [directions * x.rows * padded]
    let gates: Shape = [4 * cells.count]
    return [ValueType(output), ValueType(gates), ValueType(cells), ValueType([directions * hidden])]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    let cellGradient = site.outputGradients[3]
    // Where only the last cells are read, nothing reaches the outputs at each step.
    guard
      let gradient = site.outputGradients[0]
        ?? cellGradient.map({ _ in site.apply(Scale(factor: 0, offset: 0), [site.outputs[0]])[0] })
    else { return site.inputs.map { _ in nil } }
    let operation = LSTMGradient(
      forward: self, inputShape: site.inputs[0].shape, needsInput: site.needs[0],
      hasCellGradient: cellGradient != nil)
    var seen = [gradient, site.inputs[0], site.outputs[0], site.outputs[1], site.outputs[2]]
    for d in 0..<directions { seen += [site.inputs[1 + 3 * d], site.inputs[2 + 3 * d]] }
    seen += site.inputs[(1 + 3 * directions)...]
    if let cellGradient { seen.append(cellGradient) }
    let outputs = site.apply(operation, seen)
    return [site.needs[0] ? outputs[0] : nil] + outputs.dropFirst().map { $0 }
  }

  /// Rows enough to fill a tile of the recurrent product; wide ones also share each weight that they load.
  package var preferredShard: Int { hidden >= 32 ? 8 : 4 }

  package var skipsUnusedOutputs: Bool { true }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    let x = inputs[0].shape
    let units = directions * x.rows * hidden
    return units * 4 * (2 * (x.channels + hidden) + 12)
  }

  package func arrangement(of input: Int, _ inputs: [ValueType]) -> (any Operation)? {
    guard (1...(3 * directions)).contains(input), !isPacked else { return nil }
    switch (input - 1) % 3 {
    case 0: return LSTMPacking(inner: inputs[0].shape.channels, hidden: hidden, kind: .forward)
    case 1: return LSTMPacking(inner: hidden, hidden: hidden, kind: .forward)
    default: return LSTMPacking(inner: 1, hidden: hidden, kind: .bias)
    }
  }

  package func arranged() -> any Operation {
    var copy = self
    copy.isPacked = true
    return copy
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y, gates, cells) = (site.inputs[0], site.outputs[0], site.outputs[1], site.outputs[2])
    let saves = site.isUsed[1] || site.isUsed[2]
    let plan = LSTMPlan(self, x: site.inputTypes[0].shape)
    let padded = plan.padded
    let weights = Array(site.inputs[1...(3 * directions)])
    let state = Array(site.inputs[(1 + 3 * directions)...])
    let lastCell = site.isUsed[3] ? site.outputs[3] : nil
    let chunk = Int(ek_lstm_chunk())
    let kept = saves ? 0 : padded * (4 * chunk + 2)
    let start = hasState ? padded : 0
    // Each step reads the outputs of the one before, even where nothing else does.
    let outputs = site.isUsed[0] ? 0 : plan.steps * plan.width
    let scratch = site.shard * ((kept + start) * directions + outputs)
    let directions = directions
    return Kernel(parts: directions, scratch: scratch) { frame, range in
      for d in range {
        var lstm = plan.forward(direction: d, count: frame.count)
        lstm.x = UnsafePointer(frame[x])
        lstm.x_example = x.stride
        lstm.wx = UnsafePointer(frame[weights[3 * d]])
        lstm.wh = UnsafePointer(frame[weights[3 * d + 1]])
        lstm.bias = UnsafePointer(frame[weights[3 * d + 2]])
        let isRead = outputs == 0
        lstm.y = (isRead ? frame[y] : frame.scratch + frame.count * (kept + start)) + d * plan.hidden
        lstm.y_example = isRead ? y.stride : outputs
        lstm.save = saves ? 1 : 0
        if saves {
          lstm.gates = frame[gates] + d * frame.count * plan.steps * 4 * padded
          lstm.cells = frame[cells] + d * frame.count * plan.steps * padded
        } else {
          lstm.gates = frame.scratch
          lstm.cells = frame.scratch + frame.count * padded * 4 * chunk
        }
        if !state.isEmpty {
          plan.start(&lstm, from: state, frame, direction: d)
          lstm.start = frame.scratch + frame.count * kept
        }
        if let lastCell {
          lstm.last_cell = frame[lastCell] + d * plan.hidden
          lstm.last_cell_example = lastCell.stride
        }
        withUnsafePointer(to: lstm) { ek_lstm_forward($0) }
      }
    }
  }
}

/// What is the same for every call of one LSTM. Saved values are laid out (direction, step, example, ·) in a shard.
package struct LSTMPlan: Sendable {
  let hidden: Int
  let padded: Int
  let steps: Int
  let inputs: Int
  let width: Int
  let reversed: [Bool]

  init(_ operation: LSTM, x: Shape) {
    hidden = operation.hidden
    padded = Int(ek_lstm_padded(Int32(operation.hidden)))
    steps = x.rows
    inputs = x.channels
    width = operation.directions * operation.hidden
    reversed = operation.isBidirectional ? [false, true] : [operation.isReversed]
  }

  func forward(direction: Int, count: Int) -> ek_lstm {
    var lstm = ek_lstm()
    lstm.examples = Int32(count)
    lstm.steps = Int32(steps)
    lstm.inputs = Int32(inputs)
    lstm.hidden = Int32(hidden)
    lstm.reverse = reversed[direction] ? 1 : 0
    lstm.x_row = inputs
    lstm.y_row = width
    return lstm
  }

  func start(_ lstm: inout ek_lstm, from state: [Operand], _ frame: borrowing Frame, direction: Int) {
    lstm.h0 = UnsafePointer(frame[state[0]] + direction * hidden)
    lstm.h0_example = state[0].stride
    lstm.c0 = UnsafePointer(frame[state[1]] + direction * hidden)
    lstm.c0_example = state[1].stride
  }
}

/// Rearranges an LSTM's weight or bias into blocks of units, once a step.
package struct LSTMPacking: Operation {
  package enum Kind: String, Sendable { case forward, backward, bias }
  package let inner: Int
  package let hidden: Int
  package let kind: Kind

  package var name: String { "packGates(\(kind.rawValue), \(inner)→\(hidden))" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let padded = Int64(ek_lstm_padded(Int32(hidden)))
    let size =
      switch kind {
      case .forward: Int(ek_packed_size(Int64(inner), 4 * padded))
      case .backward: Int(ek_packed_size(4 * padded, Int64(inner)))
      case .bias: Int(4 * padded)
      }
    return [ValueType([size], .batch)]
  }

  package func kernel(_ site: Site) -> Kernel {
    let (source, packed) = (site.inputs[0], site.outputs[0])
    let (inner, hidden) = (Int32(inner), Int32(hidden))
    return switch kind {
    case .forward: Kernel { frame, _ in ek_lstm_pack(frame[packed], frame[source], inner, hidden) }
    case .backward: Kernel { frame, _ in ek_lstm_pack_transposed(frame[packed], frame[source], inner, hidden) }
    case .bias: Kernel { frame, _ in ek_lstm_pack_bias(frame[packed], frame[source], hidden) }
    }
  }
}

extension Node {
  /// The weights of one direction of an LSTM, of PyTorch shapes (4·hidden, in), (4·hidden, hidden), (4·hidden).
  ///
  /// PyTorch has two biases a gate, which only ever act as their sum: draw that sum.
  public struct LSTMWeights {
    let input: Node
    let hidden: Node
    let bias: Node

    /// Gathers the weights of one direction.
    public init(input: Node, hidden: Node, bias: Node) {
      self.input = input
      self.hidden = hidden
      self.bias = bias
    }
  }

  /// What an LSTM carries from step to step, of (hidden) numbers each; with two directions, (2·hidden).
  public struct LSTMState {
    /// The outputs of the last step.
    public let hidden: Node
    /// The cells of the last step.
    public let cell: Node

    /// Gathers a state.
    public init(hidden: Node, cell: Node) {
      self.hidden = hidden
      self.cell = cell
    }
  }

  /// Returns the outputs (time, hidden) of an LSTM over a (time, in) value; with two directions, (time, 2·hidden).
  public func lstm(_ weights: LSTMWeights, backward: LSTMWeights? = nil, reversed: Bool = false) -> Node {
    lstmStep(weights, backward, reversed, nil)[0]
  }

  /// Returns the outputs of an LSTM at every step, and the state that the last step leaves.
  ///
  /// - Parameters:
  ///   - weights: Those of the direction along time, or of the only one.
  ///   - backward: Those of a second direction, from the end back.
  ///   - reversed: Whether the only direction is from the end back.
  ///   - state: What the first step starts from; zeros when nil.
  public func lstm(
    _ weights: LSTMWeights, backward: LSTMWeights? = nil, reversed: Bool = false, from state: LSTMState?
  ) -> (outputs: Node, last: LSTMState) {
    let made = lstmStep(weights, backward, reversed, state)
    let (y, steps) = (made[0], shape.rows)
    Drawing.require(steps > 0, "lstm", got: "no steps", expected: "at least one, to leave a state")
    let width = weights.hidden.shape.sizes.first ?? 0
    let there = y.sliced(rows: reversed ? 0..<1 : (steps - 1)..<steps, channels: 0..<width).reshaped([width])
    let back = backward.map { _ in y.sliced(rows: 0..<1, channels: width..<(2 * width)).reshaped([width]) }
    return (y, LSTMState(hidden: .concatenated([there] + (back.map { [$0] } ?? [])), cell: made[3]))
  }

  private func lstmStep(
    _ weights: LSTMWeights, _ backward: LSTMWeights?, _ reversed: Bool, _ state: LSTMState?
  ) -> [Node] {
    Drawing.require(
      backward == nil || !reversed, "lstm", got: "both directions and reversed", expected: "one or the other")
    let operation = LSTM(
      hidden: weights.hidden.shape.sizes.first ?? 0, isBidirectional: backward != nil, isReversed: reversed,
      hasState: state != nil)
    let nodes = ([weights] + (backward.map { [$0] } ?? [])).flatMap { [$0.input, $0.hidden, $0.bias] }
    return graph.apply(operation, to: [self] + nodes + (state.map { [$0.hidden, $0.cell] } ?? []))
  }
}
