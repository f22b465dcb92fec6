import Compute
import Interchange

extension MaxPool: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    drawing.makePool(step, "MaxPool", window: window, stride: stride, before: before)
  }
}

extension AveragePool: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    if countsPadding && padding > 0 {
      drawing.makePool(
        step, "AveragePool", window: window, stride: stride, before: padding, after: padding, countsPadding: true)
    } else {
      drawing.makePool(step, "AveragePool", window: window, stride: stride, before: padding)
    }
  }
}

extension MeanOverTime: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let order = drawing.order(of: step.inputs[0])
    drawing.make(
      step.outputs[0], in: .drawn, "ReduceMean", [drawing.name(of: step.inputs[0], in: order)],
      ["axes": .integers([order.position(of: .time)]), "keepdims": .integer(0)])
  }
}

extension ONNXDrawing {
  /// Makes an output by pooling. Rows behind are padded just so far that as many windows fit as were drawn: runtimes
  /// disagree about `ceil_mode`, and rows of padding neither win nor count.
  mutating func makePool(
    _ step: Step, _ operation: String, window: Int, stride: Int, before: Int, after: Int? = nil,
    countsPadding: Bool = false
  ) {
    let (rows, windows) = (shape(of: step.inputs[0]).rows, shape(of: step.outputs[0]).rows)
    let needed = max(0, (windows - 1) * stride + window - before - rows)
    let x = name(of: step.inputs[0], in: .channelsFirst)
    let (kernel, strides) = (ONNXAttribute.Value.integers([window]), ONNXAttribute.Value.integers([stride]))
    let pads = ONNXAttribute.Value.integers([before, after ?? needed])
    if countsPadding {
      make(
        step.outputs[0], in: .channelsFirst, operation, [x],
        ["kernel_shape": kernel, "strides": strides, "pads": pads, "count_include_pad": .integer(1)])
    } else {
      make(
        step.outputs[0], in: .channelsFirst, operation, [x],
        ["kernel_shape": kernel, "strides": strides, "pads": pads])
    }
  }
}
