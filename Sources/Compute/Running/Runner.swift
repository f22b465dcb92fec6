import CKernels

/// A program with memory and threads: sets inputs, runs, and reads what came out.
///
/// A runner is used from one thread at a time; its workers are its own.
public final class Runner {
  /// What is run.
  public let program: Program
  /// The weights it runs with; several runners may share them.
  public let parameters: Parameters
  /// What random draws begin from; together with `step` it decides every dropout mask.
  public var seed: UInt64 = 0
  /// How many training steps were done; optimizers count it up.
  public var step: UInt64 = 0

  package let workers: Workers
  private let batch: Block
  private let reduced: [Block]
  private let local: [Block]
  private let scratch: [Block]
  private var shared = Block(0)
  private var inputBlocks: [Block] = []
  /// Examples that each input was last given.
  private var given: [Int]
  private let inputPointers: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
  private var capacity = 0
  private var preparedVersion = -1
  private let engine = Engine()

  /// The examples of the last run.
  public private(set) var count = 0

  /// Creates a runner with its own threads: as many as the machine has processors unless told otherwise.
  public init(_ program: Program, _ parameters: Parameters, threads: Int? = nil) {
    demand(
      parameters.specs == program.specs, "the parameters are not those of the graph that the program was drawn from")
    demand(
      ek_current_isa() == program.isa, "the program was compiled for another instruction set: compile it again")
    self.program = program
    self.parameters = parameters
    workers = Workers(count: threads)
    batch = Block(program.placement.batchSize)
    // The first lane's sums lie where the combined ones belong.
    reduced = (0..<program.lanes).map { _ in Block(program.placement.reducedSize) }
    local = (0..<workers.count).map { _ in Block(program.placement.localSize) }
    scratch = (0..<workers.count).map { _ in Block(program.scratch) }
    inputPointers = .allocate(capacity: max(1, program.inputs.count))
    given = program.inputs.map { _ in 0 }
    for (operand, elements) in program.placement.constants {
      (batch.base + operand.offset).update(from: elements, count: elements.count)
    }
    reserve(1)
  }

  deinit { inputPointers.deallocate() }

  /// The number of threads.
  public var threads: Int { workers.count }

  /// Makes room for `count` examples, so that no run up to that many allocates. Outputs of earlier runs are lost.
  public func reserve(_ count: Int) {
    guard count > capacity else { return }
    capacity = count
    shared = Block(program.placement.sharedSize * count)
    let grown = program.inputs.map { Block($0.shape.count * count) }
    for (index, block) in grown.enumerated() {
      if given[index] > 0 {
        block.base.update(from: inputBlocks[index].base, count: given[index] * program.inputs[index].shape.count)
      }
      inputPointers[index] = block.base
    }
    inputBlocks = grown
    self.count = 0
  }

  /// Gives the memory of an input to be filled: `count` examples, one after the other.
  public func withInput<Result>(
    _ name: String, count: Int, _ fill: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    reserve(count)
    guard let index = program.inputs.firstIndex(where: { $0.name == name }) else {
      fatalError("the program has no input '\(name)', it has \(program.inputs.map(\.name))")
    }
    let size = count * program.inputs[index].shape.count
    given[index] = count
    return try fill(UnsafeMutableBufferPointer(start: inputBlocks[index].base, count: size))
  }

  /// Sets an input: whole examples, one after the other.
  public func setInput(_ name: String, _ values: [Float]) {
    let size = program.inputs.first { $0.name == name }?.shape.count ?? 1
    demand(
      size == 0 || values.count.isMultiple(of: size),
      "input '\(name)' takes \(size) numbers an example, got \(values.count)")
    withInput(name, count: size == 0 ? 0 : values.count / size) { buffer in _ = buffer.update(from: values) }
  }

  /// Runs the program on the first `count` examples of its inputs. Training also carries statistics along.
  public func run(_ count: Int) {
    demand(count >= 0, "a run needs 0 or more examples, got \(count)")
    for (index, input) in program.inputs.enumerated() where program.readsInput[index] {
      demand(
        given[index] >= count, "a run of \(count) examples, but input '\(input.name)' was given \(given[index])")
    }
    reserve(count)
    self.count = count
    withExtendedLifetime(self) {
      engine.begin(frame(total: count), program, count: count, workers: workers)
      engine.reduced = reduced
      engine.local = local
      engine.scratch = scratch
      if preparedVersion != parameters.version {
        engine.solo(program.preparation)
        preparedVersion = parameters.version
      }
      for stage in program.stages.indices { engine.run(stage: stage) }
      engine.end()
    }
    if !program.updates.isEmpty {
      for (name, operand, size) in program.updates {
        guard let offset = parameters.offsets[name] else { continue }
        (parameters.block.base + offset).update(from: pointer(operand), count: size)
      }
      parameters.version += 1
    }
  }

  /// The loss of the last run; NaN for a program without one.
  public var loss: Float { program.loss.map { pointer($0)[0] } ?? .nan }

  /// An output of the last run, example after example.
  public func output(_ name: String) -> [Float] {
    guard let output = program.outputs.first(where: { $0.name == name }) else {
      fatalError("the program has no output '\(name)', it has \(program.outputs.map(\.name))")
    }
    let size = output.type.shape.count
    let start = pointer(output.operand)
    if output.type.span == .batch { return Array(UnsafeBufferPointer(start: start, count: size)) }
    return (0..<count).flatMap { UnsafeBufferPointer(start: start + $0 * output.operand.stride, count: size) }
  }

  /// The gradient of the last run's loss to a parameter, in PyTorch's shape; nil when none was compiled.
  public func gradient(of name: String) -> Tensor? {
    guard let (spec, operand) = program.gradients.first(where: { $0.parameter.name == name }) else { return nil }
    let stored = Array(UnsafeBufferPointer(start: pointer(operand), count: spec.shape.count))
    return Tensor(Shape(spec.shape.sizes.reversed()), stored).reversed()
  }

  /// Where a batch-wide or output value lies.
  package func pointer(_ operand: Operand) -> UnsafeMutablePointer<Float> { frame(total: count)[operand] }

  private func frame(total: Int) -> Frame {
    Frame(
      local: local[0].base, shared: shared.base, batch: batch.base, reduced: reduced[0].base,
      combined: reduced[0].base, parameters: parameters.block.base, inputs: UnsafePointer(inputPointers),
      scratch: scratch[0].base, capacity: capacity, start: 0, count: total, total: total, accumulates: false,
      seed: seed, step: step)
  }
}
