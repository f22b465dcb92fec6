import Compute
import Interchange

extension ONNXExport {
  /// Returns the network redrawn with ONNX's operations.
  func graph(
    of outputs: [(name: String, node: Node)], _ parameters: Parameters
  ) throws(ONNXExportError) -> ONNXGraph {
    guard let graph = outputs.first?.node.graph else { fatalError("an export without outputs has nothing to say") }
    demand(parameters.specs == graph.parameters, "the parameters are not those of the graph that is exported")
    for (name, node) in outputs {
      demand(node.graph === graph, "output '\(name)' belongs to another graph")
      demand(node.type.span == .example, "output '\(name)' is \(node.type), expected a value of each example")
    }
    let names = outputs.map(\.name)
    demand(
      Set(names + graph.inputs.map(\.name)).count == names.count + graph.inputs.count,
      "outputs \(names) and inputs \(graph.inputs.map(\.name)) need names of their own")
    let steps = graph.steps(makingAnyOf: outputs.map(\.node.id))
    let folded = try FoldedValues(graph, steps, parameters)
    let read = Set(steps.flatMap(\.inputs) + outputs.map(\.node.id))
    var drawing = ONNXDrawing(graph, folded, reading: read, outputs: outputs.map { ($0.name, $0.node.id) })

    let inputs = graph.inputs.filter { read.contains($0.id) }
    for (name, id) in inputs {
      var begin = name
      if name == "signal" {
        begin = try ONNXNormalizer(leads: graph.values[id].type.shape.channels).add(
          normalisation, to: name, in: &drawing)
      }
      drawing.define(id, in: .drawn, as: begin)
    }
    for step in steps where step.outputs.contains(where: { graph.values[$0].type.span == .example }) {
      guard let operation = step.operation as? any ONNXConvertible else {
        throw .operation(
          layer: step.layer, name: step.operation.name,
          message: "it belongs to training: draw the network for prediction")
      }
      drawing.layer = step.layer
      try operation.convert(step, into: &drawing)
    }
    drawing.layer = ""
    for output in outputs { drawing.finish(output.node.id, as: output.name) }
    return ONNXGraph(
      name: "network", nodes: drawing.nodes, initializers: drawing.initializers,
      inputs: inputs.map { value($0.name, graph.values[$0.id].type.shape, $0.name == "signal") },
      outputs: outputs.map { value($0.name, $0.node.shape, false) })
  }

  private func value(_ name: String, _ shape: Shape, _ isSignal: Bool) -> ONNXValue {
    ONNXValue(
      name: name, axes: [.free("batch")] + shape.sizes.map { .fixed($0) },
      documentation: isSignal
        ? "(batch, samples, leads) in \(units), \(JSONText.number(rate).line) samples a second" : "")
  }
}

extension Graph {
  /// The inputs, in the order in which they were drawn.
  fileprivate var inputs: [(name: String, id: ValueID)] {
    values.enumerated().compactMap { id, value in
      if case .input(let name) = value.source { (name, id) } else { nil }
    }
  }

  /// The steps that some values hang on, in order.
  fileprivate func steps(makingAnyOf values: [ValueID]) -> [Step] {
    var needed = Set(values)
    var result: [Step] = []
    for step in steps.reversed() where step.outputs.contains(where: needed.contains) {
      needed.formUnion(step.inputs)
      result.append(step)
    }
    return result.reversed()
  }
}
