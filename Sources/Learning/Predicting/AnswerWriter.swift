import Cohorts
import Interchange

/// Writes answers as they come: to a stream, to one file that appears when all are there, or a file a record.
package struct AnswerWriter {
  /// Where answers go.
  package enum Place {
    case stream((String) -> Void)
    case file(String)
    case folder(String)
  }

  private let format: AnswerFormat
  private let names: LabelNames
  private let head: String
  private let labels: Int
  private let place: Place
  private var gathered: String
  private var written: Set<String> = []

  /// Creates a writer of a network's answers.
  package init(_ format: AnswerFormat, labels: [Card.Label], to place: Place) throws(FileError) {
    (self.format, names, self.place) = (format, LabelNames(labels), place)
    self.labels = labels.count
    head = format.head(labels: labels.map(\.code))
    gathered = head
    switch place {
    case .stream(let write): if !head.isEmpty { write(head) }
    case .file: break
    case .folder(let path): try AtomicFile.makeFolder(path)
    }
  }

  /// Returns the place that a path means: a folder that is there or ends with a slash, else a file.
  package static func place(_ path: String) -> Place {
    path.hasSuffix("/") || FileAccess.kind(path) == .folder
      ? .folder(path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path) : .file(path)
  }

  /// Writes an answer.
  package mutating func add(_ answer: Model.Answer) throws(FileError) {
    switch place {
    case .stream(let write): write(format.lines(answer, calling: names))
    case .file: gathered += format.lines(answer, calling: names)
    case .folder(let folder):
      let path = "\(folder)/\(answer.record).\(format.suffix)"
      // A record's name comes from its file, and may be anything; folders within it are made, none above it.
      let parts = answer.record.split(separator: "/", omittingEmptySubsequences: false)
      guard !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") || $0.contains { "\\\0".contains($0) } }) else {
        throw FileError(file: folder, field: "record", found: answer.record, message: "the name cannot be a file's")
      }
      guard written.insert(answer.record).inserted else {
        throw FileError(
          file: path, message: "two records have this name: write one file for all, or predict their folders apart")
      }
      if parts.count > 1 { try AtomicFile.makeFolder("\(folder)/\(parts.dropLast().joined(separator: "/"))") }
      try AtomicFile.write(Array((head + format.lines(answer, calling: names)).utf8), to: path)
    }
  }

  /// Says of a record that it was refused, and why, where the format has room for that.
  package mutating func add(refusal error: any Error, of record: String) {
    let line = format.refusal(of: record, error, labels: labels)
    switch place {
    case .stream(let write): if !line.isEmpty { write(line) }
    case .file: gathered += line
    case .folder: break
    }
  }

  /// Writes what is still to be written; returns false when there was nothing, and a file that was there stays as it is.
  package func finish() throws(FileError) -> Bool {
    guard case .file(let path) = place else { return true }
    guard gathered != head else { return false }
    try AtomicFile.write(Array(gathered.utf8), to: path)
    return true
  }
}
