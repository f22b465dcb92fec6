import Compute
import Interchange

extension LSTM: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) throws(ONNXExportError) {
    guard !isPacked else {
      throw .operation(layer: step.layer, name: name, message: "the graph was compiled: export it as it was drawn")
    }
    let weights = (0..<directions).map { direction in
      (0..<3).map { drawing.tensor(step.inputs[1 + 3 * direction + $0]) }
    }
    let inner = drawing.shape(of: step.inputs[0]).channels
    let input = gathered(weights.map { $0[0] }, [directions, 4 * hidden, inner])
    let recurrent = gathered(weights.map { $0[1] }, [directions, 4 * hidden, hidden])
    // ONNX has a bias for the input and one for the recurrence, which only act as their sum: the second is zero.
    let none = Tensor([4 * hidden], repeating: 0)
    let bias = gathered(weights.flatMap { [$0[2], none] }, [directions, 8 * hidden])
    var inputs = [
      drawing.name(of: step.inputs[0], in: .timeFirst), drawing.store(input, "W"), drawing.store(recurrent, "R"),
      drawing.store(bias, "B"),
    ]
    if hasState {
      // Between the weights and the state would be the lengths of sequences, which all are as long as drawn.
      inputs += [""] + step.inputs[(1 + 3 * directions)...].map { state($0, &drawing) }
    }
    makeOutputs(step, inputs, &drawing)
  }

  private func makeOutputs(_ step: Step, _ inputs: [String], _ drawing: inout ONNXDrawing) {
    let direction = isBidirectional ? "bidirectional" : isReversed ? "reverse" : "forward"
    let cells = drawing.isRead(step.outputs[3]) ? drawing.unique("\(step.layer)/cells") : nil
    // (time, direction, batch, hidden); then h of the last step, which y holds too, and c.
    let y = drawing.add(
      "LSTM", inputs, ["direction": .text(direction), "hidden_size": .integer(hidden)],
      beside: cells.map { ["", $0] } ?? [])
    if isBidirectional {
      let beside = drawing.add("Transpose", [y], ["perm": .integers([0, 2, 1, 3])])
      let sizes = drawing.integers([0, 0, 2 * hidden])
      drawing.make(step.outputs[0], in: .timeFirst, "Reshape", [beside, sizes])
    } else {
      drawing.make(step.outputs[0], in: .timeFirst, "Squeeze", [y, drawing.integers([1])])
    }
    guard let cells else { return }
    let beside = drawing.add("Transpose", [cells], ["perm": .integers([1, 0, 2])])
    drawing.make(step.outputs[3], in: .drawn, "Reshape", [beside, drawing.integers([0, directions * hidden])])
  }

  /// A state of (batch, directions·hidden) as (direction, batch, hidden).
  private func state(_ id: ValueID, _ drawing: inout ONNXDrawing) -> String {
    let apart = drawing.reshaped(drawing.name(of: id, in: .drawn), [directions, hidden])
    return drawing.add("Transpose", [apart], ["perm": .integers([1, 0, 2])])
  }

  /// Weights one after the other, each with its gates, i f g o, in ONNX's order i o f c, where c is g.
  private func gathered(_ tensors: [Tensor], _ shape: Shape) -> Tensor {
    var elements: [Float] = []
    for tensor in tensors {
      let gate = tensor.shape.count / 4
      for index in [0, 3, 1, 2] { elements += tensor.elements[(index * gate)..<((index + 1) * gate)] }
    }
    return Tensor(shape, elements)
  }
}
