/// max-pool(relu(x)) becomes relu(max-pool(x)), the same numbers: there is less left to rectify, and the convolution
/// before them can pool what it just made.
package func reorder(_ compilation: inout Compilation) {
  let graph = compilation.graph
  let kept = compilation.kept
  for index in graph.steps.indices {
    guard let rectifier = graph.steps[index].operation as? Rectifier, rectifier.slope == 0 else { continue }
    let rectified = graph.steps[index].outputs[0]
    let readers = compilation.consumers()[rectified] ?? []
    guard !kept.contains(rectified), readers.count == 1, let reader = readers.first,
      graph.steps[reader.step].operation is MaxPool
    else { continue }
    // The two steps change places: the pool takes the rectifier's input, the rectifier the pool's output.
    var pool = graph.steps[reader.step]
    var relu = graph.steps[index]
    let pooled = graph.add(.init(type: graph.values[pool.outputs[0]].type, source: .step))
    let final = pool.outputs[0]
    pool.inputs = relu.inputs
    pool.outputs[0] = pooled
    relu.inputs = [pooled]
    relu.outputs = [final]
    graph.steps[index] = pool
    graph.steps[reader.step] = relu
  }
}
