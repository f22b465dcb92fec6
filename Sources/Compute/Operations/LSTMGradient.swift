import CKernels

/// Everything an LSTM passes back: to its input (where needed), and for each direction to wx, wh and bias.
///
/// Inputs: dy, x, y, gates, cells, then wx and wh for each direction. The gates are overwritten: this is the last to
/// read them.
package struct LSTMGradient: Operation {
  package let forward: LSTM
  package let inputShape: Shape
  package let needsInput: Bool
  package var isPacked = false

  package var name: String { "lstmGradient(\(forward.hidden)" + (forward.isBidirectional ? ", both directions)" : ")") }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let (channels, hidden) = (inputShape.channels, forward.hidden)
    // Without its gradient, the input's place is a single unused number.
    return [ValueType(needsInput ? inputShape : [1])]
      + (0..<forward.directions).flatMap { _ in
        [
          ValueType([channels, 4 * hidden], .batch), ValueType([hidden, 4 * hidden], .batch),
          ValueType([4 * hidden], .batch),
        ]
      }
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    let (channels, hidden) = (inputShape.channels, forward.hidden)
    let products = 2 * (channels * (needsInput ? 2 : 1) + 2 * hidden)
    let units = forward.directions * inputShape.rows * hidden
    return units * 4 * (products + 8)
  }

  package func arrangement(of input: Int, _ inputs: [ValueType]) -> (any Operation)? {
    guard input >= 5, !isPacked else { return nil }
    let isInput = (input - 5).isMultiple(of: 2)
    return LSTMPacking(
      inner: isInput ? inputShape.channels : forward.hidden, hidden: forward.hidden, kind: .backward)
  }

  package func arranged() -> any Operation {
    var copy = self
    copy.isPacked = true
    return copy
  }

  package func kernel(_ site: Site) -> Kernel {
    let plan = LSTMPlan(forward, x: inputShape)
    let (dy, x, y, gates, cells) = (site.inputs[0], site.inputs[1], site.inputs[2], site.inputs[3], site.inputs[4])
    let weights = Array(site.inputs.dropFirst(5))
    let outputs = site.outputs
    let isUsed = site.isUsed
    let needsInput = needsInput && isUsed[0]
    let padded = plan.padded
    let directions = forward.directions
    let scratch = Int(ek_lstm_scratch(Int32(site.shard), Int32(plan.hidden)))
    return Kernel(scratch: scratch) { frame, _ in
      for d in 0..<directions {
        var lstm = ek_lstm_gradient()
        lstm.forward = plan.forward(direction: d, count: frame.count)
        lstm.forward.x = UnsafePointer(frame[x])
        lstm.forward.x_example = x.stride
        lstm.forward.y = frame[y] + d * plan.hidden
        lstm.forward.y_example = y.stride
        lstm.forward.gates = frame[gates] + d * frame.count * plan.steps * 4 * padded
        lstm.forward.cells = frame[cells] + d * frame.count * plan.steps * padded
        lstm.forward.save = 1
        lstm.wxt = UnsafePointer(frame[weights[2 * d]])
        lstm.wht = UnsafePointer(frame[weights[2 * d + 1]])
        lstm.dy = UnsafePointer(frame[dy] + d * plan.hidden)
        lstm.dy_example = dy.stride
        lstm.dy_row = plan.width
        if needsInput {
          lstm.dx = frame[outputs[0]]
          lstm.dx_example = outputs[0].stride
          lstm.dx_row = plan.inputs
          lstm.accumulate_dx = d > 0 ? 1 : 0
        }
        if isUsed[1 + 3 * d] { lstm.dwx = frame[outputs[1 + 3 * d]] }
        if isUsed[2 + 3 * d] { lstm.dwh = frame[outputs[2 + 3 * d]] }
        if isUsed[3 + 3 * d] { lstm.dbias = frame[outputs[3 + 3 * d]] }
        lstm.accumulate = frame.accumulates ? 1 : 0
        lstm.scratch = frame.scratch
        withUnsafePointer(to: lstm) { ek_lstm_backward($0) }
      }
    }
  }
}
