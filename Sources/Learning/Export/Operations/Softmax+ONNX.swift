import Compute
import Interchange

extension Softmax: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let rank = drawing.shape(of: step.inputs[0]).rank
    let order = rank == 2 ? drawing.order(of: step.inputs[0]) : .drawn
    drawing.make(
      step.outputs[0], in: order, "Softmax", [drawing.name(of: step.inputs[0], in: order)],
      ["axis": .integer(rank == 2 ? order.position(of: .channel) : rank)])
  }
}
