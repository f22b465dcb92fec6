/// A tensor to be written to a safetensors file.
public struct SafetensorsTensor: Sendable {
  /// Its numbers; an array handed over here is not copied.
  public enum Values: Sendable {
    /// Numbers of single precision.
    case floats([Float])
    /// 64-bit integers.
    case integers([Int64])
    /// Bytes as they will stand in the file.
    case bytes([UInt8], SafetensorsType)
  }

  /// The name.
  public let name: String
  /// The size of each axis, the last one dense.
  public let shape: [Int]
  /// The numbers.
  public let values: Values

  /// Creates a tensor; the numbers must be as many as the shape has room for.
  public init(_ name: String, shape: [Int], _ values: Values) {
    precondition(name != "__metadata__", "a tensor cannot be named __metadata__")
    precondition(shape.allSatisfy { $0 >= 0 }, "the tensor '\(name)' has a negative size: \(shape)")
    self.name = name
    self.shape = shape
    self.values = values
    let size = type.size(of: shape)
    precondition(
      !size.isTooLarge && !size.isBroken && size.bytes == byteCount,
      "the tensor '\(name)' of shape \(shape) and type \(type.rawValue) needs \(size.bytes) bytes, got \(byteCount)")
  }

  /// Creates a tensor of single precision.
  public init(_ name: String, shape: [Int], floats: [Float]) { self.init(name, shape: shape, .floats(floats)) }

  /// The kind of its numbers.
  public var type: SafetensorsType {
    switch values {
    case .floats: .single
    case .integers: .int64
    case .bytes(_, let type): type
    }
  }

  var byteCount: Int {
    switch values {
    case .floats(let numbers): 4 * numbers.count
    case .integers(let numbers): 8 * numbers.count
    case .bytes(let bytes, _): bytes.count
    }
  }

  /// Hands over the bytes as they stand in the file.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    switch values {
    #if _endian(big)
      case .floats(let numbers): numbers.map(\.bitPattern.littleEndian).withUnsafeBytes(body)
      case .integers(let numbers): numbers.map(\.littleEndian).withUnsafeBytes(body)
    #else
      case .floats(let numbers): numbers.withUnsafeBytes(body)
      case .integers(let numbers): numbers.withUnsafeBytes(body)
    #endif
    case .bytes(let bytes, _): bytes.withUnsafeBytes(body)
    }
  }
}
