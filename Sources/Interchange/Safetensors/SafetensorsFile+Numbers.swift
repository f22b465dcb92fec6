extension SafetensorsFile {
  /// Reads a tensor as numbers of single precision, the last axis running fastest.
  ///
  /// F32, F16, BF16, integers of up to 16 bits and truth values are exact; F64 and wider integers go to the nearest
  /// number. Complex numbers and those of less than 8 bits, and the 8-bit floats, are refused: `bytes` has them.
  public func floats(_ name: String) throws(FileError) -> [Float] {
    let entry = try entry(name)
    switch entry.type {
    case .single: return try single(entry)
    case .half: return try converted(entry) { Float(halfPrecision: UInt16(littleEndian: $0)) }
    case .brain: return try converted(entry) { Float(brainPrecision: UInt16(littleEndian: $0)) }
    case .double: return try converted(entry) { Float(Double(bitPattern: UInt64(littleEndian: $0))) }
    case .bool: return try converted(entry) { (byte: UInt8) in byte == 0 ? 0 : 1 }
    case .int8: return try converted(entry) { (value: Int8) in Float(value) }
    case .uint8: return try converted(entry) { (value: UInt8) in Float(value) }
    case .int16: return try converted(entry) { Float(Int16(littleEndian: $0)) }
    case .uint16: return try converted(entry) { Float(UInt16(littleEndian: $0)) }
    case .int32: return try converted(entry) { Float(Int32(littleEndian: $0)) }
    case .uint32: return try converted(entry) { Float(UInt32(littleEndian: $0)) }
    case .int64: return try converted(entry) { Float(Int64(littleEndian: $0)) }
    case .uint64: return try converted(entry) { Float(UInt64(littleEndian: $0)) }
    case .float4, .float6e2m3, .float6e3m2, .float8e5m2, .float8e4m3, .float8e8m0, .float8e4m3fnuz, .float8e5m2fnuz,
      .complex64:
      throw refusal(name, found: entry.type.rawValue, expected: "a plain number", "its kind is not read as numbers")
    }
  }

  /// Reads a tensor of 64-bit integers, the last axis running fastest.
  public func integers(_ name: String) throws(FileError) -> [Int] {
    let entry = try entry(name)
    guard entry.type == .int64 else {
      throw refusal(name, found: entry.type.rawValue, expected: "I64", "its numbers are of another kind")
    }
    return try converted(entry) { Int(Int64(littleEndian: $0)) }
  }

  /// Goes straight from the file to where the numbers will stay.
  private func single(_ entry: Entry) throws(FileError) -> [Float] {
    var failure: FileError?
    let result = [Float](unsafeUninitializedCapacity: entry.count) { buffer, count in
      do throws(FileError) {
        try read(entry, to: UnsafeMutableRawBufferPointer(buffer))
        count = entry.count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    #if _endian(big)
      return result.map { Float(bitPattern: UInt32(littleEndian: $0.bitPattern)) }
    #else
      return result
    #endif
  }

  private func converted<Stored: BitwiseCopyable, Value>(
    _ entry: Entry, _ value: (Stored) -> Value
  ) throws(FileError) -> [Value] {
    let bytes = try bytes(entry.name)
    return bytes.withUnsafeBytes { source in
      [Value](unsafeUninitializedCapacity: entry.count) { buffer, count in
        let width = MemoryLayout<Stored>.size
        for index in 0..<entry.count {
          buffer.initializeElement(
            at: index, to: value(source.loadUnaligned(fromByteOffset: index * width, as: Stored.self)))
        }
        count = entry.count
      }
    }
  }
}
