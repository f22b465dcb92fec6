import Compute

/// Walks a drawing and gathers its rows for a summary.
struct Survey {
  private(set) var rows: [ArchitectureSummary.Row] = []
  /// What each value sees of the recording: so many samples, and so many to the next step's; nil for all.
  private var sights: [ValueID: Field?] = [:]
  private var done = 0
  /// Parameters that a row has counted.
  private var counted: Set<String> = []
  /// Where the row of a layer stands, by stage and layer.
  private var places: [String: Int] = [:]

  private struct Field {
    var size: Int
    var step: Int
  }

  mutating func begin(at signal: Node) { sights[signal.id] = Field(size: 1, step: 1) }

  /// Adds what a stage has drawn since the last one.
  mutating func add(_ stage: String, of graph: Graph) {
    for step in graph.steps[done...] { add(step, stage, graph) }
    done = graph.steps.count
  }

  private mutating func add(_ step: Step, _ stage: String, _ graph: Graph) {
    let inputs = step.inputs.map { graph.values[$0].type }
    let outputs = step.outputs.map { graph.values[$0].type }
    let parameters = step.inputs.compactMap { id -> ParameterSpec? in
      guard case .parameter(let name) = graph.values[id].source, counted.insert(name).inserted else { return nil }
      return graph.parameters.first { $0.name == name && $0.isTrainable }
    }
    let field = field(of: step, inputs, outputs)
    for output in step.outputs { sights[output] = field }

    // A layer's copies of all leads are one row.
    let path = step.layer.split(separator: ".").map(String.init)
    let isCopy = path.count > 1 && path[0] == "leads"
    let layer = isCopy ? (["leads", "*"] + path.dropFirst(2)).joined(separator: ".") : step.layer
    let isLayer = path.count > (isCopy ? 2 : 0)
    let name = isLayer ? layer : layer.isEmpty ? step.operation.name : "\(layer).\(step.operation.name)"
    let work = step.operation.work(inputs, outputs)
    let shape = outputs[0].shape.sizes
    let makesRow = isLayer || (shape != inputs[0].shape.sizes && !step.operation.isAlias)

    var place = places["\(stage)/\(name)"]
    if place == nil && !makesRow && !rows.isEmpty { place = rows.count - 1 }
    if let place {
      rows[place].parameters += parameters.reduce(0) { $0 + $1.shape.count }
      rows[place].work += work
      if outputs[0].span == .example && (isLayer || step.operation.isAlias) {
        rows[place].shape = shape
        rows[place].receptiveField = field?.size
      }
      return
    }
    places["\(stage)/\(name)"] = rows.count
    rows.append(
      ArchitectureSummary.Row(
        stage: stage, layer: name, shape: shape, parameters: parameters.reduce(0) { $0 + $1.shape.count }, work: work,
        receptiveField: field?.size))
  }

  private func field(of step: Step, _ inputs: [ValueType], _ outputs: [ValueType]) -> Field? {
    // Parameters, statistics and the like see nothing.
    var field = Field(size: 0, step: 1)
    for input in step.inputs {
      guard let seen = sights[input] else { continue }
      guard let seen else { return nil }
      field = Field(size: max(field.size, seen.size), step: max(field.step, seen.step))
    }
    switch step.operation.sight(inputs, outputs) {
    case .step: return field
    case .window(let size, let stride):
      return Field(size: field.size + (size - 1) * field.step, step: field.step * stride)
    case .all: return nil
    }
  }
}
