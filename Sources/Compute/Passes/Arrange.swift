/// Draws what kernels want beforehand: weights packed once a step, and inputs copied where zeros must lie around them.
package func arrange(_ compilation: inout Compilation) {
  let graph = compilation.graph
  var arranged: [String: ValueID] = [:]
  var steps: [Step] = []
  for var step in graph.steps {
    let types = compilation.types(step.inputs)
    var isArranged = false
    for position in step.inputs.indices {
      guard let operation = step.operation.arrangement(of: position, types) else { continue }
      isArranged = true
      let key = "\(step.inputs[position]) \(operation.name)"
      if let known = arranged[key] {
        step.inputs[position] = known
      } else {
        let type = operation.results(of: [types[position]])[0]
        let packed = graph.add(.init(type: type, source: .step))
        steps.append(
          Step(operation: operation, inputs: [step.inputs[position]], outputs: [packed], layer: step.layer))
        arranged[key] = packed
        step.inputs[position] = packed
      }
    }
    if isArranged { step.operation = step.operation.arranged() }
    steps.append(step)
  }
  graph.steps = steps
  copyInputsWithHalo(compilation)
}

/// The user's own memory has no room for zeros around it.
private func copyInputsWithHalo(_ compilation: Compilation) {
  let graph = compilation.graph
  var copies: [ValueID: ValueID] = [:]
  for index in graph.steps.indices {
    let types = compilation.types(graph.steps[index].inputs)
    for (position, input) in graph.steps[index].inputs.enumerated() {
      guard graph.steps[index].operation.halo(of: position, types) != .none else { continue }
      guard graph.values[graph.root(of: input)].source != .step else { continue }
      if copies[input] == nil { copies[input] = graph.add(.init(type: graph.values[input].type, source: .step)) }
    }
  }
  guard !copies.isEmpty else { return }
  var steps: [Step] = []
  var made: Set<ValueID> = []
  for var step in graph.steps {
    for (position, input) in step.inputs.enumerated() {
      guard let copy = copies[input] else { continue }
      if made.insert(input).inserted {
        steps.append(Step(operation: Copy(), inputs: [input], outputs: [copy], layer: ""))
      }
      step.inputs[position] = copy
    }
    steps.append(step)
  }
  graph.steps = steps
}

extension Graph {
  /// The value whose memory this one is, through all reshapes.
  package func root(of value: ValueID) -> ValueID {
    var root = value
    while let step = steps.first(where: { $0.operation.isAlias && $0.outputs[0] == root }) { root = step.inputs[0] }
    return root
  }
}
