/// An input or output of a model: numbers of single precision.
package struct ONNXValue: Sendable, Equatable {
  package enum Axis: Sendable, Equatable {
    case fixed(Int)
    /// As long as the caller makes it; axes of one name are equally long.
    case free(String)
  }

  package var name: String
  package var axes: [Axis]
  package var documentation: String

  package init(name: String, axes: [Axis], documentation: String = "") {
    self.name = name
    self.axes = axes
    self.documentation = documentation
  }

  func write(to message: inout ProtobufEncoder) {
    message.add(1, string: name)
    message.add(2) { type in
      type.add(1) { tensor in
        tensor.add(1, varint: 1)
        tensor.add(2, message: writeShape)
      }
    }
    if !documentation.isEmpty { message.add(3, string: documentation) }
  }

  private func writeShape(to shape: inout ProtobufEncoder) {
    for axis in axes {
      shape.add(1) { dimension in
        switch axis {
        case .fixed(let size): dimension.add(1, varint: size)
        case .free(let name): dimension.add(2, string: name)
        }
      }
    }
  }
}
