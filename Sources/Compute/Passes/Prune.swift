/// Removes every step that nothing kept hangs on.
package func prune(_ compilation: inout Compilation) {
  let graph = compilation.graph
  var needed = compilation.kept
  var remaining: [Step] = []
  for step in graph.steps.reversed() where step.outputs.contains(where: needed.contains) {
    needed.formUnion(step.inputs)
    remaining.append(step)
  }
  graph.steps = remaining.reversed()
}
