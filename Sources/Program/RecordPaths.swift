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
  ///
  /// Whoever waits at a terminal is told that the program does too.
  static func reader(
    _ path: String, _ options: RecordReader.Options, _ console: Console? = nil
  ) throws -> RecordReader {
    if path == "-" {
      if Console.inputIsTerminal { console?.note("reading a record from the standard input …") }
      return try RecordReader(FileAccess.readStandardInput(), name: piped, options: options)
    }
    guard FileAccess.kind(path) == .other else { return try RecordReader(path, options: options) }
    return try RecordReader(FileAccess.readStream(path), name: FileAccess.stem(of: path), options: options)
  }

  /// Returns the reader of a record of which it is known what the numbers mean.
  private static func whole(_ reader: RecordReader, of path: String) throws -> RecordReader {
    guard reader.isBareMatrix else { return reader }
    throw FileError(
      file: path == "-" ? piped : path, expected: "the record's path, with its header (.hea) beside it",
      message: "a MAT file of whole numbers says neither its leads' names nor their gains; its header does")
  }

  /// Reads every record and hands it on; what is refused is complained of, and handed on too.
  ///
  /// - Parameters:
  ///   - done: What became of a record that was not refused: "answered".
  ///   - left: What an interrupted command leaves, as it says when it is stopped.
  static func read(
    _ call: Call, done: String, left: String,
    refused: (_ record: String, _ error: any Error) throws -> Void = { _, _ in },
    _ body: (Recording) throws -> Void
  ) throws -> Exit {
    // Whoever waits for a pipe is stopped at once.
    if !call[argument].contains(where: { $0 == "-" || FileAccess.kind($0) == .other }) {
      Interrupt.watch(goesOn: false)
    }
    let options = call.reading
    var notes = AssumptionNotes(call)
    var refusals = Refusals(call)
    var count = 0
    let places = RecordPlaces(call[argument])
    var known: [String: String] = [:]
    func attempt(_ path: String, in root: String? = nil, _ work: () throws -> Void) throws {
      try Interrupt.check("stopped: \(count - refusals.count) records \(done); \(left)")
      count += 1
      do {
        try work()
      } catch {
        refusals.add(error, of: path)
        try refused(
          (root.map { places.prefix(of: path, in: $0) } ?? "") + (path == "-" ? piped : FileAccess.stem(of: path)),
          error)
      }
    }
    for path in call[argument] {
      guard path != "-", FileAccess.kind(path) != .other else {
        try attempt(path) {
          let reader = try whole(reader(path, options, call.console), of: path)
          let recording = try reader.read()
          notes.add(reader.description)
          try body(recording)
        }
        continue
      }
      let found: RecordListing.Found
      do throws(FileError) {
        found = try RecordListing.found(at: path, columns: options.columns)
        if found.records.isEmpty { throw FileError(file: path, message: "there are no records in this folder") }
      } catch {
        try attempt(path) { throw error }
        continue
      }
      call.note(passedOver: found.passedOver)
      // Of a record's header, signals and annotations, as a shell lists them, one is enough.
      for file in found.records where known.updateValue(file, forKey: record(file)) ?? file == file {
        try attempt(file, in: path) {
          let reader = try whole(reader(file, options), of: file)
          var recording = try reader.read()
          notes.add(reader.description)
          // Records of one name in several folders are told apart by these.
          recording.name = places.prefix(of: file, in: path) + recording.name
          try body(recording)
        }
      }
    }
    notes.finish()
    refusals.end()
    if refusals.count > 0, count > 1 { call.console.note("\(count - refusals.count) of \(count) records \(done)") }
    return refusals.count == 0 ? .success : .failedData
  }

  /// Returns the record that a file is of: its header, where there is one beside it.
  private static func record(_ file: String) -> String {
    guard let dot = file.lastIndex(of: "."), !file[dot...].contains("/") else { return file }
    let stem = String(file[..<dot])
    return FileAccess.kind(stem + ".hea") == .file ? stem : file
  }
}
