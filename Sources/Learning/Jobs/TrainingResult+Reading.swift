import Interchange

extension TrainingResult {
  /// Reads the result of a run that came to its end.
  public init(reading folder: String) throws(FileError) {
    let path = "\(folder)/result.json"
    guard FileAccess.kind(path) == .file else {
      throw FileError(
        file: path, expected: "a run that came to its end", message: "the folder holds no result")
    }
    self = try JSONFile.read(TrainingResult.self, from: path)
  }

  /// Returns a metric over all test parts together, or where they share examples its mean over the parts.
  public func score(_ metric: String) -> Double? {
    if let pooled { return pooled.scores.first { $0.metric == metric }?.estimate.value }
    let values = values(of: metric).filter(\.isFinite)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
