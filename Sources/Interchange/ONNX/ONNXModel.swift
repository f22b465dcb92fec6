/// A model as ONNX files hold it; field numbers are those of `onnx.proto`.
package struct ONNXModel: Sendable {
  /// The version of the file's structure: that which came with opset 17 (ONNX 1.12).
  package static let structureVersion = 8
  /// The version of the operations.
  package static let operationsVersion = 17

  package var producer: String
  package var producerVersion: String
  package var documentation: String
  package var graph: ONNXGraph
  /// Further facts by name.
  package var metadata: [(name: String, value: String)]

  package init(
    producer: String, producerVersion: String, documentation: String, graph: ONNXGraph,
    metadata: [(name: String, value: String)]
  ) {
    self.producer = producer
    self.producerVersion = producerVersion
    self.documentation = documentation
    self.graph = graph
    self.metadata = metadata
  }

  /// The bytes of the file.
  package func fileBytes() -> [UInt8] {
    var file = ProtobufEncoder()
    file.bytes.reserveCapacity(graph.storedBytes + 64 * 1024)
    file.add(1, varint: Self.structureVersion)
    file.add(2, string: producer)
    file.add(3, string: producerVersion)
    file.add(6, string: documentation)
    file.add(7, message: graph.write)
    file.add(8) { operations in
      operations.add(1, string: "")
      operations.add(2, varint: Self.operationsVersion)
    }
    for (name, value) in metadata {
      file.add(14) { entry in
        entry.add(1, string: name)
        entry.add(2, string: value)
      }
    }
    return file.bytes
  }
}
