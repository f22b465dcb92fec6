import Cohorts
import Compute
import Interchange
import Networks

extension ONNXExport {
  /// Creates what a file says of a checkpoint; with `normalises`, what the recipe does to a window after it was cut is
  /// done within the file.
  public init(_ card: Card, normalises: Bool) throws(FileError) {
    let recipe = String(
      decoding: try JSONFile.bytes(of: card.recipe, file: "recipe", pretty: false), as: UTF8.self)
    var facts = [(name: "recipe", value: recipe), (name: "task", value: card.task.rawValue)]
    if let thresholds = card.thresholds { facts.append((name: "thresholds", value: "\(thresholds)")) }
    self.init(
      labels: card.labels.map(\.code), leads: card.leads, rate: card.rate,
      normalisation: normalises ? card.recipe.stepsOnWindows : [], facts: facts, version: Version.current)
  }

  /// Writes a checkpoint as an ONNX file.
  public static func write(_ checkpoint: Checkpoint, normalises: Bool, to path: String) throws {
    let card = checkpoint.card
    try ONNXExport(card, normalises: normalises)
      .write(outputs(of: card.architecture, for: card.task), checkpoint.parameters, to: path)
  }
}
