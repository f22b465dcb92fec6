import CKernels

/// Everything an LSTM passes back: to its input (where needed), for each direction to wx, wh and bias, and to the state
/// that it started from.
///
/// Inputs: dy, x, y, gates, cells, then wx and wh for each direction, h and c of the state where there is one, and the
/// gradient to the last cells where there is one. The gates are overwritten: this is the last to read them.
package struct LSTMGradient: Operation {
  package let forward: LSTM
  package let inputShape: Shape
  package let needsInput: Bool
  package let hasCellGradient: Bool
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
      } + (forward.hasState ? Array(repeating: ValueType([forward.directions * hidden]), count: 2) : [])
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    let (channels, hidden) = (inputShape.channels, forward.hidden)
    let products = 2 * (channels * (needsInput ? 2 : 1) + 2 * hidden)
    let units = forward.directions * inputShape.rows * hidden
    return units * 4 * (products + 8)
  }

  package func arrangement(of input: Int, _ inputs: [ValueType]) -> (any Operation)? {
    guard (5..<(5 + 2 * forward.directions)).contains(input), !isPacked else { return nil }
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
    let weights = Array(site.inputs[5..<(5 + 2 * forward.directions)])
    let state = forward.hasState ? Array(site.inputs[(5 + weights.count)...].prefix(2)) : []
    let cellGradient = hasCellGradient ? site.inputs.last : nil
    let outputs = site.outputs
    let isUsed = site.isUsed
    let needsInput = needsInput && isUsed[0]
    let padded = plan.padded
    let directions = forward.directions
    let scratch = Int(ek_lstm_scratch(Int32(site.shard), Int32(plan.hidden)))
    let start = state.isEmpty ? 0 : site.shard * padded
    return Kernel(scratch: scratch + start) { frame, _ in
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
        if !state.isEmpty {
          plan.start(&lstm.forward, from: state, frame, direction: d)
          lstm.forward.start = frame.scratch + scratch
          let (dh, dc) = (outputs[1 + 3 * directions], outputs[2 + 3 * directions])
          lstm.dh0 = frame[dh] + d * plan.hidden
          lstm.dh0_example = dh.stride
          lstm.dc0 = frame[dc] + d * plan.hidden
          lstm.dc0_example = dc.stride
        }
        if let cellGradient {
          lstm.dlast_cell = UnsafePointer(frame[cellGradient] + d * plan.hidden)
          lstm.dlast_cell_example = cellGradient.stride
        }
        lstm.accumulate = frame.accumulates ? 1 : 0
        lstm.scratch = frame.scratch
        withUnsafePointer(to: lstm) { ek_lstm_backward($0) }
      }
    }
  }
}
