import Compute

/// What a graph computes from parameters and constants alone, such as the sum of two biases: computed once, here, and
/// stored as numbers.
struct FoldedValues {
  private let tensors: [ValueID: Tensor]

  /// Computes every batch-wide value that `steps`, those that an output hangs on, make.
  init(_ graph: Graph, _ steps: [Step], _ parameters: Parameters) throws(ONNXExportError) {
    var tensors: [ValueID: Tensor] = [:]
    for (id, value) in graph.values.enumerated() where value.type.span == .batch {
      let stored = value.type.shape
      switch value.source {
      case .parameter(let name): tensors[id] = parameters[name].reversed()
      case .constant(let elements): tensors[id] = Tensor(stored, elements)
      case .input, .step: break
      }
    }
    var made: [(name: String, node: Node)] = []
    for step in steps where step.outputs.contains(where: { graph.values[$0].type.span == .batch }) {
      guard step.inputs.allSatisfy({ graph.values[$0].type.span == .batch }) else {
        throw .operation(
          layer: step.layer, name: step.operation.name,
          message: "its result hangs on the other examples of a batch: draw the network for prediction")
      }
      made += step.outputs.map { ("\($0)", graph.node($0)) }
    }
    if !made.isEmpty {
      let runner = Runner(.inference(made), parameters, threads: 1)
      runner.run(1)
      for (name, node) in made { tensors[node.id] = Tensor(node.shape, runner.output(name)) }
    }
    self.tensors = tensors
  }

  /// The numbers in the order that they are stored in, if the value is batch-wide.
  subscript(_ id: ValueID) -> Tensor? { tensors[id] }
}
