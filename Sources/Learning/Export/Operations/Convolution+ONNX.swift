import Compute
import Interchange

extension Convolution: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) throws(ONNXExportError) {
    guard !isPacked, !adds, rectifier == nil, pool == nil else {
      throw .operation(layer: step.layer, name: name, message: "the graph was compiled: export it as it was drawn")
    }
    switch (drawing.shape(of: step.inputs[1]).rank, drawing.shape(of: step.inputs[0]).rank) {
    case (3, 2): convolve(step, &drawing)
    case (2, 1): connect(step, &drawing)
    case (2, 2): connectSteps(step, &drawing)
    default:
      throw .operation(
        layer: step.layer, name: name,
        message: "a value of \(drawing.shape(of: step.inputs[0])), expected one or two axes")
    }
  }

  private func convolve(_ step: Step, _ drawing: inout ONNXDrawing) {
    let inputs =
      [drawing.name(of: step.inputs[0], in: .channelsFirst)] + step.inputs.dropFirst().map { drawing.weight($0) }
    drawing.make(
      step.outputs[0], in: .channelsFirst, "Conv", inputs,
      [
        "kernel_shape": .integers([geometry.kernel]), "strides": .integers([geometry.stride]),
        "pads": .integers([geometry.before, geometry.after]), "dilations": .integers([geometry.dilation]),
        "group": .integer(geometry.groups),
      ])
  }

  /// A linear layer on one vector an example.
  private func connect(_ step: Step, _ drawing: inout ONNXDrawing) {
    let inputs = [drawing.name(of: step.inputs[0], in: .drawn)] + step.inputs.dropFirst().map { drawing.weight($0) }
    drawing.make(step.outputs[0], in: .drawn, "Gemm", inputs, ["transB": .integer(1)])
  }

  /// A linear layer at each time step.
  private func connectSteps(_ step: Step, _ drawing: inout ONNXDrawing) {
    let order = drawing.order(of: step.inputs[0]) == .timeFirst ? AxisOrder.timeFirst : .drawn
    let x = drawing.name(of: step.inputs[0], in: order)
    let weight = drawing.store(drawing.tensor(step.inputs[1]).reversed(), "weight.transposed")
    if hasBias {
      let product = drawing.add("MatMul", [x, weight])
      drawing.make(step.outputs[0], in: order, "Add", [product, drawing.weight(step.inputs[2])])
    } else {
      drawing.make(step.outputs[0], in: order, "MatMul", [x, weight])
    }
  }
}
