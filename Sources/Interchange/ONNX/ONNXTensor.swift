/// Numbers stored in a model, by name.
package struct ONNXTensor: Sendable {
  package enum Elements: Sendable, Equatable {
    case floats([Float])
    case integers([Int])
  }

  package var name: String
  /// The size of each axis, outermost first; none for a single number.
  package var sizes: [Int]
  package var elements: Elements

  package init(name: String, sizes: [Int], elements: Elements) {
    self.name = name
    self.sizes = sizes
    self.elements = elements
  }

  /// The bytes of the numbers.
  package var byteCount: Int {
    switch elements {
    case .floats(let floats): 4 * floats.count
    case .integers(let integers): 8 * integers.count
    }
  }

  func write(to message: inout ProtobufEncoder) {
    for size in sizes { message.add(1, varint: size) }
    // Numbers are written as they lie in memory: little endian, as on every machine that Swift runs on.
    switch elements {
    case .floats(let floats):
      message.add(2, varint: 1)
      message.add(8, string: name)
      floats.withUnsafeBytes { message.add(9, bytes: $0) }
    case .integers(let integers):
      message.add(2, varint: 7)
      message.add(8, string: name)
      integers.map { Int64($0) }.withUnsafeBytes { message.add(9, bytes: $0) }
    }
  }
}
