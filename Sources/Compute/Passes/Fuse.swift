/// Joins a step with the one reader of what it makes, wherever the operation knows how to do both in one pass.
package func fuse(_ compilation: inout Compilation) {
  let graph = compilation.graph
  let kept = compilation.kept
  var index = 0
  while index < graph.steps.count {
    if let (reader, fused) = fusion(at: index, compilation, kept) {
      // The fused step stands where the reader stood: by then all of its inputs are there.
      graph.steps[reader] = fused
      graph.steps.remove(at: index)
    } else {
      index += 1
    }
  }
}

private func fusion(at index: Int, _ compilation: Compilation, _ kept: Set<ValueID>) -> (reader: Int, fused: Step)? {
  let steps = compilation.graph.steps
  let step = steps[index]
  for (position, output) in step.outputs.enumerated() where !kept.contains(output) {
    var readers: [(step: Int, position: Int)] = []
    var firstOther = Int.max
    for later in steps.indices[(index + 1)...] {
      for (place, input) in steps[later].inputs.enumerated() {
        if input == output {
          readers.append((later, place))
        } else if step.outputs.contains(input) {
          firstOther = min(firstOther, later)
        }
      }
    }
    guard readers.count == 1, let reader = readers.first, firstOther > reader.step else { continue }
    let next = steps[reader.step]
    guard let operation = step.operation.absorbing(next.operation, output: position, position: reader.position) else {
      continue
    }
    var others = next.inputs
    others.remove(at: reader.position)
    var outputs = step.outputs
    outputs[position] = next.outputs[0]
    let fused = Step(
      operation: operation, inputs: step.inputs + others, outputs: outputs + next.outputs.dropFirst(),
      layer: step.layer)
    return (reader.step, fused)
  }
  return nil
}
