import CKernels

/// A compiled network: what to run, in which order, and where everything lies. It is compiled once and runs for any
/// number of examples; it holds no memory and may be shared by any number of runners.
public struct Program: Sendable {
  /// How a program is cut. None of it depends on the number of threads, and so neither do the results.
  public struct Options: Sendable {
    /// Examples that a worker takes through a stretch at a time; nil: as many as stay in cache.
    public var shard: Int?
    /// Into how many sums over examples a batch may be parted; nil: as many as cost next to nothing.
    public var lanes: Int?
    /// Whether passes may join operations; off to compare.
    public var fuses = true

    /// The defaults.
    public init() {}
  }

  package struct Instruction: Sendable {
    package let kernel: Kernel
    package let name: String
    package let layer: String
    /// Floating-point operations an example, or in all when batch-wide.
    package let work: Int
    /// What to write zeros around: the value, and how many floats before, within and after.
    package let halos: [(operand: Operand, before: Int, count: Int, after: Int)]
    package let inputs: [String]
    package let outputs: [String]
    /// Bytes made an example, or in all when batch-wide, and where they lie.
    package let bytes: Int
    package let area: String
  }

  package struct Stage: Sendable {
    package var solo: [[Instruction]]
    package var stretch: [Instruction]
    package var sums: [Sum]
  }

  /// A sum over examples, parted over lanes.
  package struct Sum: Sendable {
    package let offset: Int
    package let count: Int
    package let combine: Combine?
  }

  package let preparation: [[Instruction]]
  package let stages: [Stage]
  package let inputs: [(name: String, shape: Shape)]
  /// Whether each input is looked at.
  package let readsInput: [Bool]
  package let outputs: [(name: String, type: ValueType, operand: Operand)]
  package let loss: Operand?
  package let gradients: [(parameter: ParameterSpec, operand: Operand)]
  package let updates: [(parameter: String, operand: Operand, count: Int)]
  package let specs: [ParameterSpec]
  package let placement: Placement
  package let shard: Int
  package let lanes: Int
  package let scratch: Int
  package let isa: ek_isa
  /// The operations that were compiled in, after all passes.
  package let operations: [any Operation]
  /// Floating-point operations an example.
  public let work: Int

  /// Compiles the forward pass alone.
  public static func inference(_ outputs: [(name: String, node: Node)], options: Options = Options()) -> Program {
    guard let graph = outputs.first?.node.graph else { fatalError("a program without outputs has nothing to run") }
    return Program(Compilation(graph, outputs: outputs, loss: nil), { _ in false }, options)
  }

  /// Compiles loss, outputs, and the gradient of the loss to every trainable parameter that `isTrainable` lets pass.
  public static func training(
    loss: Node, outputs: [(name: String, node: Node)] = [], options: Options = Options(),
    isTrainable: (String) -> Bool = { _ in true }
  ) -> Program {
    Program(Compilation(loss.graph, outputs: outputs, loss: loss), isTrainable, options)
  }

  /// The same, with the gradient to each of some inputs as one more output, named by `gradientName(ofInput:)`.
  package static func training(
    loss: Node, outputs: [(name: String, node: Node)] = [], options: Options = Options(),
    gradientsOfInputs inputs: Set<String>
  ) -> Program {
    var compilation = Compilation(loss.graph, outputs: outputs, loss: loss)
    compilation.wantedInputs = inputs
    return Program(compilation, { _ in true }, options)
  }

  /// The name of the output that holds the gradient to an input.
  package static func gradientName(ofInput name: String) -> String { "gradient of \(name)" }

  private init(_ drawn: Compilation, _ isTrainable: (String) -> Bool, _ options: Options) {
    for (name, number) in [("a shard", options.shard), ("the number of lanes", options.lanes)] {
      if let number { demand(number > 0, "\(name) must be 1 or more, got \(number)") }
    }
    var compilation = drawn
    prune(&compilation)
    if options.fuses { reorder(&compilation) }
    differentiate(&compilation, isTrainable: isTrainable)
    prune(&compilation)
    if options.fuses { fuse(&compilation) }
    arrange(&compilation)
    prune(&compilation)

    let graph = compilation.graph
    let staging = Staging(compilation)
    inputs = graph.values.compactMap { value in
      if case .input(let name) = value.source { (name, value.type.shape) } else { nil }
    }
    let read = Set(graph.steps.flatMap(\.inputs)).union(compilation.kept)
    readsInput = graph.values.indices.compactMap { id in
      if case .input = graph.values[id].source { read.contains(id) } else { nil }
    }
    self.specs = graph.parameters
    let specs = graph.parameters
    let offsets = ParameterLayout(specs).offsets
    let names = inputs.map(\.name)
    let plan = { (shard: Int) in
      Placement(compilation, staging, shard: shard, inputs: names, parameterOffsets: offsets)
    }
    shard = options.shard ?? Program.shard(compilation, localSize: plan(1).localSize)
    placement = plan(shard)
    isa = ek_current_isa()
    operations = graph.steps.map(\.operation)

    let lowering = Lowering(compilation, staging, placement, shard: shard)
    preparation = staging.preparation.map { $0.map(lowering.instruction) }
    stages = staging.stages.map { stage in
      Stage(
        solo: stage.solo.map { $0.map(lowering.instruction) },
        stretch: stage.stretch.filter { !graph.steps[$0].operation.isAlias }.map(lowering.instruction),
        sums: stage.stretch.flatMap(lowering.sums))
    }
    let all = preparation.flatMap { $0 } + stages.flatMap { $0.solo.flatMap { $0 } + $0.stretch }
    scratch = all.map(\.kernel.scratch).max() ?? 0
    work = stages.flatMap(\.stretch).reduce(0) { $0 + $1.work }
    lanes = options.lanes ?? Program.lanes(work: work, sums: placement.reducedSize)
    let operands = placement.operands
    outputs = compilation.outputs.compactMap { output in
      operands[output.value].map { (output.name, graph.values[output.value].type, $0) }
    }
    loss = compilation.loss.flatMap { operands[$0] }
    gradients = compilation.gradients.compactMap { gradient in
      guard let spec = specs.first(where: { $0.name == gradient.parameter }),
        let operand = operands[gradient.value]
      else { return nil }
      return (spec, operand)
    }
    updates = compilation.updates.compactMap { update in
      operands[update.value].map { (update.parameter, $0, graph.values[update.value].type.shape.count) }
    }
  }

  /// As many examples as keep a shard's values within half a second-level cache, at least what an operation asks for.
  private static func shard(_ compilation: Compilation, localSize: Int) -> Int {
    let asked = compilation.graph.steps.map(\.operation.preferredShard).max() ?? 1
    let room = 128 * 1024 / max(1, localSize)
    return max(asked, min(8, room))
  }

  /// Adding lanes up reads each lane's sums once: keep that below a hundredth of the arithmetic of one example a lane.
  ///
  /// Where nothing is summed a lane costs nothing: many of them share the work out more evenly.
  private static func lanes(work: Int, sums: Int) -> Int {
    guard sums > 0 else { return 64 }
    let cheap = work / max(1, 100 * sums / 8)
    return max(2, min(8, cheap))
  }
}

/// Turns steps into instructions.
private struct Lowering {
  let compilation: Compilation
  let staging: Staging
  let placement: Placement
  let shard: Int
  let used: Set<ValueID>

  init(_ compilation: Compilation, _ staging: Staging, _ placement: Placement, shard: Int) {
    self.compilation = compilation
    self.staging = staging
    self.placement = placement
    self.shard = shard
    used = compilation.kept.union(compilation.graph.steps.flatMap(\.inputs))
  }

  func instruction(_ index: Int) -> Program.Instruction {
    let step = compilation.graph.steps[index]
    let inputTypes = compilation.types(step.inputs)
    let outputTypes = compilation.types(step.outputs)
    let site = Site(
      inputTypes: inputTypes, outputTypes: outputTypes, inputs: step.inputs.map(source),
      outputs: step.outputs.map(operand), isUsed: step.outputs.map(used.contains), shard: shard)
    let halos = zip(step.outputs, outputTypes).compactMap { output, type in
      placement.halos[output].map { (operand(output), $0.before, type.shape.count, $0.after) }
    }
    return Program.Instruction(
      kernel: step.operation.kernel(site), name: step.operation.name, layer: step.layer,
      work: step.operation.work(inputTypes, outputTypes), halos: halos,
      inputs: zip(step.inputs, inputTypes).map { "\(compilation.graph.label(of: $0)) \($1)" },
      outputs: zip(step.outputs, outputTypes).filter { used.contains($0.0) }.map { "%\($0) \($1)" },
      bytes: zip(step.outputs, outputTypes).filter { used.contains($0.0) }.reduce(0) { $0 + 4 * $1.1.shape.count },
      area: "\(operand(step.outputs[0]).area)")
  }

  func sums(_ index: Int) -> [Program.Sum] {
    let step = compilation.graph.steps[index]
    return step.outputs.enumerated().compactMap { position, output in
      let type = compilation.graph.values[output].type
      guard type.span == .batch, used.contains(output) else { return nil }
      return Program.Sum(
        offset: operand(output).offset, count: type.shape.count, combine: step.operation.combine(output: position))
    }
  }

  /// Where a step reads a value: sums over examples once they are added up.
  private func source(_ id: ValueID) -> Operand {
    var place = operand(id)
    if place.area == .reduced { place.area = .combined }
    return place
  }

  private func operand(_ id: ValueID) -> Operand {
    guard let operand = placement.operands[id] else { fatalError("value \(id) has no place") }
    return operand
  }
}
