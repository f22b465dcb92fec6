/// Writes safetensors files as the format's reference does, byte for byte: tensors of wide numbers first, then by name,
/// the header filled up with spaces to a multiple of 8. The same tensors and texts always make the same bytes.
public enum SafetensorsWriter {
  /// Returns a file's bytes.
  public static func bytes(_ tensors: [SafetensorsTensor], metadata: [String: String] = [:]) -> [UInt8] {
    let tensors = sorted(tensors)
    var result = header(tensors, metadata)
    result.reserveCapacity(result.count + tensors.reduce(0) { $0 + $1.byteCount })
    for tensor in tensors { tensor.withBytes { result.append(contentsOf: $0) } }
    return result
  }

  /// Writes a file, whole or not at all, from where the numbers are: nothing is copied on the way.
  public static func write(
    _ tensors: [SafetensorsTensor], metadata: [String: String] = [:], to path: String
  ) throws(FileError) {
    let tensors = sorted(tensors)
    let header = header(tensors, metadata)
    try AtomicFile.write(to: path) { append in
      header.withUnsafeBytes { append($0) }
      for tensor in tensors { tensor.withBytes { append($0) } }
    }
  }

  private static func sorted(_ tensors: [SafetensorsTensor]) -> [SafetensorsTensor] {
    var names: Set<String> = []
    for tensor in tensors { precondition(names.insert(tensor.name).inserted, "two tensors are named '\(tensor.name)'") }
    return tensors.sorted { left, right in
      left.type == right.type
        ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : left.type.rank > right.type.rank
    }
  }

  private static func header(_ tensors: [SafetensorsTensor], _ metadata: [String: String]) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var position = 0
    for tensor in tensors {
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let end = position + tensor.byteCount
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(position),\(end)]}")
      position = end
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    precondition(text.count <= SafetensorsHeader.limit, "a header of \(text.count) bytes, beyond what can be read")
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text
  }

  private static func quoted(_ text: String) -> String { JSONText.string(text).line }
}
