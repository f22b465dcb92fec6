import Charts
import CommandLineKit
import Interchange
import Learning
import Studies
import Transfer
import Waveforms

/// `einthoven plot`: draws a record on paper, or who listens to whom in a network.
enum PlotCommand {
  private static let path = Argument(
    "RECORD", .checkpoint, "a record, '-' for one through a pipe, or a checkpoint whose layers join leads")
  private static let out = Option(
    "out", short: "o", .file, "FILE", "where it goes: .svg, .pdf or .png; '-' prints SVG", default: "-")
  private static let from = Option("from", .number(from: 0), "SECONDS", "where it begins", default: 0)
  private static let duration = Option("duration", .number(above: 0), "SECONDS", "how much is drawn", default: 10)
  private static let leads = Option("leads", .text, "NAMES", "which leads, by name with commas; all when not given")
  private static let layout = Option(
    "layout", .choice(RecordPicture.layouts), "LAYOUT",
    "3x4 (three rows of four over a rhythm strip) or stacked; what suits the leads when not given")
  private static let annotator = Option(
    "annotator", .text, "SUFFIX", "the annotation file beside the record", default: "atr")

  private static let layer = Option(
    "layer", .text, "STAGE", "of a checkpoint, the layer after this stage; the lowest when not given")

  private static let explaining = Option(
    "explain", .checkpoint, "CHECKPOINT", "tint what a network's answer rests on; the drawn seconds are answered alone")
  private static let label = Option(
    "label", .text, "CODE|NAME", "with --explain, the label; the likeliest when not given")

  static let command = Command(
    "plot", "draw a record on paper, 25 mm/s and 10 mm/mV, as SVG, PDF or PNG",
    examples: [
      .init("einthoven plot ptb-xl/00001_hr -o ecg.svg", "twelve leads on a page"),
      .init("einthoven plot ptb-xl/00001_hr -o ecg.pdf", "to print: one page of lines, true to size"),
      .init("einthoven plot mitdb/208 --from 60 --leads II > ii.svg", "a stretch of one lead, with its beats"),
      .init("einthoven plot mine/0001 --explain lead.safetensors -o why.svg", "what speaks for the likeliest label"),
      .init("einthoven plot run/model.safetensors -o who.svg", "which leads listen to which, after embedding"),
    ],
    arguments: [path],
    options: [
      out, from, duration, leads, layout, annotator, explaining, label, layer, CommonOptions.rate,
      CommonOptions.columns,
    ],
    notes: """
      Printed without scaling the paper is true to size. Each trace is moved to its own middle; heights within it are \
      true. On a screen SVG follows the light or dark theme.
      """,
    exits: [(.failedData, "the record could not be read or the picture not written")]
  ) { call in
    let format = PictureFormat(path: call[out])
    if call[out] != "-" {
      // A device has no suffix, and takes what a pipe would.
      try Destination.check(call[out], endsIn: ["svg", "png", "pdf"], option: out)
      try Destination.check(call[out])
    }
    let chart = try call[path].hasSuffix(".safetensors") ? listening(call) : record(call)
    if call[out] == "-" {
      call.console.output.write(chart.svg)
    } else {
      try AtomicFile.write(to: call[out]) { chart.write(format ?? .svg, to: $0) }
      call.console.note("wrote \(call[out])")
    }
    return .success
  }

  private static func record(_ call: Call) throws -> any Chart {
    try call.refuse(layer, because: "it is of a checkpoint, and this is a record")
    if call[explaining] == nil { try call.refuse(label, because: "without --explain no network is asked") }
    let reader = try RecordPaths.reader(call[path], call.reading, call.console)
    if call.isTyped(annotator), try reader.annotations(call[annotator]) == nil {
      throw FileError(
        file: call[path], field: "--annotator", found: call[annotator],
        message: "there is no such annotation file beside it")
    }
    var choice = RecordPicture.Choice()
    choice.from = call[from]
    choice.duration = call[duration]
    choice.leads = call[leads]?.split(separator: ",").map(String.init) ?? []
    choice.annotator = call[annotator]
    let picture = try RecordPicture(reader, choice)
    var notes = AssumptionNotes(call)
    notes.add(reader.description)
    guard let path = call[explaining] else { return picture.chart(layout: call[layout]) }
    let (chart, words) = try picture.chart(
      explainedBy: Model(reading: path), label: call[label], layout: call[layout])
    call.console.note(words)
    return chart
  }

  private static func listening(_ call: Call) throws -> any Chart {
    try call.refuse(
      from, duration, leads, layout, annotator, explaining, label, CommonOptions.rate, CommonOptions.columns,
      because: "it is of a record, and this is a checkpoint")
    let layers = Listening.all(in: try Checkpoint(reading: call[path]))
    let stages = layers.map(\.stage).joined(separator: ", ")
    guard !layers.isEmpty else {
      throw Misuse(
        "\(call[path]) has no layer that joins leads: embed a network with 'einthoven transfer --cross-channel STAGE'")
    }
    guard let layer = layers.first(where: { call[layer] == nil || $0.stage == call[layer] }) else {
      throw Misuse("--layer: there is no layer after '\(call[layer] ?? "")'; there are those after \(stages)")
    }
    return layer.chart
  }
}
