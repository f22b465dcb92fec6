import Charts
import Cohorts
import Interchange
import Learning
import Networks

/// The page of a training or a transfer, made of its folder.
package struct RunReport {
  private let folder: String
  private let result: TrainingResult
  private let run: SettledRun
  private let cards: [Card]

  /// Reads a run that has ended.
  package init(_ folder: String) throws(FileError) {
    self.folder = folder
    result = try JSONFile.read(TrainingResult.self, from: folder + "/result.json")
    run = try JSONFile.read(SettledRun.self, from: folder + "/run.json")
    var cards: [Card] = []
    for place in Self.folders(folder, result) {
      cards.append(try Checkpoint.card(reading: place + "/model.safetensors"))
    }
    self.cards = cards
  }

  /// Where the parts of a run are: a folder a fold, wherever the run's own folder was moved to.
  private static func folders(_ folder: String, _ result: TrainingResult) -> [String] {
    result.parts.count == 1 ? [folder] : result.parts.indices.map { "\(folder)/fold-\($0 + 1)" }
  }

  /// Returns the page.
  ///
  /// - Parameters:
  ///   - cohort: The cohort, to draw examples of.
  ///   - command: What was typed.
  package func page(cohort: Cohort? = nil, command: String? = nil, threads: Int? = nil) throws(FileError) -> ReportPage
  {
    let folders = Self.folders(folder, result)
    let labels =
      run.labels.count <= 8 ? run.labels.map { names($0) }.joined(separator: ", ") : "\(run.labels.count) labels"
    let ancestor = cards.first?.lineage.first
    let evaluation = (result.pooled ?? result.parts.first?.evaluation)?.calling(names)
    var page = ReportPage(
      title: "\(run.architecture.kind) on \(result.cohort)",
      question: "How well does \(run.architecture.kind)"
        + (ancestor.map { ", carried over from \(ancestorName ?? $0.file)," } ?? "")
        + " tell \(labels) in recordings that it has not seen?",
      answer: evaluation?.answer ?? ["There was no test part to judge on."])
    if result.parts.count > 1 { page.answer += [parts] }
    page.sections += evaluation?.sections() ?? []
    var trainings: [(name: String, epochs: [EpochRecord])] = []
    for (number, place) in folders.enumerated() {
      trainings.append((folders.count > 1 ? "fold \(number + 1)" : "", try TrainingCurves.read(place + "/log.jsonl")))
    }
    page.sections.append(TrainingCurves(trainings).section)
    if result.parts.count > 1 { page.sections.append(foldSection) }
    if let cohort, let place = folders.first,
      let section = examples(cohort, place, result.parts.first?.evaluation, threads)
    {
      page.sections.append(section)
    }
    if let training = cards.first?.training {
      var verdict = ReportPage.Verdict.leakage(
        unit: training.unit, examples: training.examples, unknownPatients: training.unknownPatients,
        crossingPatients: result.crossingPatients)
      if let acquaintance = result.acquaintance { verdict.takeInAncestors(acquaintance) }
      page.sections.append(.init("Leakage", [.verdict(verdict)]))
      if let caveat = verdict.caveat { page.answer.append(caveat) }
    }
    if !result.notes.isEmpty { page.sections.append(.init("What limits the figures", [.list(result.notes)])) }
    page.sections.append(provenance(command))
    return page
  }

  /// What people are told of the labels.
  private var names: LabelNames { LabelNames(cards.first?.labels ?? []) }

  private var parts: String {
    "\(result.parts.count) networks, each judged on its own part"
      + (result.pooled == nil ? "; these figures are of the first." : "; these figures are of all parts together.")
  }

  private var foldSection: ReportPage.Section {
    let first = result.parts.first?.evaluation?.scores ?? []
    return .init(
      "Part by part",
      [
        .table(
          .init(
            columns: ["part"] + first.map(\.metric),
            rows: result.parts.enumerated().map { number, part in
              ["\(number + 1)"]
                + first.map { score in
                  part.evaluation?.scores.first { $0.metric == score.metric }?.estimate.text() ?? "–"
                }
            }))
      ])
  }

  /// What the network was carried over from, by the name that its run has.
  private var ancestorName: String? {
    run.request.network.hasSuffix(".safetensors") ? CheckpointName.short(run.request.network) : nil
  }

  private func examples(
    _ cohort: Cohort, _ place: String, _ evaluation: Evaluation?, _ threads: Int?
  ) -> ReportPage.Section? {
    let path = place + "/predictions.csv"
    guard FileAccess.kind(path) == .file else { return nil }
    do {
      let model = try Model(Checkpoint(reading: place + "/model.safetensors"), threads: threads)
      return ExamplePictures(model, cohort, try PredictionTable.read(path, task: run.task), evaluation).section()
    } catch {
      return .init("Examples", [.prose("Examples could not be drawn: \(error)")])
    }
  }

  private func provenance(_ command: String?) -> ReportPage.Section {
    let plan = cards.first?.training?.plan ?? run.request.plan
    var facts: [(name: String, value: String)] = [
      ("program", "einthoven \(run.einthoven)"), ("cohort", run.request.cohort),
      ("cohort's fingerprint", run.fingerprint), ("split", result.splits.first ?? ""),
      ("splits' fingerprints", run.splits.joined(separator: ", ")),
      ("network", "\(run.architecture.kind), \(run.architecture.parameterCount) weights"),
      ("recipe", run.recipe.steps.map(\.title).joined(separator: ", ")),
      ("training", "\(counted(plan.epochs, "epoch")), batches of \(plan.batch), rate \(plan.rate)"),
      ("seeds", "training \(plan.seed), split \(run.request.split.seed)"),
      ("weights of", result.parts.map { "epoch \($0.epoch)" }.joined(separator: ", ")),
    ]
    let explained = names.explained(run.labels)
    if !explained.isEmpty { facts.append(("labels", explained.joined(separator: ", "))) }
    if let training = cards.first?.training {
      facts.insert(("learnt from", counted(training.examples, "example")), at: 6)
    }
    for ancestor in cards.first?.lineage ?? [] {
      facts.append(
        (
          "from",
          "\(ancestor.file) (\(ancestor.fingerprint)): \(ancestor.method)" + (ancestor.moved.map { "; " + $0 } ?? "")
        ))
    }
    return .init("Where it comes from", [.facts(facts)] + (command.map { [.code($0)] } ?? []))
  }
}
