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
    let inputs = [
      drawing.name(of: step.inputs[0], in: .timeFirst), drawing.store(input, "W"), drawing.store(recurrent, "R"),
      drawing.store(bias, "B"),
    ]
    let direction = isBidirectional ? "bidirectional" : isReversed ? "reverse" : "forward"
    // (time, direction, batch, hidden)
    let y = drawing.add("LSTM", inputs, ["direction": .text(direction), "hidden_size": .integer(hidden)])
    if isBidirectional {
      let beside = drawing.add("Transpose", [y], ["perm": .integers([0, 2, 1, 3])])
      let sizes = drawing.integers([0, 0, 2 * hidden])
      drawing.make(step.outputs[0], in: .timeFirst, "Reshape", [beside, sizes])
    } else {
      drawing.make(step.outputs[0], in: .timeFirst, "Squeeze", [y, drawing.integers([1])])
    }
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
