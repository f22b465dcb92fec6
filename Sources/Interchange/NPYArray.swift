/// An array of numbers as NumPy stores it.
public struct NPYArray: Sendable, Equatable {
  /// A type of numbers.
  public enum Number: String, Sendable, CaseIterable {
    /// Truth values, a byte each.
    case bool = "b1"
    /// Signed integers.
    case int8 = "i1", int16 = "i2", int32 = "i4", int64 = "i8"
    /// Unsigned integers.
    case uint8 = "u1", uint16 = "u2", uint32 = "u4", uint64 = "u8"
    /// Floating point numbers.
    case half = "f2", single = "f4", double = "f8"

    /// Bytes a number.
    public var width: Int {
      switch self {
      case .bool, .int8, .uint8: 1
      case .int16, .uint16, .half: 2
      case .int32, .uint32, .single: 4
      case .int64, .uint64, .double: 8
      }
    }
  }

  /// The length of each axis; none for a single number.
  public let shape: [Int]
  /// The type of the numbers in the file.
  public let number: Number
  /// Whether the first axis varies fastest.
  public let isFortran: Bool
  let isBigEndian: Bool
  let bytes: [UInt8]

  init(shape: [Int], number: Number, isFortran: Bool, isBigEndian: Bool, bytes: [UInt8]) {
    self.shape = shape
    self.number = number
    self.isFortran = isFortran
    self.isBigEndian = isBigEndian
    self.bytes = bytes
  }

  /// Creates an array of single precision, the last axis varying fastest.
  public init(shape: [Int], floats: [Float]) {
    let count = shape.reduce(1, *)
    precondition(floats.count == count, "\(floats.count) numbers for the shape \(shape)")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * count)
    for value in floats { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
    self.init(shape: shape, number: .single, isFortran: false, isBigEndian: false, bytes: bytes)
  }

  /// Creates an array of 64-bit integers, the last axis varying fastest.
  public init(shape: [Int], integers: [Int]) {
    let count = shape.reduce(1, *)
    precondition(integers.count == count, "\(integers.count) numbers for the shape \(shape)")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * count)
    for value in integers { withUnsafeBytes(of: Int64(value).littleEndian) { bytes += $0 } }
    self.init(shape: shape, number: .int64, isFortran: false, isBigEndian: false, bytes: bytes)
  }

  /// The number of elements.
  public var count: Int { bytes.count / number.width }

  /// Returns the elements in the order of the file.
  public func doubles() -> [Double] {
    bytes.withUnsafeBytes { buffer in (0..<count).map { double(buffer, $0 * number.width) } }
  }

  /// Returns the elements with the last axis varying fastest, whichever order the file has.
  public func rowMajor() -> [Double] {
    let stored = doubles()
    guard isFortran, shape.count > 1, !stored.isEmpty else { return stored }
    var result = [Double](repeating: 0, count: stored.count)
    var index = [Int](repeating: 0, count: shape.count)
    for value in stored {
      var place = 0
      for (axis, length) in shape.enumerated() { place = place * length + index[axis] }
      result[place] = value
      // The file counts the first axis up first.
      for axis in shape.indices {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
      }
    }
    return result
  }

  private func double(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> Double {
    switch number {
    case .bool, .uint8: Double(buffer[offset])
    case .int8: Double(Int8(bitPattern: buffer[offset]))
    case .int16: Double(load(buffer, offset) as Int16)
    case .int32: Double(load(buffer, offset) as Int32)
    case .int64: Double(load(buffer, offset) as Int64)
    case .uint16: Double(load(buffer, offset) as UInt16)
    case .uint32: Double(load(buffer, offset) as UInt32)
    case .uint64: Double(load(buffer, offset) as UInt64)
    case .half: Double(Float(halfPrecision: load(buffer, offset)))
    case .single: Double(Float(bitPattern: load(buffer, offset)))
    case .double: Double(bitPattern: load(buffer, offset))
    }
  }

  private func load<Integer: FixedWidthInteger & BitwiseCopyable>(
    _ buffer: UnsafeRawBufferPointer, _ offset: Int
  ) -> Integer {
    let stored = buffer.loadUnaligned(fromByteOffset: offset, as: Integer.self)
    return isBigEndian ? Integer(bigEndian: stored) : Integer(littleEndian: stored)
  }
}
