import Interchange

/// The files of one training.
///
///     run.json            what was asked for, resolved
///     split.json          which examples are learnt from, chosen by and judged on
///     log.jsonl           one line an epoch
///     events.out.tfevents.…   the same for TensorBoard
///     best.safetensors    the best weights so far, where there is a metric to tell
///     last.safetensors    the last weights, with their card
///     last.state          all that going on needs
///     model.safetensors   the chosen weights and how well they do: the file to use
///     predictions.csv     what was said of each test example
///     result.json         how well it does, with intervals
public struct RunFolder: Sendable {
  /// The folder.
  public let path: String

  /// Creates the folder where there is none.
  public init(_ path: String) throws(FileError) {
    self.path = path
    try AtomicFile.makeFolder(path)
  }

  /// Returns the path of a file in the folder.
  public func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  /// Returns the checkpoints that a path means: itself, the network of a run's folder, or those of its folds.
  package static func checkpoints(at path: String) -> [String] {
    if path.hasSuffix(".safetensors") { return [path] }
    let inside = ["\(path)/model.safetensors"] + (1...100).map { "\(path)/fold-\($0)/model.safetensors" }
    return FileAccess.kind(path) == .folder ? inside.filter { FileAccess.kind($0) == .file } : []
  }

  /// The name of the file that holds a split.
  package static let splitName = "split.json"

  var log: String { file("log.jsonl") }
  var state: String { file("last.state") }
  var events: String { file(EventFile.name("einthoven")) }
  /// The chosen weights.
  public var best: String { file("best.safetensors") }
  /// The last weights.
  public var last: String { file("last.safetensors") }
  /// The chosen weights, with what was measured of them: the file to use.
  public var model: String { file("model.safetensors") }
  /// Which examples are learnt from, chosen by and judged on.
  public var split: String { file(Self.splitName) }
  /// What was asked for.
  public var configuration: String { file("run.json") }

  /// Returns the path of the weights of one epoch, counted from 1.
  func kept(epoch: Int) -> String {
    let digits = String(epoch)
    return file("epoch-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".safetensors")
  }
}
