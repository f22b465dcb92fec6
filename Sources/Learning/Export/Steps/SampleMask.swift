import Interchange

/// Which samples of a signal are there: those that are numbers and finite.
struct SampleMask {
  /// The name of true and false values.
  let present: String

  init(_ signal: String, _ drawing: inout ONNXDrawing) { present = drawing.add("Not", [drawing.missing(in: signal)]) }

  /// Returns the signal with zeros where samples are missing.
  func orZero(_ signal: String, _ drawing: inout ONNXDrawing) -> String {
    drawing.add("Where", [present, signal, drawing.number(0)])
  }

  /// Returns the signal with what is not a number where samples are missing.
  func orMissing(_ signal: String, _ drawing: inout ONNXDrawing) -> String {
    drawing.add("Where", [present, signal, drawing.number(.nan)])
  }

  /// Returns the smallest and the largest sample; where there is none, the first is above the second.
  func range(of signal: String, _ axes: [Int], _ drawing: inout ONNXDrawing) -> (low: String, high: String) {
    let low = drawing.add("Where", [present, signal, drawing.number(.infinity)])
    let high = drawing.add("Where", [present, signal, drawing.number(-.infinity)])
    return (
      drawing.add("ReduceMin", [low], ["axes": .integers(axes), "keepdims": .integer(1)]),
      drawing.add("ReduceMax", [high], ["axes": .integers(axes), "keepdims": .integer(1)])
    )
  }

  /// Returns (signal − offset) / scale, zeros where the signal does not vary, and missing samples as they were.
  func map(
    _ signal: String, offset: String, scale: String, varies: String, _ drawing: inout ONNXDrawing
  ) -> String {
    let factor = drawing.add("Where", [varies, drawing.add("Reciprocal", [scale]), drawing.number(0)])
    // An offset may be infinite where there is no sample at all.
    let origin = drawing.add("Where", [varies, offset, drawing.number(0)])
    return orMissing(drawing.add("Mul", [drawing.add("Sub", [signal, origin]), factor]), &drawing)
  }
}

extension ONNXDrawing {
  /// Returns where a signal's samples are missing.
  mutating func missing(in signal: String) -> String {
    add("Or", [add("IsNaN", [signal]), add("IsInf", [signal])])
  }

  /// Returns the signal with a number where samples are missing.
  mutating func replacingMissing(in signal: String, by number: String) -> String {
    add("Where", [missing(in: signal), number, signal])
  }

  /// Returns sums over axes, which stay with a length of 1.
  mutating func sum(_ x: String, _ axes: [Int]) -> String { add("ReduceSum", [x, integers(axes)]) }
}
