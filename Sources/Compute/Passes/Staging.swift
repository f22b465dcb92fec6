/// When each step runs. A stage is: batch-wide steps, then one stretch that takes shards of examples through all of its
/// steps while they are warm, then the sums over examples that it made are combined. A stretch ends only where
/// examples meet.
package struct Staging {
  package struct Stage {
    /// Batch-wide steps in groups; steps of a group do not hang on one another.
    package var solo: [[Int]] = []
    package var stretch: [Int] = []
  }
  package var stages: [Stage] = []
  /// The stage of each step.
  package var stageOf: [Int] = []
  /// Whether each step is batch-wide.
  package let isSolo: [Bool]
  /// Batch-wide steps that hang on parameters and constants alone: done anew only when those have changed.
  package var preparation: [[Int]] = []

  package init(_ compilation: Compilation) {
    let graph = compilation.graph
    let steps = graph.steps
    isSolo = steps.map { step in
      compilation.types(step.inputs + step.outputs).allSatisfy { $0.span == .batch }
    }
    var producer: [ValueID: Int] = [:]
    for (index, step) in steps.enumerated() { for output in step.outputs { producer[output] = index } }
    let consumers = compilation.consumers()
    let isSolo = isSolo
    let isReduced: (ValueID) -> Bool = { value in
      graph.values[value].type.span == .batch && producer[value].map { !isSolo[$0] } == true
    }

    // As soon as possible: a sum over examples is there one stage after the stretch that makes it.
    var stage = [Int](repeating: 0, count: steps.count)
    func earliest(_ index: Int) -> Int {
      steps[index].inputs.map { input in
        producer[input].map { stage[$0] + (isReduced(input) ? 1 : 0) } ?? 0
      }.max() ?? 0
    }
    for index in steps.indices { stage[index] = earliest(index) }

    // Then as late as its readers allow, so that what a later stretch reads is still warm: a loss whose weights must be
    // summed first would otherwise keep the whole forward pass a stage away from the backward pass. Steps that only
    // end in sums follow their inputs.
    // Batch-wide steps that some stretch waits for.
    var isAwaited = [Bool](repeating: false, count: steps.count)
    for index in steps.indices.reversed() where isSolo[index] {
      isAwaited[index] = steps[index].outputs.contains { output in
        (consumers[output] ?? []).contains { !isSolo[$0.step] || isAwaited[$0.step] }
      }
    }
    func isFinal(_ index: Int) -> Bool {
      steps[index].outputs.allSatisfy { output in
        isReduced(output) && (consumers[output] ?? []).allSatisfy { isSolo[$0.step] && !isAwaited[$0.step] }
      }
    }
    for index in steps.indices.reversed() where !isSolo[index] && !isFinal(index) {
      let limits = steps[index].outputs.flatMap { output in
        (consumers[output] ?? []).filter { !isFinal($0.step) }.map { stage[$0.step] - (isReduced(output) ? 1 : 0) }
      }
      if let limit = limits.min() { stage[index] = max(stage[index], limit) }
    }
    for index in steps.indices where isSolo[index] || isFinal(index) { stage[index] = earliest(index) }
    for index in steps.indices { assert(stage[index] >= earliest(index), "a step runs before its inputs are there") }

    // Batch-wide steps by depth within their stage.
    var isPrepared = [Bool](repeating: false, count: steps.count)
    var depth = [Int](repeating: 0, count: steps.count)
    for index in steps.indices where isSolo[index] {
      let before = steps[index].inputs.compactMap { producer[$0] }
      isPrepared[index] = before.allSatisfy { isPrepared[$0] }
      let near = before.filter { isSolo[$0] && stage[$0] == stage[index] && isPrepared[$0] == isPrepared[index] }
      depth[index] = (near.map { depth[$0] }.max() ?? -1) + 1
    }
    let count = (stage.max() ?? 0) + 1
    stages = (0..<count).map { number in
      let members = steps.indices.filter { stage[$0] == number }
      let solo = members.filter { isSolo[$0] && !isPrepared[$0] }
      return Stage(solo: Staging.grouped(solo, by: depth), stretch: members.filter { !isSolo[$0] })
    }
    preparation = Staging.grouped(steps.indices.filter { isPrepared[$0] }, by: depth)
    stageOf = stage
  }

  private static func grouped(_ steps: [Int], by depth: [Int]) -> [[Int]] {
    let levels = (steps.map { depth[$0] }.max() ?? -1) + 1
    return (0..<levels).map { level in steps.filter { depth[$0] == level } }
  }
}
