import Compute

/// Walks a drawing and gathers its rows for a summary.
struct Survey {
  private(set) var rows: [ArchitectureSummary.Row] = []
  /// What each value sees of the recording: so many samples, and so many to the next step's; nil for all.
  private var sights: [ValueID: Field?] = [:]
  private var done = 0
  /// Parameters that a row has counted.
  private var counted: Set<String> = []
  /// Where each row stands, by stage and layer or operation.
  private var places: [String: Int] = [:]
  /// How often each place of the drawing has used an operation in a stage.
  private var occurrences: [String: Int] = [:]
  /// The row of the last operation.
  private var current = 0

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

    let made = outputs[0].shape.sizes
    let isNewShape = made != inputs[0].shape.sizes && (!step.operation.isAlias || stage != rows.last?.stage)
    let layer = Layer(step.layer)
    let place = place(of: step.operation, layer, stage, makesRow: layer.isOne || isNewShape)
    rows[place].parameters += parameters.reduce(0) { $0 + $1.shape.count }
    rows[place].work += step.operation.work(inputs, outputs)
    if outputs[0].span == .example {
      rows[place].shape = made
      rows[place].receptiveField = field?.size
    }
    current = place
  }

  /// Returns the row that an operation is counted with, a new one where there is none.
  private mutating func place(of operation: any Operation, _ layer: Layer, _ stage: String, makesRow: Bool) -> Int {
    guard makesRow || rows.isEmpty else { return current }
    let title = operation is Slice ? "slice" : operation.name
    var key = "\(stage)/\(layer.path)"
    if !layer.isOne {
      // The second pool of a stage is not the first one, but it is the second one of every lead.
      key += "/\(title)"
      let drawn = "\(stage)/\(layer.drawn)/\(title)"
      occurrences[drawn, default: 0] += 1
      key += "/\(occurrences[drawn, default: 0])"
    }
    if let place = places[key] { return place }
    places[key] = rows.count
    let name = layer.isOne ? layer.path : layer.path.isEmpty ? title : "\(layer.path).\(title)"
    rows.append(.init(stage: stage, layer: name, shape: [], parameters: 0, work: 0, receptiveField: nil))
    return rows.count - 1
  }

  /// Where an operation was drawn.
  private struct Layer {
    let drawn: String
    /// With the copies of all leads as one.
    let path: String
    /// Whether it is a layer, and not merely a lead's part of the drawing.
    let isOne: Bool

    init(_ drawn: String) {
      self.drawn = drawn
      let parts = drawn.split(separator: ".").map(String.init)
      let isCopy = parts.count > 1 && parts[0] == "leads"
      path = isCopy ? (["leads", "*"] + parts.dropFirst(2)).joined(separator: ".") : drawn
      isOne = parts.count > (isCopy ? 2 : 0)
    }
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
