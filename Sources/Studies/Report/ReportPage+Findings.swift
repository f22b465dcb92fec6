import Charts
import Cohorts
import Learning
import Transfer

extension ReportPage.Verdict {
  /// Returns what a split lets one say of leakage where no recordings were compared.
  ///
  /// - Parameters:
  ///   - unknownPatients: Training examples whose patient nobody knows.
  ///   - crossingPatients: Known patients on both sides; nothing where nobody counted.
  package static func leakage(
    unit: Split.Unit, examples: Int, unknownPatients: Int, crossingPatients: Int?
  ) -> ReportPage.Verdict {
    if let crossing = crossingPatients, crossing > 0 {
      return .init(
        .bad, "Patients are on both sides",
        [
          crossing == 1
            ? "One known patient has examples in more than one part: figures flatter."
            : "\(crossing) known patients have examples in more than one part: figures flatter."
        ])
    }
    if unit == .example {
      return .init(
        .bad, "Records are on both sides",
        ["The split divides records: beats or windows of one patient are on both sides, and figures flatter."])
    }
    if unknownPatients > 0 {
      return .init(
        .unknown, "Leakage cannot be ruled out",
        [
          "\(unknownPatients) of \(examples) training examples are of unknown patients. Records were kept whole; whether a "
            + "patient is on both sides cannot be shown."
        ])
    }
    if unit == .record && crossingPatients == nil {
      return .init(
        .unknown, "Leakage cannot be ruled out", ["The split kept records whole, and nobody counted patients."])
    }
    return .init(
      .unknown, "Leakage was not looked for",
      [
        "All patients are known, and each is in one part alone. Whether a recording is on both sides under two names was not "
          + "looked at."
      ])
  }

  /// Takes in whether networks that the weights come from have seen what is judged on: the worse of both stands first.
  mutating func takeInAncestors(_ acquaintance: Acquaintance) {
    guard [.ancestorHasSeen, .ancestorNotKnown].contains(acquaintance) else { return }
    let other = Self.acquaintance(acquaintance, nil)
    let lines = kind == .good ? other.lines : kind == .bad ? lines + other.lines : other.lines + lines
    if kind != .bad { (kind, title) = (other.kind, other.title) }
    self.lines = lines
  }

  /// What is said of a finding beside the answer; nothing of a good one.
  package var caveat: String? {
    switch kind {
    case .good: nil
    case .bad, .unknown: "Mind: \(title.prefix(1).lowercased() + title.dropFirst()) (see Leakage)."
    }
  }

  /// Returns what is known of examples that a network is judged on: by its card, and where it was looked for by an audit against
  /// all that it learnt from.
  package static func acquaintance(
    _ acquaintance: Acquaintance, _ training: Card.Training?, _ check: LeakageCheck?
  ) -> ReportPage.Verdict {
    let known = Self.acquaintance(acquaintance, training)
    guard let check else { return known }
    let found = ReportPage.Verdict(check, shared: "What is judged on was learnt from")
    switch acquaintance {
    case .otherCohort: return found
    case .ownTest:
      return .init(found.kind, found.title, [acquaintance.words] + found.lines)
    default:
      let worse = found.kind == .bad && known.kind != .bad ? found : known
      return .init(worse.kind, worse.title, known.lines + (check.isLeaking ? found.lines : []))
    }
  }

  /// Returns what a network's card lets one say of examples that it is judged on.
  package static func acquaintance(_ acquaintance: Acquaintance, _ training: Card.Training?) -> ReportPage.Verdict {
    switch acquaintance {
    case .ownTest:
      guard let training else { break }
      var verdict = leakage(
        unit: training.unit, examples: training.examples, unknownPatients: training.unknownPatients,
        crossingPatients: nil)
      verdict.lines.insert(acquaintance.words, at: 0)
      return verdict
    case .ownValidation, .learntFrom: return .init(.bad, "These examples were seen in training", [acquaintance.words])
    case .ancestorHasSeen:
      return .init(.bad, "These examples were seen before the network was carried over", [acquaintance.words])
    case .otherCohort: return .init(.unknown, "A cohort of another name", [acquaintance.words])
    case .notKnown, .silent, .ancestorNotKnown: break
    }
    return .init(.unknown, "Leakage cannot be ruled out", [acquaintance.words])
  }
}

extension ReportPage.Section {
  /// Returns what a measure said beforehand beside what was reached afterwards.
  ///
  /// - Parameters:
  ///   - points: A name, what the measure said, what was reached and its interval, and the number of what belongs together.
  ///   - words: What comes of it, in sentences.
  package static func agreement(
    _ measure: String, with score: String,
    points: [(name: String, measure: Double, score: Double, interval: ClosedRange<Double>?, group: Int)],
    groups: [String] = [], words: [String] = []
  ) -> ReportPage.Section {
    let chart = ScatterChart(
      title: "\(measure) and \(score)", summary: "What \(measure) said before, and the \(score) that was reached",
      x: Axis(measure), y: Axis(score),
      items: points.map { .init($0.name, x: $0.measure, y: $0.score, yInterval: $0.interval, group: $0.group) },
      groups: groups)
    return .init(
      "\(measure) against \(score)",
      words.map { .prose($0) } + [
        .figures([
          .init(chart, caption: "What \(measure) said before training, and the \(score) that was measured after.")
        ])
      ])
  }
}
