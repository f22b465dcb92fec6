import CommandLineKit
import Interchange
import Waveforms

/// `einthoven convert`: records from one format to another.
enum ConvertCommand {
  private static let paths = Argument(
    repeated: "PATH", .file, "records or folders of them, and last where they go: a file or a folder")
  private static let out = Option(
    "out", short: "o", .file, "PATH", "where they go; then all PATH are records or folders of them")
  private static let format = Option(
    "to", short: "t", .choice(Conversion.Format.allCases.map(\.rawValue)), "FORMAT",
    "wfdb, mat (of the Challenges), edf, csv or npy; what the last name says, or wfdb")
  private static let leads = Option("leads", .list, "A,B,…", "the leads to keep, in order; limb leads can be derived")
  private static let resample = Option("resample", .number(in: SamplingRate.plausible), "HZ", "the rate to come to")
  private static let from = Option("from", .number(from: 0), "SECONDS", "where to begin", default: 0)
  private static let duration = Option("duration", .number(above: 0), "SECONDS", "how much to keep; all if not given")
  private static let annotator = Option(
    "annotator", .text, "SUFFIX", "the annotation files to take along", default: "atr")
  private static let gain = Option(
    "gain", .number(in: Conversion.gains), "STEPS", "steps a millivolt, where samples must be rounded anew",
    default: 1000)
  private static let force = Option(flag: "force", "write over what is there")
  private static let json = Option(flag: "json", "print a line of JSON a record: where it is now, and what was lost")

  static let command = Command(
    "convert", "write records in another format",
    examples: [
      .init("einthoven convert mitdb/100 100.csv", "a table: times in seconds, leads in millivolts"),
      .init("einthoven convert holter.edf wfdb/ --from 3600 --duration 60", "a minute of it, as WFDB"),
      .init("einthoven convert ptb-xl/records500 npy/ --to npy --leads I,II,V1", "a folder, with its subfolders"),
      .init("einthoven convert mine.csv challenge/ --to mat --resample 500", "as PhysioNet's Challenges have it"),
      .init("einthoven convert -o edf/ --to edf mitdb/100 mitdb/101", "where they go, said first"),
    ],
    arguments: [paths],
    options: [
      out, format, leads, resample, from, duration, annotator, gain, CommonOptions.rate, CommonOptions.columns, force,
      json,
    ],
    notes: """
      Integers as they are stored stay what they are in wfdb, mat and edf, gains and baselines too. Annotations go \
      beside the new record. What a format cannot keep is said.
      """,
    exits: [
      (.success, "all records were converted"), (.failedData, "some were refused, or would be written over"),
      (.interrupted, "stopped; the same command goes on"),
    ]
  ) { call in
    var sources = call[paths]
    if call[out] == nil, sources.count < 2 { throw Misuse("say last where it goes: a file or a folder") }
    let out = call[out] ?? sources.removeLast()
    var conversion = Conversion(to: .wfdb)
    (conversion.leads, conversion.rate, conversion.gain) = (call[leads], call[resample], call[gain])
    (conversion.start, conversion.duration, conversion.annotator) = (call[from], call[duration], call[annotator])
    var plan = try ConversionPlan(
      sources, columns: call[CommonOptions.columns], to: out, format: call[format].flatMap(Conversion.Format.init),
      overwrites: call[force], goingOnBy: "\(conversion) \(call.reading)")
    conversion.format = plan.format
    call.note(passedOver: plan.passedOver)
    if let first = plan.renamed.first {
      let more = plan.renamed.count > 1 ? ", and so on for \(plan.renamed.count) records" : ""
      call.console.note(
        "a header's name holds letters, digits, _ and - alone: \(FileAccess.stem(of: first.source)) becomes "
          + FileAccess.name(of: first.target) + more)
    }
    if plan.doneBefore > 0 { call.console.note("going on: \(counted(plan.doneBefore, "record")) written already") }
    let count = plan.steps.count + plan.doneBefore
    var losses: [ConversionLoss: Int] = [:]
    var notes = AssumptionNotes(call)
    var renamed: [String] = []
    var refusals = Refusals(call)
    var line = ProgressLine(call.console)
    Interrupt.watch()
    for (place, step) in plan.steps.enumerated() {
      let done = plan.doneBefore + place - refusals.count
      if Interrupt.isRequested {
        line.end()
        throw Interrupted("stopped: \(done) of \(count) records written; the same command goes on")
      }
      if plan.steps.count > 1 {
        line.show("converting", done: plan.doneBefore + place, of: count, unit: "records")
      }
      do throws(FileError) {
        let reader = try RecordReader(step.source, options: call.reading)
        notes.add(reader.description)
        let lost = try plan.carryOut(step, of: reader, by: conversion)
        for loss in lost { losses[loss, default: 0] += 1 }
        if lost.contains(.leadNames) { renamed += conversion.renamedLeads(reader).filter { !renamed.contains($0) } }
        if call[json] {
          line.hide()
          call.console.print(plan.json(of: step, lost: lost))
        }
      } catch {
        line.hide()
        if call[json] { call.console.print(RecordInspection.refusal(record: step.source, error: error)) }
        refusals.add(error, of: step.source)
      }
    }
    line.end()
    plan.end()
    notes.finish()
    for (loss, count) in losses.sorted(by: { $0.key < $1.key }) {
      let which = loss == .leadNames ? " (\(renamed.joined(separator: ", ")))" : ""
      call.console.note("\(count) of \(plan.steps.count): \(loss.rawValue)\(which)")
    }
    refusals.end()
    let done = refusals.count == 0 ? "\(count)" : "\(count - refusals.count) of \(count)"
    guard count > refusals.count || count > 1 else { return .failedData }
    call.console.note("wrote \(done) record\(count == 1 ? "" : "s") as \(plan.format.rawValue) to \(out)")
    return refusals.count == 0 ? .success : .failedData
  }
}
