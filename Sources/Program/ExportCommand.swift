import CommandLineKit
import Interchange
import Learning

/// `einthoven export`: writes a checkpoint for other programs.
enum ExportCommand {
  private static let onnx = Option("onnx", .file, "FILE", "write an ONNX file")
  private static let card = Option("card", .file, "FILE", "write a model card in Markdown")
  private static let out = Option(
    "out", short: "o", .file, "FILE", "the same as --onnx where it ends in .onnx, and as --card where in .md")
  private static let json = Option(flag: "json", "print what was written as one line of JSON")
  private static let normalises = Option(flag: "normalise", "let the ONNX file normalise windows as the recipe does")

  static let command = Command(
    "export", "write a network for other programs",
    examples: [
      .init("einthoven export model.safetensors --onnx model.onnx", "takes windows as 'prepare' writes them"),
      .init("einthoven export model.safetensors --onnx model.onnx --normalise", "takes those of 'prepare --as-cut'"),
      .init("einthoven export model.safetensors --card card.md", "a page for people"),
    ],
    arguments: [CommonOptions.checkpoint], options: [onnx, card, out, normalises, json],
    exits: [(.success, "written"), (.failedData, "the network cannot be exported")]
  ) { call in
    let (onnx, card) = try places(call)
    guard onnx != nil || card != nil else { throw Misuse("say what to write: --onnx FILE or --card FILE") }
    if onnx == nil { try call.refuse(normalises, because: "it is of --onnx") }
    for path in [onnx, card].compactMap(\.self) {
      try Destination.check(path, besides: [call[CommonOptions.checkpoint]])
    }
    let checkpoint = try Checkpoint(reading: call[CommonOptions.checkpoint])
    if let path = onnx {
      try ONNXExport.write(checkpoint, normalises: call[normalises], to: path)
      call.console.note("wrote \(path)")
    }
    if let path = card {
      try ModelCard(checkpoint).write(to: path)
      call.console.note("wrote \(path)")
    }
    if call[json] {
      let files = [("onnx", onnx), ("card", card)].map { ($0, $1.map(JSONText.string) ?? .null) }
      call.console.print(JSONText.object(files).line)
    }
    return .success
  }

  /// Where an ONNX file and where a card go.
  private static func places(_ call: Call) throws -> (onnx: String?, card: String?) {
    guard let path = call[out] else { return (call[onnx], call[card]) }
    try Destination.check(path, endsIn: ["onnx", "md"], option: out)
    let isCard = path.lowercased().hasSuffix(".md")
    guard (isCard ? call[card] : call[onnx]) == nil else {
      throw Misuse("--out \(path) and \(isCard ? "--card" : "--onnx"): expected one of them")
    }
    return isCard ? (call[onnx], path) : (path, call[card])
  }
}
