import CommandLineKit
import Learning
import Waveforms

/// Options and arguments that mean the same in every command that has them.
enum CommonOptions {
  static let threads = Option(
    "threads", .integer(in: 1...256), "N", "how many threads work; as many as there are processors when not given")
  static let seed = Option("seed", .seed, "N", "what everything random follows from", default: 1)
  static let rate = Option("rate", .number(in: SamplingRate.plausible), "HZ", "the rate of files that do not say it")
  static let columns = Option(
    "columns", .list, "A,B,…", "the names of a table's columns, such as time,II, where no first row says them")
  static let checkpoint = Argument(
    "CHECKPOINT", .checkpoint, "a network as 'einthoven train' leaves it, or its run's folder")
}

extension Call {
  /// How records are read.
  var reading: RecordReader.Options {
    RecordReader.Options(rate: self[CommonOptions.rate], columns: self[CommonOptions.columns])
  }

  /// Says which tables and containers of a folder were not read.
  func note(passedOver files: [String]) {
    guard !files.isEmpty else { return }
    let shown = files.prefix(5).joined(separator: ", ")
    let rest = files.count > 5 ? " and \(files.count - 5) more" : ""
    console.note("\(path): passed over \(shown)\(rest): no tables of leads; name one to have it read")
  }
}

extension ValueKind where Value == String {
  /// A database by name and place; a shell completes the place.
  static var cohort: ValueKind {
    ValueKind("a database as NAME:PATH", completion: .file) { $0.isEmpty ? nil : $0 }
  }

  /// A checkpoint, or the folder of a run that left one.
  static var checkpoint: ValueKind {
    ValueKind("a file", completion: .file) { text in
      if text.isEmpty { return nil }
      let networks = RunFolder.checkpoints(at: text)
      return networks.count == 1 ? networks[0] : text
    }
  }
}
