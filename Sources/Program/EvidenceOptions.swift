import CommandLineKit
import Interchange
import Leakage
import Learning
import Networks
import Studies

/// The options of an audit that ask for more than overlap, and what they lead to.
enum EvidenceOptions {
  private static let similarity = Option(
    flag: "similarity", "measure how alike the beats of one patient are, beside those of two")
  private static let gap = Option(
    "gap", .choice(Architecture.names), "NETWORK", "train it with a split by example and with one by patient")
  private static let lead = Option("lead", .text, "NAME", "the lead of --similarity; II, or the first")
  private static let epochs = Option(
    "gap-epochs", .integer(in: 1...1_000_000), "N", "passes of each training of --gap", default: 8)
  private static let folds = Option("gap-folds", .integer(in: 2...100), "K", "folds of --gap", default: 5)
  private static let repeats = Option(
    "gap-repeats", .integer(in: 1...100), "N", "times that all of --gap is done, with other folds", default: 5)
  private static let examples = Option(
    "gap-examples", .integer(from: 10), "N", "examples of --gap, drawn", default: 12_000)
  private static let out = Option(
    "out", short: "o", .folder, "DIR",
    "write report.html, audit.json with every pair, and the pictures of --similarity there")

  static var all: [any DeclaredOption] { [similarity, gap, lead, epochs, folds, repeats, examples, out] }

  /// Refuses what would only change evidence that is not asked for, and a place where nothing can be written.
  static func check(_ call: Call) throws {
    if !call[similarity] { try call.refuse(lead, because: "it is of --similarity") }
    if call[gap] == nil { try call.refuse(epochs, folds, repeats, examples, because: "it is of --gap NETWORK") }
    try Destination.check(folder: call[out])
  }

  /// Adds what else was asked for to a report, writes it all where it is wanted, and returns whether it was not told to stop.
  static func add(to report: inout AuditReport, _ training: TrainingRequest, _ call: Call) throws -> Bool {
    let threads = call[CommonOptions.threads]
    var pictures: SimilarityPictures?
    var line = ProgressLine(call.console)
    defer { line.end() }
    if call[similarity] {
      var request = SimilarityRequest(training, seed: call[TrainingOptions.seed])
      request.lead = call[lead]
      line.show("cutting beats", done: 0, of: 1, unit: "cohorts")
      let audit = try request.audit(threads: threads)
      line.end()
      let findings = audit.run(
        threads: threads,
        report: { progress in
          switch progress {
          case .learning(let done, let total): line.show("learning beats", done: done, of: total, unit: "steps")
          case .comparing(let done, let total):
            if done == 0 { line.end() }
            line.show("comparing patients", done: done, of: total, unit: "tables")
          }
        }, shouldStop: { Interrupt.isRequested })
      guard let findings else { return false }
      report.similarity = findings.report
      if call[out] != nil { pictures = SimilarityPictures(findings, threads: threads) }
      line.end()
    }
    if let network = call[gap] {
      var training = training
      (training.network, training.recipe) = (network, TrainingRequest.usualRecipe(for: network))
      training.examples = training.examples ?? call[examples]
      (training.plan.epochs, training.plan.seed) = (call[epochs], call[TrainingOptions.seed])
      line.show("preparing", done: 0, of: 1, unit: "cohorts")
      let audit = try GapRequest(training, folds: call[folds], repeats: call[repeats]).audit(threads: threads)
      line.end()
      report.gap = try audit.run(
        threads: threads,
        report: { progress in
          line.show(
            "training \(progress.training) of \(progress.trainings)", done: progress.step, of: progress.steps,
            unit: "steps")
          if progress.step == progress.steps { line.end() }
        }, shouldStop: { Interrupt.isRequested })
      if report.gap == nil { return false }
    }
    if let folder = call[out] { try write(report, pictures, to: folder) }
    return true
  }

  private static func write(_ report: AuditReport, _ pictures: SimilarityPictures?, to folder: String) throws {
    try AtomicFile.makeFolder(folder)
    try pictures?.write(to: folder)
    try AtomicFile.write(Array(report.json.utf8), to: folder + "/audit.json")
    try report.page(pictures: pictures?.charts.map(\.chart) ?? [], command: ReportOptions.command).write(to: folder)
  }
}
