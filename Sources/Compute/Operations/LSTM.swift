import CKernels

/// A long short-term memory over a sequence, in one or both directions; gates in PyTorch's order i f g o.
///
/// Inputs: x (time, in), then for each direction wx (in, 4·hidden), wh (hidden, 4·hidden) and bias (4·hidden).
/// Outputs: y (time, directions·hidden), and the gates and cells that the gradient needs.
package struct LSTM: Operation {
  package let hidden: Int
  package let isBidirectional: Bool
  /// One direction only: from the end to the beginning.
  package let isReversed: Bool
  package var isPacked = false

  package var directions: Int { isBidirectional ? 2 : 1 }
  package var name: String {
    "lstm(\(hidden)" + (isBidirectional ? ", both directions" : isReversed ? ", reversed" : "") + ")"
  }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let x = inputs[0].shape
    if !isPacked {
      Drawing.require(
        inputs.count == 1 + 3 * directions && x.rank == 2 && inputs[0].span == .example
          && inputs.dropFirst().allSatisfy { $0.span == .batch }, name, got: "\(inputs)",
        expected: "(time, channels) and wx, wh, bias for each direction")
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
    return [ValueType(output), ValueType(gates), ValueType(cells)]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    let operation = LSTMGradient(forward: self, inputShape: site.inputs[0].shape, needsInput: site.needs[0])
    let outputs = site.apply(
      operation, [gradient, site.inputs[0], site.outputs[0], site.outputs[1], site.outputs[2]] + weights(of: site))
    return [site.needs[0] ? outputs[0] : nil] + outputs.dropFirst().map { $0 }
  }

  private func weights(of site: GradientSite) -> [Node] {
    site.inputs.indices.filter { $0 % 3 == 1 || ($0 % 3 == 2) }.map { site.inputs[$0] }
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
    guard input > 0, !isPacked else { return nil }
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
    let weights = Array(site.inputs.dropFirst())
    let chunk = Int(ek_lstm_chunk())
    let kept = padded * (4 * chunk + 2)
    let scratch = saves ? 0 : site.shard * kept * directions
    let directions = directions
    return Kernel(parts: directions, scratch: scratch) { frame, range in
      for d in range {
        var lstm = plan.forward(direction: d, count: frame.count)
        lstm.x = UnsafePointer(frame[x])
        lstm.x_example = x.stride
        lstm.wx = UnsafePointer(frame[weights[3 * d]])
        lstm.wh = UnsafePointer(frame[weights[3 * d + 1]])
        lstm.bias = UnsafePointer(frame[weights[3 * d + 2]])
        lstm.y = frame[y] + d * plan.hidden
        lstm.y_example = y.stride
        lstm.save = saves ? 1 : 0
        if saves {
          lstm.gates = frame[gates] + d * frame.count * plan.steps * 4 * padded
          lstm.cells = frame[cells] + d * frame.count * plan.steps * padded
        } else {
          lstm.gates = frame.scratch
          lstm.cells = frame.scratch + frame.count * padded * 4 * chunk
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

  /// Returns the outputs (time, hidden) of an LSTM over a (time, in) value; with two directions, (time, 2·hidden).
  public func lstm(_ weights: LSTMWeights, backward: LSTMWeights? = nil, reversed: Bool = false) -> Node {
    Drawing.require(
      backward == nil || !reversed, "lstm", got: "both directions and reversed", expected: "one or the other")
    let operation = LSTM(
      hidden: weights.hidden.shape.sizes.first ?? 0, isBidirectional: backward != nil, isReversed: reversed)
    let nodes = ([weights] + (backward.map { [$0] } ?? [])).flatMap { [$0.input, $0.hidden, $0.bias] }
    return graph.apply(operation, to: [self] + nodes)[0]
  }
}
