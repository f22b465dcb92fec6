import Compute

extension ONNXDrawing {
  /// The name of a value as (batch, rows, channels), whatever its axes.
  mutating func table(_ id: ValueID) -> String {
    let shape = shape(of: id)
    let name = name(of: id, in: .drawn)
    return shape.rank == 2 ? name : reshaped(name, [shape.rows, shape.channels])
  }

  /// Makes a value of a node's (batch, rows, channels) output.
  mutating func makeTable(_ id: ValueID, _ operation: String, _ inputs: [String]) {
    let shape = shape(of: id)
    if shape.rank == 2 {
      make(id, in: .drawn, operation, inputs)
    } else {
      let name = add(operation, inputs)
      make(id, in: .drawn, "Reshape", [name, integers([0] + shape.sizes)])
    }
  }

  /// Adds a node that gives each example's elements other axes. (A size of 0 means: as the input has it.)
  mutating func reshaped(_ name: String, _ sizes: [Int]) -> String {
    add("Reshape", [name, integers([0] + sizes)])
  }
}
