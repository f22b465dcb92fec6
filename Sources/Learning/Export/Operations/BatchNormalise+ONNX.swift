import Compute
import Interchange

extension BatchNormalise: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) throws(ONNXExportError) {
    guard let maker = drawing.maker(of: step.inputs[1]), let coefficients = maker.operation as? BatchNormCoefficients,
      coefficients.isRunning, !adds, rectifier == nil
    else {
      throw .operation(
        layer: step.layer, name: name, message: "it uses the batch's own statistics: draw the network for prediction")
    }
    // Running mean and variance, gamma and beta; ONNX has the latter first.
    let (mean, variance) = (maker.inputs[0], maker.inputs[1])
    let weights = [maker.inputs[2], maker.inputs[3], mean, variance].map { drawing.weight($0) }
    let order = drawing.shape(of: step.inputs[0]).rank == 2 ? AxisOrder.channelsFirst : .drawn
    drawing.make(
      step.outputs[0], in: order, "BatchNormalization", [drawing.name(of: step.inputs[0], in: order)] + weights,
      ["epsilon": .number(coefficients.epsilon)])
  }
}
