/// Numbers with a shape, outermost axis first, the last axis dense: PyTorch's order.
public struct Tensor: Sendable, Equatable {
  /// The size of each axis.
  public let shape: Shape
  /// The elements, the last axis running fastest.
  public var elements: [Float] {
    didSet {
      demand(
        elements.count == shape.count,
        "a tensor of shape \(shape) needs \(shape.count) elements, got \(elements.count)")
    }
  }

  /// Creates a tensor; there must be as many elements as the shape has room for.
  public init(_ shape: Shape, _ elements: [Float]) {
    demand(
      shape.count == elements.count, "a tensor of shape \(shape) needs \(shape.count) elements, got \(elements.count)")
    self.shape = shape
    self.elements = elements
  }

  /// Creates a tensor of one number repeated.
  public init(_ shape: Shape, repeating element: Float) {
    self.init(shape, [Float](repeating: element, count: shape.count))
  }

  /// Returns the tensor with its axes in reverse order: the order in which parameters are stored.
  public func reversed() -> Tensor {
    guard shape.rank > 1 else { return self }
    let sizes = shape.sizes
    var result = [Float](repeating: 0, count: elements.count)
    // Walks the result in order; `strides` are the source's, innermost axis first.
    var strides = [Int](repeating: 1, count: sizes.count)
    for axis in sizes.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * sizes[axis + 1] }
    var position = [Int](repeating: 0, count: sizes.count)
    var source = 0
    for index in result.indices {
      result[index] = elements[source]
      for axis in sizes.indices {
        position[axis] += 1
        source += strides[axis]
        if position[axis] < sizes[axis] { break }
        source -= position[axis] * strides[axis]
        position[axis] = 0
      }
    }
    return Tensor(Shape(sizes.reversed()), result)
  }
}
