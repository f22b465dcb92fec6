import Cohorts
import CommandLineKit
import Interchange
import Learning
import Networks

/// Tells how a training goes: a line that moves on a terminal, and one line an epoch anywhere.
struct TrainingTeller {
  private let console: Console
  private var line: ProgressLine
  private var title = ""
  private var epochs = 0
  private var steps = 0
  private var batch = 0
  private var metric: String?
  private var best: Double?

  init(_ console: Console) {
    self.console = console
    line = ProgressLine(console)
  }

  func prepares() { console.note("Reading and preparing the recordings …") }

  mutating func begins(_ job: TrainingJob) {
    metric = job.plan.metric
    batch = job.plan.batch
    let names = LabelNames(job.cohort.vocabulary)
    let labels = zip(job.cohort.vocabulary.codes, job.cohort.positives).map { "\(names.beside($0)) \($1)" }
      .joined(separator: ", ")
    console.note("\(job.cohort.name): \(counted(job.cohort.count, "example")); \(labels)")
    let number = job.splits.count > 1 ? " 1 of \(job.splits.count)" : ""
    console.note("split\(number): \(job.splits.first?.method ?? "")")
    for note in Set(job.splits.flatMap(\.notes)).sorted() { console.note("note: \(note)") }
    console.note(
      "\(job.architecture.kind): \(job.architecture.parameterCount) weights; windows of \(job.shape.times) samples at "
        + "\(job.shape.rate) Hz, leads \(job.shape.leads.joined(separator: " "))")
  }

  mutating func tell(_ event: TrainingJob.Event) {
    switch event {
    case .split(let number, let count): title = count > 1 ? "fold \(number)/\(count), " : ""
    case .training(.begun(let start)):
      (epochs, steps, best) = (start.epochs, start.steps, nil)
      line.end()
      if let resumed = start.resumed {
        console.note(
          resumed.epoch >= epochs
            ? "\(title)trained already: judged once more"
            : "\(title)going on in epoch \(resumed.epoch + 1), after step \(resumed.step)")
      }
    case .training(.step(let step)):
      var figures = [(name: "loss", value: Figure.short(step.loss))]
      if let best, let metric { figures.append((name: "best \(metric)", value: Figure.short(best))) }
      line.show(
        "\(title)epoch \(step.epoch)/\(epochs)", done: (step.epoch - 1) * steps + step.step, of: epochs * steps,
        unit: "steps", figures: figures)
    case .training(.epoch(let record)):
      if record.isBest, let metric { best = record.validation[metric] }
      line.say(words(of: record))
    case .judged(let evaluation):
      let figures = evaluation.scores.prefix(3).map { "\($0.metric) \($0.estimate.text())" }
      line.say("\(title)test: \(figures.joined(separator: ", "))\(evaluation.saysLittle ? "; this says little" : "")")
    }
  }

  mutating func ends() { line.end() }

  /// An epoch in a line; on a terminal with as many figures as it has room for, what weights are chosen by first.
  private func words(of record: EpochRecord) -> String {
    var text = "\(title)epoch \(record.epoch)/\(epochs)  loss \(Figure.short(record.loss))"
    let end = "  \(Figure.time(record.seconds))" + (record.isBest ? "  best" : "")
    let room = (console.errors.isTerminal ? console.errors.width : Int.max) - end.count
    let figures = record.validation.sorted { ($0.key == metric ? 0 : 1, $0.key) < ($1.key == metric ? 0 : 1, $1.key) }
    for (name, value) in figures {
      let part = "  \(name) \(Figure.short(value))"
      if text.count + part.count <= room { text += part }
    }
    return text + end
  }
}
