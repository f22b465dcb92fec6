/// The sizes of a value's axes: one example's, or a whole batch-wide value's.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The size of each axis, outermost first.
  public let sizes: [Int]

  /// Creates a shape; every size must be at least 0.
  public init(_ sizes: [Int]) {
    demand(sizes.allSatisfy { $0 >= 0 }, "a shape cannot have a negative size: \(sizes)")
    self.sizes = sizes
  }

  /// Creates a shape from its sizes.
  public init(arrayLiteral elements: Int...) { self.init(elements) }

  /// The number of elements.
  public var count: Int { sizes.reduce(1, *) }
  /// The number of axes.
  public var rank: Int { sizes.count }
  /// The size of the last axis, 1 when there is none.
  public var channels: Int { sizes.last ?? 1 }
  /// The product of all axes but the last: time steps of a (time, channel) value.
  public var rows: Int { sizes.dropLast().reduce(1, *) }

  /// The sizes joined by ×.
  public var description: String { sizes.isEmpty ? "scalar" : sizes.map(String.init).joined(separator: "×") }
}

/// What a value is there for: each example has its own, or the whole batch shares one.
public enum Span: Hashable, Sendable {
  /// One value an example.
  case example
  /// One value for the batch: parameters, statistics, losses.
  case batch
}

/// A value's shape and span.
public struct ValueType: Hashable, Sendable, CustomStringConvertible {
  /// The shape of one example, or of the one value.
  public var shape: Shape
  /// Whether each example has its own.
  public var span: Span

  /// Creates a type.
  public init(_ shape: Shape, _ span: Span = .example) {
    self.shape = shape
    self.span = span
  }

  /// The shape, with a mark for batch-wide values.
  public var description: String { span == .example ? "\(shape)" : "[\(shape)]" }
}
