/// The metrics that are looked at after each epoch.
enum EpochFigures {
  private static let usual: [Task: [String]] = [
    .oneLabel: ["accuracy", "macroF1", "macroAUROC", "logLoss"],
    .severalLabels: ["macroF1", "macroAUROC", "macroAUPRC", "logLoss"],
  ]

  /// Returns the metric of a name.
  static func metric(named name: String) throws(LearningError) -> Metric {
    guard let metric = Metric(named: name) else { throw .request(unknown(name)) }
    return metric
  }

  /// What is wrong with the name of a metric, or nothing.
  static func problem(ofName name: String) -> String? { Metric(named: name) == nil ? unknown(name) : nil }

  private static func unknown(_ name: String) -> String {
    "there is no metric '\(name)'; there are \(Metric.names.map(\.name).joined(separator: ", "))"
  }

  /// Returns the usual metrics, and one that was asked for.
  static func values(of predictions: Predictions, with extra: String?) throws(LearningError) -> [String: Double] {
    var names = usual[predictions.task] ?? []
    if let extra, !names.contains(extra) { names.append(extra) }
    var result: [String: Double] = [:]
    for name in names {
      let metric = try metric(named: name)
      if let problem = metric.problem(labels: predictions.labels, task: predictions.task) { throw .request(problem) }
      let value = metric.value(of: predictions)
      // JSON has no way to say that a figure is undefined but to leave it out.
      if value.isFinite { result[name] = value }
    }
    return result
  }
}
