/// Where every value lies. Values that live within one stretch share a worker's arena; the rest have a place of their own.
package struct Placement {
  package private(set) var operands: [ValueID: Operand] = [:]
  /// Rows of zeros to write around a value once it is made, in floats before and after.
  package private(set) var halos: [ValueID: Halo] = [:]
  package private(set) var localSize = 0
  /// Floats of shared memory an example.
  package private(set) var sharedSize = 0
  package private(set) var batchSize = 0
  package private(set) var reducedSize = 0
  package private(set) var constants: [(operand: Operand, elements: [Float])] = []

  package init(
    _ compilation: Compilation, _ staging: Staging, shard: Int, inputs: [String], parameterOffsets: [String: Int]
  ) {
    let graph = compilation.graph
    let steps = graph.steps
    let kept = compilation.kept
    var root: [ValueID: ValueID] = [:]
    for step in steps where step.operation.isAlias { root[step.outputs[0]] = root[step.inputs[0]] ?? step.inputs[0] }
    let rootOf: (ValueID) -> ValueID = { root[$0] ?? $0 }

    var producer: [ValueID: Int] = [:]
    for (index, step) in steps.enumerated() where !step.operation.isAlias {
      for output in step.outputs { producer[output] = index }
    }
    // Who reads a root, through any of its aliases, and how much halo they need.
    var readers: [ValueID: [Int]] = [:]
    for (index, step) in steps.enumerated() {
      let types = compilation.types(step.inputs)
      for (position, input) in step.inputs.enumerated() {
        if !step.operation.isAlias { readers[rootOf(input), default: []].append(index) }
        let halo = step.operation.halo(of: position, types)
        guard halo != .none else { continue }
        let width = types[position].shape.channels
        var known = halos[rootOf(input)] ?? .none
        known.before = max(known.before, halo.before * width)
        known.after = max(known.after, halo.after * width)
        halos[rootOf(input)] = known
      }
    }
    let keptRoots = Set(kept.map(rootOf))

    var local: [(value: ValueID, stage: Int, born: Int, dies: Int, size: Int)] = []
    var shared: [(value: ValueID, born: Int, dies: Int, size: Int)] = []
    for (id, value) in graph.values.enumerated() where rootOf(id) == id {
      let count = value.type.shape.count
      switch value.source {
      case .input(let name):
        guard let index = inputs.firstIndex(of: name) else { continue }
        operands[id] = Operand(area: .input(index), offset: 0, stride: count, lead: 0)
      case .parameter(let name):
        guard let offset = parameterOffsets[name] else { continue }
        operands[id] = Operand(area: .parameters, offset: offset, stride: 0, lead: 0)
      case .constant(let elements):
        let operand = Operand(area: .batch, offset: batchSize, stride: 0, lead: 0)
        operands[id] = operand
        constants.append((operand, elements))
        batchSize += padded(count)
      case .step:
        guard let index = producer[id] else { continue }
        let stage = staging.stageOf[index]
        if value.type.span == .batch {
          let isSum = !staging.isSolo[index]
          operands[id] = Operand(
            area: isSum ? .reduced : .batch, offset: isSum ? reducedSize : batchSize, stride: 0, lead: 0)
          if isSum { reducedSize += padded(count) } else { batchSize += padded(count) }
          continue
        }
        if steps[index].operation.skipsUnusedOutputs && readers[id] == nil && !keptRoots.contains(id) {
          operands[id] = Operand(area: .local, offset: 0, stride: 0, lead: 0)
          continue
        }
        let halo = halos[id] ?? .none
        let stride = padded(padded(halo.before) + count + halo.after)
        let uses = readers[id] ?? []
        let lastStage = uses.map { staging.stageOf[$0] }.max() ?? stage
        if lastStage == stage && !keptRoots.contains(id) {
          local.append((id, stage, index, max(index, uses.max() ?? index), stride * shard))
          operands[id] = Operand(area: .local, offset: 0, stride: stride, lead: padded(halo.before))
        } else {
          shared.append((id, stage, keptRoots.contains(id) ? Int.max : lastStage, stride))
          operands[id] = Operand(area: .shared, offset: 0, stride: stride, lead: padded(halo.before))
        }
      }
    }
    let localPlan = Placement.pack(local.map { (($0.stage, $0.born), ($0.stage, $0.dies), $0.size) })
    for (value, offset) in zip(local, localPlan.offsets) { operands[value.value]?.offset = offset }
    localSize = localPlan.size
    // Shards are at different steps of a stretch at one time, so shared memory is given on only between stages.
    let sharedPlan = Placement.pack(shared.map { (($0.born, 0), ($0.dies, 0), $0.size) })
    for (value, offset) in zip(shared, sharedPlan.offsets) { operands[value.value]?.offset = offset }
    sharedSize = sharedPlan.size

    for step in steps where step.operation.isAlias { operands[step.outputs[0]] = operands[rootOf(step.outputs[0])] }
  }

  /// Lays out blocks with lifetimes so that two alive at one time never overlap: the largest first, each as low as it fits.
  static func pack(_ blocks: [(born: (Int, Int), dies: (Int, Int), size: Int)]) -> (offsets: [Int], size: Int) {
    var offsets = [Int](repeating: 0, count: blocks.count)
    var placed: [Int] = []
    var top = 0
    for index in blocks.indices.sorted(by: { (blocks[$0].size, $1) > (blocks[$1].size, $0) }) {
      let block = blocks[index]
      let rivals = placed.filter { blocks[$0].born <= block.dies && block.born <= blocks[$0].dies }
        .sorted { offsets[$0] < offsets[$1] }
      var offset = 0
      for rival in rivals where offset + block.size > offsets[rival] {
        offset = max(offset, offsets[rival] + blocks[rival].size)
      }
      offsets[index] = offset
      placed.append(index)
      top = max(top, offset + block.size)
    }
    return (offsets, top)
  }

}

/// Rounded up to whole cache lines.
private func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
