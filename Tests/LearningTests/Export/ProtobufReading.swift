/// The fields of a protocol buffer message, read back: just enough to look into what was written.
struct ProtobufMessage {
  enum Field {
    case number(UInt64)
    case single(Float)
    case bytes(ArraySlice<UInt8>)
  }
  private(set) var fields: [(number: Int, field: Field)] = []

  /// Nothing where the bytes are no message.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      guard let key = Self.varint(&rest) else { return nil }
      switch key & 7 {
      case 0:
        guard let value = Self.varint(&rest) else { return nil }
        fields.append((Int(key >> 3), .number(value)))
      case 2:
        guard let length = Self.varint(&rest), rest.count >= Int(length) else { return nil }
        fields.append((Int(key >> 3), .bytes(rest.prefix(Int(length)))))
        rest = rest.dropFirst(Int(length))
      case 5:
        guard rest.count >= 4 else { return nil }
        let bits = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        fields.append((Int(key >> 3), .single(Float(bitPattern: bits))))
        rest = rest.dropFirst(4)
      default: return nil
      }
    }
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    return nil
  }

  func numbers(_ number: Int) -> [Int] {
    fields.compactMap {
      if $0.number == number, case .number(let value) = $0.field { Int(bitPattern: UInt(value)) } else { nil }
    }
  }
  func single(_ number: Int) -> Float? {
    fields.lazy.compactMap { if $0.number == number, case .single(let value) = $0.field { value } else { nil } }.first
  }
  func bytes(_ number: Int) -> [ArraySlice<UInt8>] {
    fields.compactMap { if $0.number == number, case .bytes(let value) = $0.field { value } else { nil } }
  }
  func texts(_ number: Int) -> [String] { bytes(number).map { String(decoding: $0, as: UTF8.self) } }
  func messages(_ number: Int) -> [ProtobufMessage] { bytes(number).compactMap { ProtobufMessage($0) } }
}

/// A model as a reader of ONNX files sees it.
struct ReadModel {
  struct Node {
    let operation: String
    let inputs: [String]
    let outputs: [String]
    let integers: [String: [Int]]
    let texts: [String: String]
  }
  let file: ProtobufMessage
  let graph: ProtobufMessage

  init?(_ bytes: [UInt8]) {
    guard let file = ProtobufMessage(bytes[...]), let graph = file.messages(7).first else { return nil }
    self.file = file
    self.graph = graph
  }

  var nodes: [Node] {
    graph.messages(1).map { node in
      let attributes = node.messages(5).map { ($0.texts(1).first ?? "", $0) }
      return Node(
        operation: node.texts(4).first ?? "", inputs: node.texts(1), outputs: node.texts(2),
        integers: Dictionary(attributes.map { ($0, $1.numbers(8) + $1.numbers(3)) }) { $1 },
        texts: Dictionary(attributes.map { ($0, $1.texts(4).first ?? "") }) { $1 })
    }
  }
  /// Names, sizes and numbers of single precision.
  var initializers: [String: (sizes: [Int], floats: [Float])] {
    Dictionary(
      graph.messages(5).map { tensor in
        let bytes = tensor.bytes(9).first ?? []
        let isFloat = tensor.numbers(2) == [1]
        let floats = stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { start in
          Float(bitPattern: bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        }
        return (tensor.texts(8).first ?? "", (tensor.numbers(1), isFloat ? floats : []))
      }
    ) { $1 }
  }
  /// Name and axes; a free axis is 0.
  func values(_ number: Int) -> [(name: String, axes: [Int])] {
    graph.messages(number).map { value in
      let shape = value.messages(2).first?.messages(1).first?.messages(2).first
      return (value.texts(1).first ?? "", shape?.messages(1).map { $0.numbers(1).first ?? 0 } ?? [])
    }
  }
  var metadata: [String: String] {
    Dictionary(file.messages(14).map { ($0.texts(1).first ?? "", $0.texts(2).first ?? "") }) { $1 }
  }
}
