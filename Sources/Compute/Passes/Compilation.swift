/// A graph on its way to becoming a program. Passes change it in place; values keep their numbers.
package struct Compilation {
  package var graph: Graph
  package var outputs: [(name: String, value: ValueID)]
  package var loss: ValueID?
  /// The gradient to each trainable parameter.
  package var gradients: [(parameter: String, value: ValueID)] = []
  /// Inputs whose gradients are wanted too: each then is an output of its own.
  package var wantedInputs: Set<String> = []

  package init(_ drawn: Graph, outputs: [(name: String, node: Node)], loss: Node?) {
    for (name, node) in outputs {
      demand(node.graph === drawn, "output '\(name)' belongs to another graph")
    }
    graph = drawn.copied()
    self.outputs = outputs.map { ($0.name, $0.node.id) }
    self.loss = loss?.id
    guard loss != nil else { return }
    var seen = kept
    for step in graph.steps.reversed() where step.outputs.contains(where: seen.contains) { seen.formUnion(step.inputs) }
    updates = graph.updates.filter { update in
      // An update hangs on moments, and those on values of the examples: it is wanted when all of these are.
      graph.exampleSources(of: update.value).isSubset(of: seen)
    }
  }

  /// Values that must be there at the end.
  package var kept: Set<ValueID> {
    Set(outputs.map(\.value) + (loss.map { [$0] } ?? []) + gradients.map(\.value) + updates.map(\.value))
  }

  /// Statistics to carry along: only where something learns, and only of what the loss and the outputs look at.
  package private(set) var updates: [(parameter: String, value: ValueID)] = []

  /// The steps that read each value, with the position at which they do.
  package func consumers() -> [ValueID: [(step: Int, position: Int)]] {
    var result: [ValueID: [(step: Int, position: Int)]] = [:]
    for (index, step) in graph.steps.enumerated() {
      for (position, input) in step.inputs.enumerated() { result[input, default: []].append((index, position)) }
    }
    return result
  }

  package func types(_ ids: [ValueID]) -> [ValueType] { ids.map { graph.values[$0].type } }
}

extension Graph {
  /// The values of examples that a batch-wide value was summed over.
  fileprivate func exampleSources(of value: ValueID) -> Set<ValueID> {
    var wanted: Set<ValueID> = [value]
    var sources: Set<ValueID> = []
    for step in steps.reversed() where step.outputs.contains(where: wanted.contains) {
      for input in step.inputs {
        if values[input].type.span == .example { sources.insert(input) } else { wanted.insert(input) }
      }
    }
    return sources
  }

  /// Returns a graph with the same values and steps, free to be changed.
  package func copied() -> Graph {
    let copy = Graph()
    copy.values = values
    copy.steps = steps
    copy.parameters = parameters
    copy.updates = updates
    return copy
  }
}
