import Compute
import Interchange

extension GroupScale: ONNXConvertible {
  func convert(_ step: Step, into drawing: inout ONNXDrawing) {
    let shape = drawing.shape(of: step.inputs[0])
    let groups = drawing.shape(of: step.inputs[1]).count
    let factors = drawing.name(of: step.inputs[1], in: .drawn)
    var numbers = factors
    if isBalanced {
      let sum = drawing.add("ReduceSum", [factors, drawing.integers([1])])
      let least = drawing.add("Max", [sum, drawing.number(1)])
      let balance = drawing.add("Div", [drawing.number(Float(groups)), least])
      numbers = drawing.add("Mul", [factors, balance])
    }
    // Beside (batch, rows, groups, channels of a group).
    let spread = drawing.reshaped(numbers, [1, groups, 1])
    let apart = drawing.reshaped(
      drawing.name(of: step.inputs[0], in: .drawn), [shape.rows, groups, shape.channels / groups])
    let scaled = drawing.add("Mul", [apart, spread])
    // A group at 0 is 0 even where it holds no numbers.
    let isAbsent = drawing.add("Equal", [spread, drawing.number(0)])
    let result = drawing.add("Where", [isAbsent, drawing.number(0), scaled])
    drawing.make(step.outputs[0], in: .drawn, "Reshape", [result, drawing.integers([0] + shape.sizes)])
  }
}
