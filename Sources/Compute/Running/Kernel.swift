/// Which block of memory a value lies in.
package enum Area: Sendable, Hashable, CustomStringConvertible {
  /// A worker's own arena: made and used while one shard is warm.
  case local
  /// One stretch a value, all examples: lives across stages, or is an output.
  case shared
  /// Batch-wide values.
  case batch
  /// A lane's own part of a batch-wide value that is a sum over examples.
  case reduced
  /// The same once the lanes are added up: what later stages read.
  case combined
  case parameters
  case input(Int)

  package var description: String {
    switch self {
    case .local: "local"
    case .shared: "shared"
    case .batch: "batch"
    case .reduced: "lane"
    case .combined: "combined"
    case .parameters: "parameters"
    case .input: "input"
    }
  }
}

/// Where a value lies. `offset` counts floats; in `shared` it counts floats an example of capacity.
package struct Operand: Sendable, Hashable {
  package var area: Area
  package var offset: Int
  /// Floats from one example to the next.
  package var stride: Int
  /// Floats of halo in front of an example's first row.
  package var lead: Int
}

/// The memory and the examples that one call of a kernel works on.
package struct Frame {
  package var local: UnsafeMutablePointer<Float>
  package var shared: UnsafeMutablePointer<Float>
  package var batch: UnsafeMutablePointer<Float>
  package var reduced: UnsafeMutablePointer<Float>
  package var combined: UnsafeMutablePointer<Float>
  package var parameters: UnsafeMutablePointer<Float>
  package var inputs: UnsafePointer<UnsafeMutablePointer<Float>>
  package var scratch: UnsafeMutablePointer<Float>
  /// Examples that the shared block is laid out for.
  package var capacity: Int
  /// The shard's first example and how many it has.
  package var start: Int
  package var count: Int
  /// Examples in the whole batch.
  package var total: Int
  /// Whether sums over examples add to what an earlier shard of the lane left.
  package var accumulates: Bool
  package var seed: UInt64
  package var step: UInt64

  /// The first row of the shard's first example.
  @inline(__always)
  package subscript(_ operand: Operand) -> UnsafeMutablePointer<Float> {
    switch operand.area {
    case .local: local + (operand.offset + operand.lead)
    case .shared: shared + (operand.offset * capacity + start * operand.stride + operand.lead)
    case .batch: batch + operand.offset
    case .reduced: reduced + operand.offset
    case .combined: combined + operand.offset
    case .parameters: parameters + operand.offset
    case .input(let index): inputs[index] + start * operand.stride
    }
  }
}

/// Compiled code for one step. `parts` is how many pieces its work on a shard can be cut into; a piece is a range of them.
package struct Kernel: Sendable {
  package var parts: Int
  /// Floats of scratch memory for a shard, one block a worker.
  package var scratch: Int
  package var run: @Sendable (borrowing Frame, Range<Int>) -> Void

  package init(parts: Int = 1, scratch: Int = 0, run: @escaping @Sendable (borrowing Frame, Range<Int>) -> Void) {
    self.parts = parts
    self.scratch = scratch
    self.run = run
  }
}

/// What an operation sees when its kernel is made: where everything lies.
package struct Site {
  package let inputTypes: [ValueType]
  package let outputTypes: [ValueType]
  package let inputs: [Operand]
  package let outputs: [Operand]
  /// Whether anything reads each output.
  package let isUsed: [Bool]
  /// The most examples that a shard has.
  package let shard: Int
}

extension Kernel {
  /// A kernel over all floats of the outputs, example by example; batch-wide values count as one example.
  package static func elementwise(
    _ site: Site,
    _ body:
      @escaping @Sendable (
        _ output: UnsafeMutablePointer<Float>, _ inputs: (Int) -> UnsafeMutablePointer<Float>, _ count: Int
      ) -> Void
  ) -> Kernel {
    let output = site.outputs[0]
    let inputs = site.inputs
    let count = site.outputTypes[0].shape.count
    let isBatch = site.outputTypes[0].span == .batch
    let strides = zip(inputs, site.inputTypes).map { $1.span == .batch ? 0 : $0.stride }
    // Examples that lie end to end everywhere are one run.
    let isDense = !isBatch && output.stride == count && strides.allSatisfy { $0 == count }
    return Kernel { frame, _ in
      let examples = isBatch ? 1 : frame.count
      let runs = isDense ? min(1, examples) : examples
      let length = isDense ? count * examples : count
      for example in 0..<runs {
        body(frame[output] + example * output.stride, { frame[inputs[$0]] + example * strides[$0] }, length)
      }
    }
  }

  /// A kernel that is called once an example with where its values lie; those of the batch are the same for all.
  package static func eachExample(
    _ site: Site,
    _ body:
      @escaping @Sendable (
        _ outputs: (Int) -> UnsafeMutablePointer<Float>, _ inputs: (Int) -> UnsafeMutablePointer<Float>
      ) -> Void
  ) -> Kernel {
    let (inputs, outputs) = (site.inputs, site.outputs)
    let strides = zip(inputs, site.inputTypes).map { $1.span == .batch ? 0 : $0.stride }
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        body(
          { frame[outputs[$0]] + example * outputs[$0].stride }, { frame[inputs[$0]] + example * strides[$0] })
      }
    }
  }
}
