import Compute
import Interchange

extension Arithmetic: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let operation =
      switch kind {
      case .add: "Add"
      case .subtract: "Sub"
      case .multiply: "Mul"
      }
    let order = drawing.order(of: step.inputs[0])
    let names = step.inputs.map { drawing.name(of: $0, in: order) }
    drawing.make(step.outputs[0], in: order, operation, names)
  }
}

extension Scale: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let order = drawing.order(of: step.inputs[0])
    let x = drawing.name(of: step.inputs[0], in: order)
    if offset == 0 {
      drawing.make(step.outputs[0], in: order, "Mul", [x, drawing.number(factor)])
    } else {
      let product = drawing.add("Mul", [x, drawing.number(factor)])
      drawing.make(step.outputs[0], in: order, "Add", [product, drawing.number(offset)])
    }
  }
}

extension Absolute: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) { drawing.makeElementwise(step, "Abs") }
}

extension Rectifier: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    if slope == 0 {
      drawing.makeElementwise(step, "Relu")
    } else {
      drawing.makeElementwise(step, "LeakyRelu", ["alpha": .number(slope)])
    }
  }
}

extension Activation: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    switch kind {
    case .tanh: drawing.makeElementwise(step, "Tanh")
    case .sigmoid: drawing.makeElementwise(step, "Sigmoid")
    case .exp: drawing.makeElementwise(step, "Exp")
    case .gelu:
      // x · (1 + erf(x/√2)) / 2: ONNX has no operation of its own for it before opset 20.
      let order = drawing.order(of: step.inputs[0])
      let x = drawing.name(of: step.inputs[0], in: order)
      let error = drawing.add("Erf", [drawing.add("Mul", [x, drawing.number(Float(0.5).squareRoot())])])
      let half = drawing.add("Mul", [x, drawing.number(0.5)])
      drawing.make(
        step.outputs[0], in: order, "Mul", [half, drawing.add("Add", [error, drawing.number(1)])])
    }
  }
}

extension ONNXDrawing {
  /// Makes an output with a node that treats each element alike, and so needs no order.
  mutating func makeElementwise(
    _ step: Step, _ operation: String, _ attributes: KeyValuePairs<String, ONNXAttribute.Value> = [:]
  ) {
    let order = order(of: step.inputs[0])
    make(step.outputs[0], in: order, operation, [name(of: step.inputs[0], in: order)], attributes)
  }
}
