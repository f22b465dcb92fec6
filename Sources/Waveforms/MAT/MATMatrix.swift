import Interchange

/// How a MAT file stores the numbers of a matrix.
enum MATNumber: Sendable {
  case int8, uint8, int16, uint16, int32, uint32, int64, uint64, single, double

  var width: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .single: 4
    case .int64, .uint64, .double: 8
    }
  }

  /// Whether every number fits a 32-bit integer.
  var isInteger: Bool {
    switch self {
    case .int8, .uint8, .int16, .uint16, .int32: true
    case .uint32, .int64, .uint64, .single, .double: false
    }
  }
}

/// A matrix of a MAT file: its shape, its type, and where its numbers lie.
struct MATMatrix: Sendable {
  var name: String
  var rows: Int
  var columns: Int
  var number: MATNumber
  var isBigEndian: Bool
  /// Where the numbers begin in the file, or in `bytes`.
  var offset: Int
  /// The numbers' bytes, where they had to be decompressed.
  var bytes: [UInt8]?

  /// The bytes of all numbers, or nothing when they are beyond counting.
  var byteCount: Int? {
    let (count, isLarge) = rows.multipliedReportingOverflow(by: columns)
    let (bytes, isLarger) = count.multipliedReportingOverflow(by: number.width)
    return isLarge || isLarger ? nil : bytes
  }

  /// Returns the numbers of one row of some columns, from their bytes column by column.
  func reals(row: Int, in bytes: [UInt8], columns count: Int) -> [Double] {
    bytes.withUnsafeBytes { buffer in
      (0..<count).map { column in real(buffer, (column * rows + row) * number.width) }
    }
  }

  /// Returns the integers of one row of some columns.
  func integers(row: Int, in bytes: [UInt8], columns count: Int) -> [Int32] {
    bytes.withUnsafeBytes { buffer in
      (0..<count).map { column in Int32(truncatingIfNeeded: integer(buffer, (column * rows + row) * number.width)) }
    }
  }

  private func integer(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> Int64 {
    switch number {
    case .int8: Int64(Int8(bitPattern: buffer[offset]))
    case .uint8: Int64(buffer[offset])
    case .int16: Int64(load(buffer, offset) as Int16)
    case .uint16: Int64(load(buffer, offset) as UInt16)
    case .int32: Int64(load(buffer, offset) as Int32)
    case .uint32: Int64(load(buffer, offset) as UInt32)
    case .int64, .uint64, .single, .double: load(buffer, offset) as Int64
    }
  }

  private func real(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> Double {
    switch number {
    case .single: Double(Float(bitPattern: load(buffer, offset)))
    case .double: Double(bitPattern: load(buffer, offset))
    case .uint64: Double(load(buffer, offset) as UInt64)
    default: Double(integer(buffer, offset))
    }
  }

  private func load<Number: FixedWidthInteger & BitwiseCopyable>(
    _ buffer: UnsafeRawBufferPointer, _ offset: Int
  ) -> Number {
    let stored = buffer.loadUnaligned(fromByteOffset: offset, as: Number.self)
    return isBigEndian ? Number(bigEndian: stored) : Number(littleEndian: stored)
  }
}
