import Compute

/// An operation that a network which only predicts may contain, and how ONNX says it.
protocol ONNXConvertible: Operation {
  /// Adds what computes `step`, one use of this operation, and defines its first output.
  func convert(_ step: Step, into drawing: inout ONNXDrawing) throws(ONNXExportError)
}
