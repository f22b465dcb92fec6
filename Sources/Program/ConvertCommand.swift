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
  private static let resample = Option("resample", .number(above: 0), "HZ", "the rate to come to")
  private static let from = Option("from", .number(from: 0), "SECONDS", "where to begin", default: 0)
  private static let duration = Option("duration", .number(above: 0), "SECONDS", "how much to keep; all if not given")
  private static let annotator = Option(
    "annotator", .text, "SUFFIX", "the annotation files to take along", default: "atr")
  private static let gain = Option(
    "gain", .number(above: 0), "STEPS", "steps a millivolt, where samples must be rounded anew", default: 1000)
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
    exits: [(.success, "all records were converted"), (.failedData, "some were refused, or would be written over")]
  ) { call in
    var sources = call[paths]
    if call[out] == nil, sources.count < 2 { throw Misuse("say last where it goes: a file or a folder") }
    let out = call[out] ?? sources.removeLast()
    let plan = try ConversionPlan(
      sources, columns: call[CommonOptions.columns], to: out, format: call[format].flatMap(Conversion.Format.init),
      overwrites: call[force])
    var conversion = Conversion(to: plan.format)
    (conversion.leads, conversion.rate, conversion.gain) = (call[leads], call[resample], call[gain])
    (conversion.start, conversion.duration, conversion.annotator) = (call[from], call[duration], call[annotator])
    call.note(passedOver: plan.passedOver)
    var losses: [ConversionLoss: Int] = [:]
    var notes = AssumptionNotes(call)
    var renamed: [String] = []
    var refused = 0
    for step in plan.steps {
      do throws(FileError) {
        let reader = try RecordReader(step.source, options: call.reading)
        notes.add(reader.description)
        let lost = try plan.carryOut(step, of: reader, by: conversion)
        for loss in lost { losses[loss, default: 0] += 1 }
        if lost.contains(.leadNames) { renamed += conversion.renamedLeads(reader).filter { !renamed.contains($0) } }
        if call[json] { call.console.print(plan.json(of: step, lost: lost)) }
      } catch {
        refused += 1
        if call[json] { call.console.print(RecordInspection.refusal(record: step.source, error: error)) }
        call.complain(error)
      }
    }
    notes.finish()
    for (loss, count) in losses.sorted(by: { $0.key < $1.key }) {
      let which = loss == .leadNames ? " (\(renamed.joined(separator: ", ")))" : ""
      call.console.note("\(count) of \(plan.steps.count): \(loss.rawValue)\(which)")
    }
    let done = plan.steps.count - refused
    if done > 0 {
      call.console.note("wrote \(counted(done, "record")) as \(plan.format.rawValue) to \(out)")
    }
    return refused == 0 ? .success : .failedData
  }
}
