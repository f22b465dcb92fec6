/// Where each parameter begins in the memory of all of them.
package struct ParameterLayout {
  package private(set) var offsets: [String: Int] = [:]
  package private(set) var size = 0

  package init(_ specs: [ParameterSpec]) {
    for spec in specs {
      offsets[spec.name] = size
      size += (spec.shape.count + 15) / 16 * 16
    }
  }
}

/// The weights and carried statistics of a network, by name.
///
/// Outside, a tensor has PyTorch's shape; inside, its axes are reversed, as the kernels read it.
public final class Parameters: @unchecked Sendable {
  /// What there is, in the order it was drawn.
  public let specs: [ParameterSpec]
  package let block: Block
  package let offsets: [String: Int]
  /// Grows whenever a value may have changed: what was packed from the old ones is then stale.
  package internal(set) var version = 0

  /// Creates parameters of zeros for everything that `graph` names.
  public init(for graph: Graph) {
    specs = graph.parameters
    let layout = ParameterLayout(specs)
    offsets = layout.offsets
    block = Block(layout.size)
  }

  /// The number of trainable weights.
  public var count: Int { specs.filter(\.isTrainable).reduce(0) { $0 + $1.shape.count } }

  /// The parameter of that name, in PyTorch's shape; stops when there is none or the shape is another.
  public subscript(_ name: String) -> Tensor {
    get {
      let (spec, offset) = place(of: name)
      let stored = Array(UnsafeBufferPointer(start: block.base + offset, count: spec.shape.count))
      return Tensor(Shape(spec.shape.sizes.reversed()), stored).reversed()
    }
    set {
      let (spec, offset) = place(of: name)
      demand(newValue.shape == spec.shape, "parameter '\(name)' has shape \(spec.shape), got \(newValue.shape)")
      let stored = newValue.reversed().elements
      (block.base + offset).update(from: stored, count: stored.count)
      version += 1
    }
  }

  /// Copies everything from another set of the same names and shapes.
  public func copy(from other: Parameters) {
    demand(other.specs == specs, "the parameters differ in names or shapes")
    block.base.update(from: other.block.base, count: block.count)
    version += 1
  }

  private func place(of name: String) -> (ParameterSpec, Int) {
    guard let spec = specs.first(where: { $0.name == name }), let offset = offsets[name] else {
      fatalError("there is no parameter '\(name)'")
    }
    return (spec, offset)
  }
}
