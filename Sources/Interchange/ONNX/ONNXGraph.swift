/// What a model computes: nodes in an order in which each comes after those that it reads.
package struct ONNXGraph: Sendable {
  package var name: String
  package var nodes: [ONNXNode]
  /// Numbers that are the same for every input: weights, axes, sizes.
  package var initializers: [ONNXTensor]
  package var inputs: [ONNXValue]
  package var outputs: [ONNXValue]

  package init(
    name: String, nodes: [ONNXNode], initializers: [ONNXTensor], inputs: [ONNXValue], outputs: [ONNXValue]
  ) {
    self.name = name
    self.nodes = nodes
    self.initializers = initializers
    self.inputs = inputs
    self.outputs = outputs
  }

  /// The bytes of all numbers.
  package var storedBytes: Int { initializers.reduce(0) { $0 + $1.byteCount } }

  func write(to message: inout ProtobufEncoder) {
    for node in nodes { message.add(1, message: node.write) }
    message.add(2, string: name)
    for tensor in initializers { message.add(5, message: tensor.write) }
    for input in inputs { message.add(11, message: input.write) }
    for output in outputs { message.add(12, message: output.write) }
  }
}
