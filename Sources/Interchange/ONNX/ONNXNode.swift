/// One use of an operation.
package struct ONNXNode: Sendable, Equatable {
  /// The operation, as the standard names it: `Conv`.
  package var operation: String
  package var name: String
  package var inputs: [String]
  package var outputs: [String]
  package var attributes: [ONNXAttribute]

  package init(
    operation: String, name: String, inputs: [String], outputs: [String], attributes: [ONNXAttribute] = []
  ) {
    self.operation = operation
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.attributes = attributes
  }

  func write(to message: inout ProtobufEncoder) {
    for input in inputs { message.add(1, string: input) }
    for output in outputs { message.add(2, string: output) }
    message.add(3, string: name)
    message.add(4, string: operation)
    for attribute in attributes { message.add(5, message: attribute.write) }
  }
}

/// A fixed property of a node.
package struct ONNXAttribute: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case number(Float)
    case integer(Int)
    case text(String)
    case integers([Int])
  }

  package var name: String
  package var value: Value

  package init(name: String, value: Value) {
    self.name = name
    self.value = value
  }

  func write(to message: inout ProtobufEncoder) {
    message.add(1, string: name)
    switch value {
    case .number(let number):
      message.add(2, fixed32: number)
      message.add(20, varint: 1)
    case .integer(let integer):
      message.add(3, varint: integer)
      message.add(20, varint: 2)
    case .text(let text):
      message.add(4, string: text)
      message.add(20, varint: 3)
    case .integers(let integers):
      // Not packed: the schema does not ask for it.
      for integer in integers { message.add(8, varint: integer) }
      message.add(20, varint: 7)
    }
  }
}
