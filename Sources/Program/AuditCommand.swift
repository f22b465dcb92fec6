import Cohorts
import CommandLineKit
import Interchange
import Leakage
import Learning

/// `einthoven audit`: says whether a split, or a test of a network, can be believed.
enum AuditCommand {
  private static let cohort = Argument(
    "COHORT", .cohort, "NAME[,KEY=VALUE…]:PATH, as 'einthoven cohort --help' lists them")
  private static let against = Option(
    "against", .checkpoint, "COHORT|FILE", "another cohort, or a checkpoint: all that it learnt from")
  private static let split = Option(
    "split", .text, "FILE|UNIT",
    "a split: a run's folder, its file, or a .csv with the columns record and part; or patient, record, example: what "
      + "is kept whole",
    default: "patient")
  private static let limit = Option("limit", .integer(from: 0), "N", "pairs that are listed", default: 10)
  private static let json = Option(flag: "json", "print the report as one line of JSON, with every pair")

  static let command = Command(
    "audit", "tell whether patients or recordings stand on both sides of a split",
    examples: [
      .init("einthoven audit ptb-xl:/data/ptb-xl --official 1-8/9/10", "the split that 'train' makes of it"),
      .init("einthoven audit mitdb:/data/mitdb --split example", "beats dealt out singly"),
      .init("einthoven audit csv:mine.csv --split runs/mine", "the split of a run"),
      .init("einthoven audit csv:mine.csv --split split.csv", "a split of one's own: record,part"),
      .init("einthoven audit csv:mine.csv --against ptb-xl:/data/ptb-xl", "two cohorts"),
      .init(
        "einthoven audit mitdb:/data/mitdb --similarity --gap beat -o pictures", "how much a split by beat flatters"),
      .init("einthoven audit csv:mine.csv --against runs/a/model.safetensors", "what a network learnt from"),
    ],
    arguments: [cohort],
    options: [against, split, limit, json, CommonOptions.threads] + EvidenceOptions.all + TrainingOptions.choosing
      + TrainingOptions.parting,
    notes: """
      Four things are looked for: patients on both sides; records of which parts stand on both sides; the same signal \
      under two names, whatever its scale and rate; and near duplicates: shifted, cropped, filtered, with noise, or \
      upside down. Duplicates on one side are told too, and are no leak. Of a run's folder, what its network's ancestors \
      have seen is a side too.

      Where patients are unknown, or signals could not be compared, a split without copies is not called clean: it \
      cannot be verified. Nor is one called leaking for recordings that only look alike and are said to be of two patients.

      --similarity codes beats of a second by an autoencoder and compares the densities of the codes, between patients \
      and between the halves of one. --gap trains one network on folds of single examples and on folds of patients, \
      as large label by label, and gives the difference; all of it several times, for another training \
      gives another figure. Neither changes the verdict.
      """,
    exits: [
      (.success, "clean"), (.leaking, "something stands on both sides"),
      (.cannotVerify, "nothing was found, and more cannot be shown"),
      (.failedData, "data could not be read"), (.interrupted, "stopped"),
    ]
  ) { call in
    try EvidenceOptions.check(call)
    var training = TrainingRequest(cohort: call[cohort], network: "", recipe: "")
    TrainingOptions.choose(&training, call)
    let unit = Split.Unit(rawValue: call[split])
    if unit == nil, FileAccess.kind(call[split]) == .nothing, !call[split].contains(where: { "/.".contains($0) }) {
      throw Misuse(
        "--split \(call[split]): expected patient, record or example, or the file or run's folder of a split")
    }
    if unit == nil || call[against] != nil, let idle = TrainingOptions.given(call).first {
      throw Misuse(
        "\(idle) says how a training would part the cohort; it has no meaning with --split FILE or --against")
    }
    training.split = try TrainingOptions.split(call, unit: unit ?? .patient)
    let request = OverlapRequest(training, split: unit == nil ? call[split] : nil, against: call[against])
    Interrupt.watch()
    var line = ProgressLine(call.console)
    let report = try request.audit().run(
      threads: call[CommonOptions.threads], report: { line.show($0) }, shouldStop: { Interrupt.isRequested })
    line.end()
    guard let report else { throw Interrupted("stopped; nothing was written") }
    var all = AuditReport(report)
    // What was found stands, whatever becomes of the rest.
    let isWhole = Result { try EvidenceOptions.add(to: &all, training, call) }
    call.console.print(call[json] ? try all.json : all.text(limit: call[limit]))
    guard try isWhole.get() else { throw Interrupted("stopped; what was found so far is above") }
    return Exit(report.verdict)
  }
}

extension Exit {
  /// How an audit ends.
  init(_ verdict: Verdict) {
    switch verdict {
    case .clean: self = .success
    case .leaking: self = .leaking
    case .cannotVerify: self = .cannotVerify
    }
  }
}

extension ProgressLine {
  /// Shows how far an audit is.
  fileprivate mutating func show(_ progress: OverlapAudit.Progress) {
    switch progress {
    case .reading(let done, let total): show("reading", done: done, of: total, unit: "records")
    case .comparing(let done, let total):
      if done <= 1 { end() }
      show("comparing", done: done, of: total, unit: "steps")
    }
  }
}
