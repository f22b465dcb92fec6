/// All that an optimizer's next steps hang on beside the gradients, the groups and the clipping: restored into a new one, it
/// goes on with the same bits.
package struct OptimizerState: Sendable, Equatable {
  /// What is kept of one parameter, in PyTorch's shape; nil where the rule has no such moment or there are no anchors.
  package struct Entry: Sendable, Equatable {
    package var name: String
    package var steps: Int
    package var first: Tensor?
    package var second: Tensor?
    package var anchor: Tensor?

    package init(name: String, steps: Int, first: Tensor?, second: Tensor?, anchor: Tensor?) {
      self.name = name
      self.steps = steps
      self.first = first
      self.second = second
      self.anchor = anchor
    }
  }

  package var rule: Optimizer.Rule
  package var rate: Float
  package var steps: Int
  /// One a parameter, in the order they were drawn.
  package var parameters: [Entry]

  package init(rule: Optimizer.Rule, rate: Float, steps: Int, parameters: [Entry]) {
    self.rule = rule
    self.rate = rate
    self.steps = steps
    self.parameters = parameters
  }

  /// Why a state does not belong to an optimizer.
  package struct Mismatch: Error, Equatable, CustomStringConvertible {
    package let description: String
  }
}

extension Optimizer {
  /// All that the next steps hang on; read between steps, when nothing is accumulated.
  package var state: OptimizerState {
    demand(accumulatedWeight == 0, "an optimizer's state is read between steps, but gradients were accumulated")
    let entries = layout.indices.map { index in
      OptimizerState.Entry(
        name: layout[index].name, steps: counts[index], first: tensor(first, index), second: tensor(second, index),
        anchor: anchors.flatMap { tensor($0, index) })
    }
    return OptimizerState(rule: rule, rate: rate, steps: steps, parameters: entries)
  }

  /// Goes on from a state; throws, and changes nothing, where it is of other parameters or of another kind of rule.
  package func restore(_ state: OptimizerState) throws(OptimizerState.Mismatch) {
    demand(accumulatedWeight == 0, "an optimizer is restored between steps, but gradients were accumulated")
    guard state.rule.kind == rule.kind else {
      throw .init(description: "the state is of \(state.rule.kind), the optimizer is \(rule.kind)")
    }
    let names = state.parameters.map(\.name)
    guard names == layout.map(\.name) else {
      let missing = Set(layout.map(\.name)).symmetricDifference(names).sorted().first
      let reason = missing.map { "'\($0)' is on one side alone" } ?? "their order differs"
      throw .init(description: "the state is of \(names.count) parameters, expected \(layout.count): \(reason)")
    }
    guard state.steps >= 0, state.parameters.allSatisfy({ $0.steps >= 0 }) else {
      throw .init(description: "the state counts fewer than 0 steps")
    }
    for (entry, spec) in zip(state.parameters, layout) {
      let parts = [("first moment", entry.first, first), ("second moment", entry.second, second)]
      for (part, found, block) in parts + [("anchor", entry.anchor, anchors ?? Block(0))] {
        let expected = block.count > 0 ? spec.shape : nil
        guard found?.shape == expected else {
          let (got, wanted) = (found.map { "\($0.shape)" } ?? "none", expected.map { "\($0)" } ?? "none")
          throw .init(description: "'\(spec.name)': the state's \(part) is \(got), expected \(wanted)")
        }
      }
    }
    rule = state.rule
    rate = state.rate
    steps = state.steps
    counts = state.parameters.map(\.steps)
    for (index, entry) in state.parameters.enumerated() {
      put(entry.first, into: first, index)
      put(entry.second, into: second, index)
      if let anchors { put(entry.anchor, into: anchors, index) }
    }
  }

  private func tensor(_ block: Block, _ index: Int) -> Tensor? {
    guard block.count > 0, let offset = offsets[layout[index].name] else { return nil }
    let shape = layout[index].shape
    let stored = Array(UnsafeBufferPointer(start: block.base + offset, count: shape.count))
    return Tensor(Shape(shape.sizes.reversed()), stored).reversed()
  }

  private func put(_ tensor: Tensor?, into block: Block, _ index: Int) {
    guard let tensor, let offset = offsets[layout[index].name] else { return }
    let stored = tensor.reversed().elements
    (block.base + offset).update(from: stored, count: stored.count)
  }
}

extension Optimizer.Rule {
  /// What it is called, whatever its numbers.
  var kind: String {
    switch self {
    case .sgd: "SGD"
    case .adam: "Adam"
    case .adamW: "AdamW"
    }
  }
}
