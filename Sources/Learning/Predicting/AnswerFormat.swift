import Cohorts
import Interchange
import Waveforms

/// How answers are written.
package enum AnswerFormat: String, Sendable, CaseIterable {
  /// A line for people.
  case text
  /// JSON Lines: an object a record.
  case json
  /// A table: a row a record, a column of probabilities a label, by its code; what said labels are called, and why a record
  /// was refused, stand behind them.
  case csv
  /// The four lines of the Challenges of 2020 and 2021: `#record`, classes, zeros and ones, probabilities.
  case challenge

  /// The suffix of its files.
  package var suffix: String {
    switch self {
    case .text: "txt"
    case .json: "jsonl"
    case .csv, .challenge: "csv"
    }
  }

  /// Returns what stands before all answers, with its line end.
  package func head(labels: [String]) -> String {
    self == .csv ? DelimitedText.line(["record", "windows", "labels"] + labels + ["names", "problem"]) : ""
  }

  /// Returns one answer's lines, with their line ends.
  package func lines(_ answer: Model.Answer, calling names: LabelNames) -> String {
    switch self {
    case .text: return answer.text(calling: names) + "\n"
    case .json: return answer.json(calling: names) + "\n"
    case .csv:
      return DelimitedText.line(
        [answer.record, "\(answer.windows)", answer.labels.joined(separator: " ")]
          + answer.probabilities.map { "\($0.probability)" }
          + [answer.labels.map { names($0) }.joined(separator: "; "), ""])
    case .challenge:
      let said = Set(answer.labels)
      return "#\(answer.record)\n"
        + DelimitedText.line(answer.probabilities.map(\.label))
        + DelimitedText.line(answer.probabilities.map { said.contains($0.label) ? "1" : "0" })
        + DelimitedText.line(answer.probabilities.map { "\($0.probability)" })
    }
  }

  /// Returns what stands for a record that was refused, with its line end; nothing where the format has no room for it.
  package func refusal(of record: String, _ error: any Error, labels: Int) -> String {
    switch self {
    case .text, .challenge: ""
    case .json: RecordInspection.refusal(record: record, error: error) + "\n"
    case .csv: DelimitedText.line([record, "0"] + [String](repeating: "", count: labels + 2) + ["\(error)"])
    }
  }
}

extension Model.Answer {
  /// The answer as one line of JSON.
  public var json: String { json(calling: .codes) }

  /// The answer as one line of JSON, with what the labels that are said are called beside their codes.
  func json(calling names: LabelNames) -> String {
    JSONText.object([
      ("record", .string(record)),
      ("probabilities", .object(probabilities.map { ($0.label, .number(Double("\($0.probability)") ?? .nan)) })),
      ("labels", .array(labels.map { .string($0) })), ("names", .array(labels.map { .string(names($0)) })),
      ("windows", .integer(windows)),
    ]).line
  }

  /// The answer for people, in one line.
  public var text: String { text(calling: .codes) }

  /// The answer for people, in one line, with labels called by other names than their codes.
  func text(calling names: LabelNames) -> String {
    let figures = probabilities.map { "\(names($0.label)) \(fixed(Double($0.probability), 3))" }
    let said = labels.isEmpty ? "none" : labels.map { names($0) }.joined(separator: ", ")
    // A record's name comes from a file, and goes to a terminal.
    return "\(FileError.shown(record)): \(said)   (\(figures.joined(separator: "  ")))"
  }
}
