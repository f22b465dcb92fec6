import Compute
import Interchange

/// A graph being redrawn with ONNX's operations.
struct ONNXDrawing {
  private let graph: Graph
  private let folded: FoldedValues
  private(set) var nodes: [ONNXNode] = []
  private(set) var initializers: [ONNXTensor] = []
  /// The layer whose operation is being converted, for the names of nodes.
  var layer = ""
  /// The names by which values are known, in each order that was made; the first is the one the value was made in.
  private var names: [ValueID: [(order: AxisOrder, name: String)]] = [:]
  /// Values that something reads.
  private let read: Set<ValueID>
  /// The names that outputs are to have.
  private let wanted: [ValueID: String]
  private var taken: Set<String>
  /// Names of parameters that became initializers as they are.
  private var stored: Set<String> = []

  init(
    _ graph: Graph, _ folded: FoldedValues, reading read: Set<ValueID>, outputs: [(name: String, value: ValueID)]
  ) {
    self.graph = graph
    self.folded = folded
    self.read = read
    wanted = Dictionary(outputs.map { ($0.value, $0.name) }) { first, _ in first }
    let inputs = graph.values.compactMap { value in
      if case .input(let name) = value.source { name } else { nil }
    }
    taken = Set(outputs.map(\.name) + graph.parameters.map(\.name) + inputs)
  }

  // MARK: Values

  func shape(of id: ValueID) -> Shape { graph.values[id].type.shape }

  func isRead(_ id: ValueID) -> Bool { read.contains(id) }

  /// The order in which a value was made: the one that costs no transposition.
  func order(of id: ValueID) -> AxisOrder { names[id]?.first?.order ?? .drawn }

  /// The name of a value in an order, which is made if there is none yet.
  mutating func name(of id: ValueID, in order: AxisOrder) -> String {
    guard let known = names[id], let first = known.first else {
      fatalError("value \(id) of layer '\(layer)' has no name yet")
    }
    if let match = known.first(where: { $0.order == order }) { return match.name }
    let name = add(
      "Transpose", [first.name], ["perm": .integers(order.permutation(from: first.order))], making: id, in: order)
    define(id, in: order, as: name)
    return name
  }

  /// Makes a value known by a name in an order.
  mutating func define(_ id: ValueID, in order: AxisOrder, as name: String) {
    names[id, default: []].append((order, name))
  }

  /// Makes all orders of one value known as orders of another: what is a renaming for ONNX.
  mutating func alias(_ id: ValueID, of other: ValueID, _ reordered: (AxisOrder) -> AxisOrder? = { $0 }) {
    for (order, name) in names[other] ?? [] {
      if let order = reordered(order) { define(id, in: order, as: name) }
    }
  }

  // MARK: Nodes

  /// Adds a node and returns its first output's name: `id`'s own, if it is going to be an output. `beside` names further
  /// outputs.
  @discardableResult
  mutating func add(
    _ operation: String, _ inputs: [String], _ attributes: KeyValuePairs<String, ONNXAttribute.Value> = [:],
    making id: ValueID? = nil, in order: AxisOrder = .drawn, beside: [String] = []
  ) -> String {
    let name = unique(layer.isEmpty ? operation : "\(layer)/\(operation)")
    var output = name
    if order == .drawn, let id, let wanted = wanted[id] { output = wanted }
    nodes.append(
      ONNXNode(
        operation: operation, name: name, inputs: inputs, outputs: [output] + beside,
        attributes: attributes.map { ONNXAttribute(name: $0.key, value: $0.value) }))
    return output
  }

  /// Adds the node that makes a value, in an order.
  mutating func make(
    _ id: ValueID, in order: AxisOrder, _ operation: String, _ inputs: [String],
    _ attributes: KeyValuePairs<String, ONNXAttribute.Value> = [:]
  ) {
    define(id, in: order, as: add(operation, inputs, attributes, making: id, in: order))
  }

  /// Makes sure that a value stands under an output's name, axes as they were drawn.
  mutating func finish(_ id: ValueID, as output: String) {
    let name = name(of: id, in: .drawn)
    if name != output {
      nodes.append(
        ONNXNode(operation: "Identity", name: unique("Identity"), inputs: [name], outputs: [output]))
    }
  }

  /// Returns a name that nothing has yet.
  mutating func unique(_ name: String) -> String {
    var result = name
    var number = 1
    while !taken.insert(result).inserted {
      number += 1
      result = "\(name).\(number)"
    }
    return result
  }

  // MARK: Numbers

  /// The numbers of a batch-wide value, axes as PyTorch has them; stops when it is a value of each example.
  func tensor(_ id: ValueID) -> Tensor {
    guard let tensor = folded[id] else { fatalError("value \(id) of layer '\(layer)' is no weight") }
    return tensor
  }

  /// The operation that made a value, with its inputs.
  func maker(of id: ValueID) -> Step? { graph.steps.first { $0.outputs.contains(id) } }

  /// The name of a batch-wide value as an initializer of PyTorch's shape: a parameter keeps its own.
  mutating func weight(_ id: ValueID) -> String {
    guard case .parameter(let name) = graph.values[id].source else { return store(tensor(id), "constant") }
    if stored.insert(name).inserted { append(tensor(id), name) }
    return name
  }

  /// Adds an initializer and returns its name.
  mutating func store(_ tensor: Tensor, _ what: String) -> String {
    let name = unique(layer.isEmpty ? what : "\(layer)/\(what)")
    append(tensor, name)
    return name
  }

  /// The name of a number that nodes share.
  mutating func number(_ value: Float) -> String {
    let name = "number:\(value)"
    if taken.insert(name).inserted { append(Tensor([], [value]), name) }
    return name
  }

  /// The name of a list of whole numbers that nodes share: axes, sizes, positions.
  mutating func integers(_ values: [Int]) -> String {
    let name = "integers:" + values.map(String.init).joined(separator: ",")
    if taken.insert(name).inserted {
      initializers.append(ONNXTensor(name: name, sizes: [values.count], elements: .integers(values)))
    }
    return name
  }

  private mutating func append(_ tensor: Tensor, _ name: String) {
    initializers.append(ONNXTensor(name: name, sizes: tensor.shape.sizes, elements: .floats(tensor.elements)))
  }
}
