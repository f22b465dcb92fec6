import Compute
import Interchange

extension Reshape: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let (input, output) = (step.inputs[0], step.outputs[0])
    let old = drawing.shape(of: input)
    if old == shape { return drawing.alias(output, of: input) }
    // One time step or one channel lies in memory alike whichever comes first.
    let isLine = old.rank == 2 && old.sizes.contains(1)
    let order = isLine && drawing.order(of: input) == .channelsFirst ? AxisOrder.channelsFirst : .drawn
    let sizes = drawing.integers([0] + shape.sizes)
    drawing.make(output, in: .drawn, "Reshape", [drawing.name(of: input, in: order), sizes])
  }
}

extension Slice: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let shape = drawing.shape(of: step.inputs[0])
    let order = shape.rank == 2 ? drawing.order(of: step.inputs[0]) : .drawn
    let x = shape.rank == 2 ? drawing.name(of: step.inputs[0], in: order) : drawing.table(step.inputs[0])
    var cut: [(axis: Int, range: Range<Int>)] = []
    if rows != 0..<shape.rows { cut.append((order.position(of: .time), rows)) }
    if channels != 0..<shape.channels { cut.append((order.position(of: .channel), channels)) }
    let inputs = [
      x, drawing.integers(cut.map(\.range.lowerBound)), drawing.integers(cut.map(\.range.upperBound)),
      drawing.integers(cut.map(\.axis)),
    ]
    if cut.isEmpty && drawing.shape(of: step.outputs[0]) == shape {
      drawing.alias(step.outputs[0], of: step.inputs[0])
    } else if shape.rank == 2 {
      drawing.make(step.outputs[0], in: order, "Slice", inputs)
    } else {
      drawing.makeTable(step.outputs[0], "Slice", inputs)
    }
  }
}

extension Place: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let inner = drawing.shape(of: step.inputs[0])
    let before = [0, row, channel]
    let after = [0, shape.rows - row - inner.rows, shape.channels - channel - inner.channels]
    drawing.makeTable(
      step.outputs[0], "Pad", [drawing.table(step.inputs[0]), drawing.integers(before + after), drawing.number(0)])
  }
}

extension Concatenate: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let rank = drawing.shape(of: step.outputs[0]).rank
    let order = rank == 2 ? drawing.order(of: step.inputs[0]) : .drawn
    let names = step.inputs.map { drawing.name(of: $0, in: order) }
    let axis = rank == 2 ? order.position(of: .channel) : rank
    drawing.make(step.outputs[0], in: order, "Concat", names, ["axis": .integer(axis)])
  }
}
