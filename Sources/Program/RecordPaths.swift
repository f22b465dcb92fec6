import CommandLineKit
import Interchange
import Waveforms

/// Goes through the records that a command was given, one after another.
enum RecordPaths {
  static let argument = Argument(
    repeated: "RECORD", .file, "records of any format, folders of them, or '-' for one through a pipe")

  /// What a record is called that comes through a pipe.
  private static let piped = "stdin"

  /// Opens a record: a file, or the standard input or another pipe, which is read to its end.
  static func reader(_ path: String, _ options: RecordReader.Options) throws -> RecordReader {
    if path == "-" { return try RecordReader(FileAccess.readStandardInput(), name: piped, options: options) }
    guard FileAccess.kind(path) == .other else { return try RecordReader(path, options: options) }
    return try RecordReader(FileAccess.readStream(path), name: FileAccess.stem(of: path), options: options)
  }

  /// Reads every record and hands it on; what is refused is complained of, and handed on too.
  static func read(
    _ call: Call, refused: (_ record: String, _ error: any Error) throws -> Void = { _, _ in },
    _ body: (Recording) throws -> Void
  ) throws -> Exit {
    let options = call.reading
    var exit = Exit.success
    var notes = AssumptionNotes(call)
    let places = RecordPlaces(call[argument])
    var known: [String: String] = [:]
    func attempt(_ path: String, in root: String? = nil, _ work: () throws -> Void) throws {
      do {
        try work()
      } catch {
        exit = .failedData
        call.complain(error)
        try refused(
          (root.map { places.prefix(of: path, in: $0) } ?? "") + (path == "-" ? piped : FileAccess.stem(of: path)),
          error)
      }
    }
    for path in call[argument] {
      guard path != "-", FileAccess.kind(path) != .other else {
        try attempt(path) {
          let reader = try reader(path, options)
          let recording = try reader.read()
          notes.add(reader.description)
          try body(recording)
        }
        continue
      }
      var listing: RecordListing.Found?
      try attempt(path) { listing = try RecordListing.found(at: path, columns: options.columns) }
      guard let found = listing else { continue }
      if found.records.isEmpty {
        try attempt(path) { throw FileError(file: path, message: "there are no records in this folder") }
      }
      call.note(passedOver: found.passedOver)
      // Of a record's header, signals and annotations, as a shell lists them, one is enough.
      for file in found.records where known.updateValue(file, forKey: record(file)) ?? file == file {
        try attempt(file, in: path) {
          let reader = try reader(file, options)
          var recording = try reader.read()
          notes.add(reader.description)
          // Records of one name in several folders are told apart by these.
          recording.name = places.prefix(of: file, in: path) + recording.name
          try body(recording)
        }
      }
    }
    notes.finish()
    return exit
  }

  /// Returns the record that a file is of: its header, where there is one beside it.
  private static func record(_ file: String) -> String {
    guard let dot = file.lastIndex(of: "."), !file[dot...].contains("/") else { return file }
    let stem = String(file[..<dot])
    return FileAccess.kind(stem + ".hea") == .file ? stem : file
  }
}
