/// One kind of arithmetic: its shape rule, its gradient, its cost and its kernel, side by side in one file.
package protocol Operation: Sendable {
  /// What dumps and messages call it, with the options that matter.
  var name: String { get }

  /// The types of what it makes; stops with a message when the inputs do not fit.
  func results(of inputs: [ValueType]) -> [ValueType]

  /// The gradient to each input, drawn into the site's graph; nil where there is none or none is needed.
  func gradients(_ site: GradientSite) -> [Node?]

  /// Floating-point operations for one example, or in all for a batch-wide operation.
  func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int

  /// How much of the inputs' time one step of the output sees.
  func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight

  /// Rows of zeros that must lie before and after an input's own rows.
  func halo(of input: Int, _ inputs: [ValueType]) -> Halo

  /// The operation that must first rearrange an input, if any; asked again of the arranged operation it must be nil.
  func arrangement(of input: Int, _ inputs: [ValueType]) -> (any Operation)?

  /// True when the output is the input's own memory under another shape.
  var isAlias: Bool { get }

  /// This operation with `next` done in the same pass, where `next` takes this one's output `output` as its input
  /// `position` and nothing else does. The fused operation's inputs are this one's, then `next`'s others.
  func absorbing(_ next: any Operation, output: Int, position: Int) -> (any Operation)?

  /// How one lane's part of an output that sums over examples joins another's; plain addition when nil.
  func combine(output: Int) -> Combine?

  /// Whether an output that nothing reads is never written, so that it needs no memory.
  var skipsUnusedOutputs: Bool { get }

  /// Examples that are best done together; a program's shards have at least as many.
  var preferredShard: Int { get }

  /// The same operation once the inputs that asked for it are rearranged.
  func arranged() -> any Operation

  /// The code to run.
  func kernel(_ site: Site) -> Kernel
}

extension Operation {
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { outputs.first?.shape.count ?? 0 }
  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight { .step }
  package func halo(of input: Int, _ inputs: [ValueType]) -> Halo { .none }
  package func arrangement(of input: Int, _ inputs: [ValueType]) -> (any Operation)? { nil }
  package var isAlias: Bool { false }
  package func absorbing(_ next: any Operation, output: Int, position: Int) -> (any Operation)? { nil }
  package func gradients(_ site: GradientSite) -> [Node?] { site.inputs.map { _ in nil } }
  package func arranged() -> any Operation { self }
  package func combine(output: Int) -> Combine? { nil }
  package var preferredShard: Int { 1 }
  package var skipsUnusedOutputs: Bool { false }
}

/// Adds `from` to `into`, both of `count` floats.
package typealias Combine =
  @Sendable (_ into: UnsafeMutablePointer<Float>, _ from: UnsafePointer<Float>, _ count: Int) -> Void

/// How much of its inputs' time one step of a value sees.
package enum Sight: Hashable, Sendable {
  /// The same step.
  case step
  /// So many steps, and as many to the next one's.
  case window(size: Int, stride: Int)
  /// Every step.
  case all
}

/// Rows of zeros around a value.
package struct Halo: Hashable, Sendable {
  package var before: Int
  package var after: Int
  package static let none = Halo(before: 0, after: 0)
}

/// What an operation's gradient rule sees: its inputs and outputs, and the gradient that reached each output.
package struct GradientSite {
  package let graph: Graph
  package let inputs: [Node]
  package let outputs: [Node]
  /// The gradient to each output; nil where nothing depends on it.
  package let outputGradients: [Node?]
  /// Whether the gradient to each input is needed.
  package let needs: [Bool]
  package let layer: String

  /// Stops where an input would have to learn through which the operation passes no gradient: silence would be wrong.
  package func requireFixed(_ inputs: PartialRangeFrom<Int>, _ operation: String, _ what: String) {
    for needed in needs[inputs] where needed {
      fatalError("\(layer): \(operation) got \(what) that learn, expected fixed ones: stop their gradient")
    }
  }

  /// Draws a gradient operation under the layer that it belongs to.
  package func apply(_ operation: any Operation, _ inputs: [Node]) -> [Node] {
    graph.apply(operation, to: inputs, layer: layer)
  }
}
