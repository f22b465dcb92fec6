/// Draws the gradient of the loss to every parameter that `isTrainable` names, walking the steps backward.
///
/// Only what lies between the loss and such a parameter is differentiated: freezing is pruning.
package func differentiate(_ compilation: inout Compilation, isTrainable: (String) -> Bool) {
  guard let loss = compilation.loss else { return }
  let graph = compilation.graph
  demand(
    graph.values[loss].type == ValueType([], .batch),
    "a loss must be one number for the batch, got \(graph.values[loss].type)")

  let trainable = graph.parameters.filter { $0.isTrainable && isTrainable($0.name) }.map(\.name)
  var needs = [Bool](repeating: false, count: graph.values.count)
  for (id, value) in graph.values.enumerated() {
    switch value.source {
    case .parameter(let name): needs[id] = trainable.contains(name)
    case .input(let name): needs[id] = compilation.wantedInputs.contains(name)
    case .step, .constant: break
    }
  }
  for step in graph.steps where !(step.operation is StopGradient) && step.inputs.contains(where: { needs[$0] }) {
    for output in step.outputs { needs[output] = true }
  }

  var gradients: [ValueID: Node] = [:]
  if needs[loss] { gradients[loss] = graph.constant([1], []) }
  for step in graph.steps.reversed() where step.outputs.contains(where: { gradients[$0] != nil && needs[$0] }) {
    let site = GradientSite(
      graph: graph, inputs: step.inputs.map(graph.node), outputs: step.outputs.map(graph.node),
      outputGradients: step.outputs.map { gradients[$0] }, needs: step.inputs.map { needs[$0] }, layer: step.layer)
    for (input, gradient) in zip(step.inputs, step.operation.gradients(site)) where needs[input] {
      guard let gradient else { continue }
      demand(
        gradient.type == graph.values[input].type,
        "\(step.operation.name): a gradient of \(gradient.type) for a value of \(graph.values[input].type)")
      gradients[input] =
        gradients[input].map { sum in
          graph.apply(Arithmetic(kind: .add), to: [sum, gradient], layer: step.layer)[0]
        } ?? gradient
    }
  }

  for (id, value) in graph.values.enumerated() {
    guard case .input(let name) = value.source, compilation.wantedInputs.contains(name) else { continue }
    if let gradient = gradients[id] { compilation.outputs.append((Program.gradientName(ofInput: name), gradient.id)) }
  }

  // One value may be the gradient of several parameters: each then gets memory of its own.
  var taken: Set<ValueID> = []
  for (id, value) in graph.values.enumerated() {
    guard case .parameter(let name) = value.source, trainable.contains(name), var gradient = gradients[id] else {
      continue
    }
    let isStepped = graph.values[gradient.id].source == .step
    if !isStepped || !taken.insert(gradient.id).inserted {
      gradient = graph.apply(Copy(), to: [gradient], layer: "")[0]
      taken.insert(gradient.id)
    }
    compilation.gradients.append((name, gradient.id))
  }
}
