extension NPYArray {
  /// Reads an `.npy` file.
  public init(path: String) throws(FileError) {
    try self.init(parsing: FileAccess.read(path), file: path)
  }

  /// Reads the bytes of an `.npy` file; `file` names it in errors.
  public init(parsing bytes: [UInt8], file: String) throws(FileError) {
    var reader = ByteReader(bytes, file: file)
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw FileError(file: file, field: "magic", expected: "\\x93NUMPY", message: "this is no NPY file")
    }
    try reader.seek(6, "version")
    let version = try reader.uint8("version")
    _ = try reader.uint8("version")
    guard (1...3).contains(version) else {
      throw FileError(
        file: file, field: "version", found: "\(version)", expected: "1…3", message: "the version is unknown")
    }
    let length = version == 1 ? Int(try reader.uint16("header length")) : Int(try reader.uint32("header length"))
    let header = NPYHeader(bytes[try reader.take(length, "header")])
    guard let description = header.text("descr"), let number = Number(rawValue: String(description.dropFirst())),
      let order = description.first, "<>|=".contains(order)
    else {
      throw FileError(
        file: file, field: "descr", found: header.text("descr"), expected: "a type such as <f4",
        message: "the numbers' type is not supported")
    }
    guard let shape = header.shape, let isFortran = header.isFortran else {
      throw FileError(file: file, field: "shape", message: "the header lacks the shape or the order")
    }
    var wanted = number.width
    for axis in shape {
      let (product, isTooLarge) = wanted.multipliedReportingOverflow(by: axis)
      wanted = isTooLarge ? .max : product
      if wanted == 0 { break }
    }
    guard shape.count <= 32, wanted <= reader.remaining else {
      throw FileError(
        file: file, field: "shape", found: "\(reader.remaining) bytes", expected: "\(wanted) for \(shape)",
        message: "the file is too short for its shape")
    }
    let range = try reader.take(wanted, "data")
    self.init(
      shape: shape, number: number, isFortran: isFortran, isBigEndian: order == ">", bytes: Array(bytes[range]))
  }

  /// Returns the array as the bytes of an `.npy` file.
  public func fileBytes() -> [UInt8] {
    let order = number.width == 1 ? "|" : isBigEndian ? ">" : "<"
    let axes = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header =
      "{'descr': '\(order)\(number.rawValue)', 'fortran_order': \(isFortran ? "True" : "False"), 'shape': (\(axes)), }"
    // The data begin at a multiple of 64 bytes.
    header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
    precondition(header.utf8.count <= 0xFFFF, "a shape of \(shape.count) axes")
    let length = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(header.utf8) + bytes
  }

  /// Writes the array to an `.npy` file.
  public func write(to path: String) throws(FileError) {
    try AtomicFile.write(fileBytes(), to: path)
  }
}

/// The dictionary in the header of an `.npy` file, a small part of Python's syntax.
private struct NPYHeader {
  private let text: Substring

  init(_ bytes: ArraySlice<UInt8>) {
    text = Substring(String(decoding: bytes, as: UTF8.self))
  }

  /// Returns what follows a key's colon.
  private func value(_ key: String) -> Substring? {
    for quote in ["'", "\""] {
      guard let range = text.firstRange(of: "\(quote)\(key)\(quote)") else { continue }
      let rest = text[range.upperBound...].drop { $0 == " " }
      if rest.first == ":" { return rest.dropFirst().drop { $0 == " " } }
    }
    return nil
  }

  func text(_ key: String) -> String? {
    guard let rest = value(key), let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    let inner = rest.dropFirst()
    guard let end = inner.firstIndex(of: quote) else { return nil }
    return String(inner[..<end])
  }

  var isFortran: Bool? {
    guard let rest = value("fortran_order") else { return nil }
    return rest.hasPrefix("True") ? true : rest.hasPrefix("False") ? false : nil
  }

  var shape: [Int]? {
    guard let rest = value("shape"), rest.first == "(", let end = rest.firstIndex(of: ")") else { return nil }
    var axes: [Int] = []
    for word in rest[..<end].dropFirst().split(separator: ",") {
      let digits = word.filter { $0 != " " }
      if digits.isEmpty { continue }
      guard let axis = Int(digits), axis >= 0 else { return nil }
      axes.append(axis)
    }
    return axes
  }
}
