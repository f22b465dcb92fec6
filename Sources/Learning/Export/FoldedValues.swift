import Compute

/// The values that do not hang on any example: parameters, constants, and what a graph computes from these alone, such
/// as the sum of two biases, which is computed once, here, and stored as numbers.
struct FoldedValues {
  private let graph: Graph
  private let parameters: Parameters
  private var made: [ValueID: Tensor] = [:]

  /// Computes every batch-wide value that `steps`, those that an output hangs on, make.
  init(_ graph: Graph, _ steps: [Step], _ parameters: Parameters) throws(ONNXExportError) {
    self.graph = graph
    self.parameters = parameters
    var wanted: [(name: String, node: Node)] = []
    for step in steps where step.outputs.contains(where: { graph.values[$0].type.span == .batch }) {
      guard step.inputs.allSatisfy({ graph.values[$0].type.span == .batch }) else {
        throw .operation(
          layer: step.layer, name: step.operation.name,
          message: "its result hangs on the other examples of a batch: draw the network for prediction")
      }
      wanted += step.outputs.map { ("\($0)", graph.node($0)) }
    }
    guard !wanted.isEmpty else { return }
    let runner = Runner(.inference(wanted), parameters, threads: 1)
    runner.run(1)
    for (name, node) in wanted { made[node.id] = Tensor(node.shape, runner.output(name)).reversed() }
  }

  /// The numbers of a value, axes as PyTorch has them; nil where each example has its own.
  subscript(_ id: ValueID) -> Tensor? {
    switch graph.values[id].source {
    case .parameter(let name): parameters[name]
    case .constant(let elements): Tensor(graph.values[id].type.shape, elements).reversed()
    case .step: made[id]
    case .input: nil
    }
  }
}
