import Interchange
import Waveforms

/// Kaggle's tables of heartbeats: 187 samples at 125 Hz and a class a row, without patients.
public struct HeartbeatTableLoader: CohortLoader {
  /// Which classes the last column counts.
  public enum Classes: String, Sendable, CaseIterable {
    /// N, S, V, F, Q.
    case aami
    /// Healthy control, myocardial infarction.
    case ptb
  }

  /// What a location of this loader begins with.
  public static let name = "heartbeat-csv"
  /// What it loads, in a line.
  public static let summary =
    "a heartbeat table (mitbih_train.csv and its like), or a folder of them; classes=aami|ptb (else by the file's name)"

  /// Which classes; by the file's name when nothing is said.
  public var classes: Classes?

  /// Creates the loader.
  public init(classes: Classes? = nil) { self.classes = classes }

  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {
    guard let word = options.take("classes") else { return }
    guard let choice = Classes(rawValue: word) else {
      throw FileError(
        file: options.text, field: "classes", found: word, expected: "aami, ptb", message: "there is no such choice")
    }
    classes = choice
  }

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    let files = try files(at: path)
    let classes = classes ?? (files.contains { $0.path.lowercased().contains("ptbdb") } ? .ptb : .aami)
    let vocabulary: Vocabulary =
      classes == .aami ? BeatGrouping(escape: .normal).vocabulary : Vocabulary.ptb.restricted(to: ["HC", "MI"])
    var examples: [Example] = []
    for (file, fold) in files {
      let name = FileAccess.name(of: file)
      let (values, labels) = try Self.read(file, classes: vocabulary.count)
      let table = SignalTable(name: name, rate: 125, lead: "II", units: "scaled", width: Self.width, values: values)
      for (row, label) in labels.enumerated() {
        examples.append(
          Example(
            id: "\(name)#\(row)", source: .row(table, row), labels: [vocabulary.terms[label].code], fold: fold))
      }
    }
    var notes = ["no patient is known: beats of one patient stand on both sides of these tables"]
    if files.count > 1 { notes.append("fold 1 is the table to train on, fold 2 the one to test on") }
    return Cohort(name: "heartbeat-csv", vocabulary: vocabulary, examples: examples, notes: notes)
  }

  /// Samples a row.
  static let width = 187

  private func files(at path: String) throws(FileError) -> [(path: String, fold: Int?)] {
    guard FileAccess.kind(path) == .folder else { return [(path, nil)] }
    let groups: [(Classes, [String])] = [
      (.aami, ["mitbih_train.csv", "mitbih_test.csv"]), (.ptb, ["ptbdb_normal.csv", "ptbdb_abnormal.csv"]),
    ]
    for (group, names) in groups where classes == nil || classes == group {
      let found = names.filter { FileAccess.kind(RecordFiles.path(path, $0)) == .file }
      if found.isEmpty { continue }
      return found.map { name in
        (RecordFiles.path(path, name), group == .ptb ? nil : name == "mitbih_train.csv" ? 1 : 2)
      }
    }
    throw FileError(
      file: path, expected: groups.flatMap(\.1).joined(separator: ", "), message: "the folder holds no heartbeat table")
  }

  /// Reads a table: numbers separated by commas, the class last.
  private static func read(_ path: String, classes: Int) throws(FileError) -> (values: [Float], labels: [Int]) {
    let lines = Text.lines(try FileAccess.read(path), file: path).filter { !Text.trimmed($0.bytes).isEmpty }
    let size = 512
    let chunks = try Parallel.map((lines.count + size - 1) / size, threads: nil) {
      chunk throws(FileError) -> ([Float], [Int]) in
      var values: [Float] = []
      var labels: [Int] = []
      for line in lines[chunk * size..<min(lines.count, (chunk + 1) * size)] {
        labels.append(try read(line, classes: classes, into: &values))
      }
      return (values, labels)
    }
    guard !lines.isEmpty else { throw FileError(file: path, line: 1, message: "the table is empty") }
    return (chunks.flatMap(\.0), chunks.flatMap(\.1))
  }

  private static func read(_ line: TextLine, classes: Int, into values: inout [Float]) throws(FileError) -> Int {
    let cells = line.bytes.split(separator: 44, omittingEmptySubsequences: false)
    guard cells.count == width + 1 else {
      throw line.error(
        "row", Array("\(cells.count) cells".utf8)[...], expected: "\(width + 1) cells", "a row is not valid")
    }
    for (index, cell) in cells.dropLast().enumerated() {
      values.append(Float(try line.number(Text.trimmed(cell), "column \(index + 1)")))
    }
    return try line.integer(Text.trimmed(cells[width]), "label", in: 0...classes - 1)
  }
}
