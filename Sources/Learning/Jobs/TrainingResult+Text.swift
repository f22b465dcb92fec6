import Cohorts
import Interchange

extension TrainingResult {
  /// The result as one line of JSON.
  public func json() throws -> String {
    String(decoding: try JSONFile.bytes(of: self, file: "result", pretty: false), as: UTF8.self)
  }

  /// The result for people: the figures, what they rest on, and where the network is.
  public var text: String { text(calling: .codes) }

  /// The result for people, with labels called otherwise than by their codes.
  package func text(calling names: LabelNames) -> String {
    var lines: [String] = []
    if let evaluation = pooled ?? parts.first?.evaluation {
      lines.append(
        pooled != nil
          ? "All \(parts.count) test parts together:" : parts.count > 1 ? "The first test part:" : "Test part:")
      lines.append(evaluation.calling(names).text)
    } else {
      lines.append("There was no test part to judge on.")
    }
    if parts.count > 1, let first = parts.first?.evaluation {
      lines += ["", "mean ± deviation over the \(parts.count) test parts:"]
      for score in first.scores {
        let values = values(of: score.metric).filter(\.isFinite)
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(max(1, values.count - 1))).squareRoot()
        lines.append("\(padded(score.metric, 18))  \(fixed(mean, 4)) ± \(fixed(deviation, 4))")
      }
    }
    lines += [""] + notes.map { "note: \($0)" }
    for (number, part) in parts.enumerated() {
      guard let movement = part.movement else { continue }
      let title = parts.count > 1 ? ", part \(number + 1)" : ""
      lines += ["How far the weights moved from where they began\(title): \(movement.words)", movement.text, ""]
    }
    lines += parts.map { "weights of epoch \($0.epoch) of \($0.epochs): \($0.checkpoint)" }
    return lines.joined(separator: "\n")
  }
}
