import Compute
import Interchange

/// All that an interrupted training needs to go on with the same bits, in one file.
struct TrainingState {
  /// What is kept beside tensors.
  private struct Header: Codable {
    var identity: TrainingIdentity
    var progress: TrainingProgress
    var rule: Optimizer.Rule
    var rate: Float
    var optimizerSteps: Int
    /// Steps that each parameter has taken, by name.
    var counts: [String: Int]
    var pace: Schedule.State
    var names: [String]
  }

  private static let key = "einthoven.state"
  let identity: TrainingIdentity
  var progress: TrainingProgress
  var pace: Schedule.State
  var optimizer: OptimizerState

  /// Writes the state with the parameters as they are.
  func write(_ parameters: Parameters, to path: String) throws(FileError) {
    var tensors = parameters.tensors(prefix: "parameters.")
    for entry in optimizer.parameters {
      for (part, tensor) in [("first", entry.first), ("second", entry.second), ("anchor", entry.anchor)] {
        guard let tensor else { continue }
        tensors.append(
          SafetensorsTensor("\(part).\(entry.name)", shape: tensor.shape.sizes, floats: tensor.elements))
      }
    }
    let header = Header(
      identity: identity, progress: progress, rule: optimizer.rule, rate: optimizer.rate,
      optimizerSteps: optimizer.steps,
      counts: Dictionary(uniqueKeysWithValues: optimizer.parameters.map { ($0.name, $0.steps) }), pace: pace,
      names: optimizer.parameters.map(\.name))
    let text = String(decoding: try JSONFile.bytes(of: header, file: path, pretty: false), as: UTF8.self)
    try SafetensorsWriter.write(tensors, metadata: [Self.key: text], to: path)
  }

  /// Reads the state of a training, and puts its weights into the parameters.
  init(
    reading path: String, of identity: TrainingIdentity, into parameters: Parameters
  ) throws(FileError) {
    let file = try SafetensorsFile(reading: path)
    guard let text = file.metadata[Self.key] else {
      throw FileError(
        file: path, field: Self.key, expected: "a training's state", message: "this is no training's state")
    }
    let header = try JSONFile.parse(Header.self, Array(text.utf8), file: path)
    try identity.check(header.identity, file: path)
    self.identity = identity
    try parameters.take(from: file, prefix: "parameters.")
    var entries: [OptimizerState.Entry] = []
    for name in header.names {
      guard let spec = parameters.specs.first(where: { $0.name == name }) else {
        throw FileError(file: path, field: name, message: "the network has no such parameter")
      }
      func part(_ part: String) throws(FileError) -> Tensor? {
        file["\(part).\(name)"] == nil ? nil : try file.tensor("\(part).\(name)", shape: spec.shape)
      }
      entries.append(
        OptimizerState.Entry(
          name: name, steps: header.counts[name] ?? 0, first: try part("first"), second: try part("second"),
          anchor: try part("anchor")))
    }
    progress = header.progress
    pace = header.pace
    optimizer = OptimizerState(
      rule: header.rule, rate: header.rate, steps: header.optimizerSteps, parameters: entries)
  }

  init(
    identity: TrainingIdentity, progress: TrainingProgress, pace: Schedule.State, optimizer: OptimizerState
  ) {
    self.identity = identity
    self.progress = progress
    self.pace = pace
    self.optimizer = optimizer
  }
}
