/// A value's number within its graph.
package typealias ValueID = Int

/// One operation of a graph, with the values it takes and makes.
package struct Step: Sendable {
  package var operation: any Operation
  package var inputs: [ValueID]
  package var outputs: [ValueID]
  /// The layer that drew it, for messages and dumps.
  package var layer: String
}

/// Where a value comes from.
package enum Source: Sendable, Hashable {
  case step
  case input(String)
  case parameter(String)
  case constant([Float])
}

/// A parameter as a user names it: the shape is PyTorch's, the axes are stored reversed.
public struct ParameterSpec: Sendable, Hashable {
  /// The name, unique in its graph.
  public let name: String
  /// The shape as PyTorch has it: (out, in, kernel) for a convolution.
  public let shape: Shape
  /// False for statistics that are carried along but never learnt, such as a running mean.
  public let isTrainable: Bool

  /// Creates a description.
  public init(name: String, shape: Shape, isTrainable: Bool = true) {
    self.name = name
    self.shape = shape
    self.isTrainable = isTrainable
  }
}

/// A network being drawn: values, and the operations between them in the order they were drawn.
///
/// Nothing is computed while drawing; shapes are checked at once. Values are channels last: (time, channel).
public final class Graph {
  package struct Value: Sendable {
    package var type: ValueType
    package var source: Source
  }

  package internal(set) var values: [Value] = []
  package internal(set) var steps: [Step] = []
  /// The parameters drawn so far, each once.
  public internal(set) var parameters: [ParameterSpec] = []
  /// Statistics to be stored back into a parameter at the end of a training step.
  package internal(set) var updates: [(parameter: String, value: ValueID)] = []
  private var scopes: [String] = []
  private var prefix = ""
  /// Where each parameter drawn here stands: its number and its value's.
  private var known: [String: (spec: Int, value: ValueID)] = [:]

  /// Creates an empty graph.
  public init() {}

  /// The name of the layer being drawn, dots between levels.
  public var scope: String { scopes.joined(separator: ".") }

  /// Draws within a named layer, so that messages and dumps can say where.
  public func within<Result>(_ name: String, _ draw: () throws -> Result) rethrows -> Result {
    scopes.append(name)
    defer { scopes.removeLast() }
    return try Drawing.$layer.withValue(scope) { try draw() }
  }

  /// Draws with a prefix before the names of layers and parameters: within `leads.3`, `conv1.weight` is
  /// `leads.3.conv1.weight`.
  public func naming<Result>(_ name: String, _ draw: () throws -> Result) rethrows -> Result {
    let outer = prefix
    prefix += name + "."
    defer { prefix = outer }
    return try within(name, draw)
  }

  /// Returns what a parameter of that name is called when it is drawn here.
  public func fullName(_ name: String) -> String { prefix + name }

  /// Adds an input that each example has its own of.
  public func input(_ name: String, _ shape: Shape) -> Node {
    demand(inputID(name) == nil, "input '\(name)' is already drawn")
    return node(add(.init(type: ValueType(shape), source: .input(name))))
  }

  /// Adds a parameter, or finds the one of that name: a name drawn twice is shared.
  ///
  /// `shape` is PyTorch's; the node's shape is its reverse, for that is how the parameter is stored.
  public func parameter(_ name: String, _ shape: Shape, trainable: Bool = true) -> Node {
    let name = prefix + name
    if let (index, value) = known[name] {
      let spec = parameters[index]
      demand(
        spec.shape == shape && spec.isTrainable == trainable,
        "parameter '\(name)' was drawn with shape \(spec.shape), now with \(shape), or as trainable only once")
      return node(value)
    }
    let stored = Shape(shape.sizes.reversed())
    let value = add(.init(type: ValueType(stored, .batch), source: .parameter(name)))
    known[name] = (parameters.count, value)
    parameters.append(ParameterSpec(name: name, shape: shape, isTrainable: trainable))
    return node(value)
  }

  /// Adds a constant that the whole batch shares, given in the order it is stored in.
  public func constant(_ elements: [Float], _ shape: Shape) -> Node {
    demand(
      elements.count == shape.count, "a constant of shape \(shape) needs \(shape.count) elements, got \(elements.count)"
    )
    return node(add(.init(type: ValueType(shape, .batch), source: .constant(elements))))
  }

  /// Stores a batch-wide value into a parameter at the end of each training step.
  public func update(parameter name: String, with value: Node) {
    let name = prefix + name
    demand(value.graph === self, "the value belongs to another graph")
    guard let known = known[name] else { fatalError("there is no parameter '\(name)' to update") }
    let shape = parameters[known.spec].shape
    demand(
      value.type.span == .batch && value.shape.count == shape.count,
      "parameter '\(name)' of \(shape) cannot take \(value.type)")
    updates.removeAll { $0.parameter == name }
    updates.append((name, value.id))
  }

  /// What a parameter is going to be at the end of the step, as far as it was drawn.
  package func pendingUpdate(of name: String) -> Node? {
    updates.first { $0.parameter == prefix + name }.map { node($0.value) }
  }

  package func add(_ value: Value) -> ValueID {
    values.append(value)
    return values.count - 1
  }

  package func node(_ id: ValueID) -> Node { Node(graph: self, id: id) }

  /// Appends an operation and returns what it makes.
  package func apply(_ operation: any Operation, to inputs: [Node], layer: String? = nil) -> [Node] {
    for input in inputs { demand(input.graph === self, "\(operation.name): an input belongs to another graph") }
    let place = layer ?? scope
    let types = Drawing.$layer.withValue(place) { operation.results(of: inputs.map(\.type)) }
    let outputs = types.map { add(.init(type: $0, source: .step)) }
    steps.append(Step(operation: operation, inputs: inputs.map(\.id), outputs: outputs, layer: place))
    return outputs.map(node)
  }

  package func inputID(_ name: String) -> ValueID? { values.firstIndex { $0.source == .input(name) } }
}

/// The layer whose operation is being drawn, for the messages of shape rules.
package enum Drawing {
  @TaskLocal package static var layer = ""

  /// Stops with what was asked, got and expected, unless `condition` holds.
  package static func require(
    _ condition: Bool, _ operation: String, got: @autoclosure () -> String, expected: @autoclosure () -> String
  ) {
    if !condition {
      let place = layer.isEmpty ? operation : "\(layer): \(operation)"
      fatalError("\(place) got \(got()), expected \(expected())")
    }
  }
}

/// A value of a graph being drawn.
public struct Node {
  /// The graph that the value belongs to.
  public let graph: Graph
  package let id: ValueID

  /// The value's shape and span.
  public var type: ValueType { graph.values[id].type }
  /// The value's shape.
  public var shape: Shape { type.shape }

  package func apply(_ operation: any Operation, _ others: Node...) -> Node {
    graph.apply(operation, to: [self] + others)[0]
  }
}
