import Interchange

/// A network that cannot be written as an ONNX file.
public enum ONNXExportError: Error, Equatable, CustomStringConvertible {
  /// An operation has no meaning in a network that only predicts.
  case operation(layer: String, name: String, message: String)
  /// A step of a recipe cannot be done inside the network.
  case step(name: String, message: String)
  /// The format holds less than 2 GiB.
  case tooLarge(bytes: Int)
  /// The file cannot be written.
  case file(FileError)

  /// What cannot be exported, and why.
  public var description: String {
    switch self {
    case .operation(let layer, let name, let message):
      "ONNX export, \(layer.isEmpty ? "" : "layer \(layer), ")operation \(name): \(message)"
    case .step(let name, let message): "ONNX export, recipe step \(name): \(message)"
    case .tooLarge(let bytes): "ONNX export: \(bytes) bytes of weights, expected less than 2 GiB"
    case .file(let error): error.description
    }
  }
}
