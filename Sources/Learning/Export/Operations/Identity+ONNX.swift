import Compute

extension Copy: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) { drawing.alias(step.outputs[0], of: step.inputs[0]) }
}

extension StopGradient: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) { drawing.alias(step.outputs[0], of: step.inputs[0]) }
}

extension Transpose: ONNXConvertible {
  /// Needs no node: each order of the one is an order of the other.
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    // Time first has no counterpart among the orders, so there must be one that has.
    if drawing.order(of: step.inputs[0]) == .timeFirst { _ = drawing.name(of: step.inputs[0], in: .channelsFirst) }
    drawing.alias(step.outputs[0], of: step.inputs[0]) { order in
      switch order {
      case .drawn: .channelsFirst
      case .channelsFirst: .drawn
      case .timeFirst: nil
      }
    }
  }
}
