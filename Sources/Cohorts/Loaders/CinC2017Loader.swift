import Interchange
import Waveforms

/// The training set of the PhysioNet challenge of 2017: one lead, four classes, nobody's name.
public struct CinC2017Loader: CohortLoader {
  /// What a location of this loader begins with.
  public static let name = "cinc2017"
  /// What it loads, in a line.
  public static let summary = "PhysioNet/CinC Challenge 2017, labels of REFERENCE-v3.csv (or REFERENCE.csv)"

  /// Creates the loader.
  public init() {}
  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {}

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    let folders = [path, RecordFiles.path(path, "training2017"), RecordFiles.path(path, "training")]
    let names = ["REFERENCE-v3.csv", "REFERENCE.csv"]
    guard let reference = RecordFiles.first(of: names, in: folders + [RecordFiles.path(path, "..")]) else {
      throw FileError(file: path, expected: names.joined(separator: " or "), message: "there is no file of labels")
    }
    let table = try DelimitedText(parsing: FileAccess.read(reference), file: reference)
    guard let first = table.rows.first?.cells.first.map({ Text.string(Text.trimmed($0)) }),
      let folder = folders.first(where: { Self.place(of: first, in: $0) != nil })
    else {
      throw FileError(
        file: reference, line: table.rows.first?.line ?? 1, field: "record",
        found: table.rows.first?.cells.first.map(Text.string), expected: "a record below \(path)",
        message: "the first record is not there")
    }
    var seen: Set<String> = []
    var examples: [Example] = []
    examples.reserveCapacity(table.rows.count)
    for row in table.rows {
      examples.append(try example(row, table.file, folder))
      if !seen.insert(examples[examples.count - 1].id).inserted {
        throw FileError(
          file: table.file, line: row.line, field: "record", found: examples[examples.count - 1].id,
          expected: "each record once", message: "a record stands twice")
      }
    }
    var notes = ["labels of \(reference.split(separator: "/").last ?? "")", "no patient is known"]
    if reference.hasSuffix("/REFERENCE.csv") { notes.append("these may be the first labels: the third are better") }
    if examples.count < 8528 { notes.append("a part: \(examples.count) of the 8528 records") }
    return Cohort(name: "cinc2017", vocabulary: .cinc2017, examples: examples, notes: notes)
  }

  private func example(_ row: DelimitedText.Row, _ file: String, _ folder: String) throws(FileError) -> Example {
    guard row.cells.count == 2 else {
      throw FileError(
        file: file, line: row.line, found: "\(row.cells.count) cells", expected: "a record and its label",
        message: "a line of labels is not valid")
    }
    let cells = row.cells.map { Text.string(Text.trimmed($0)) }
    guard Vocabulary.cinc2017.place(of: cells[1]) != nil else {
      throw FileError(
        file: file, line: row.line, field: "label", found: cells[1], expected: "N, A, O or ~",
        message: "the label is not known")
    }
    guard let place = Self.place(of: cells[0], in: folder) else {
      throw FileError(
        file: file, line: row.line, field: "record", found: cells[0], expected: "a record in \(folder)",
        message: "a labelled record is not there")
    }
    return Example(id: RecordFiles.stem(place), source: .file(place), labels: [cells[1]])
  }

  /// Returns where a record is: beside the others, or as PhysioNet keeps them, a thousand to a folder: `A00/A00001`.
  private static func place(of record: String, in folder: String) -> String? {
    let name = record.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let shelf = "\(name.prefix(3))/\(name)"
    guard !name.isEmpty, name != "..", record == name || record == shelf else { return nil }
    return [RecordFiles.path(folder, name), RecordFiles.path(folder, shelf)].first(where: RecordFiles.exists)
  }
}
