import CommandLineKit
import Interchange
import Waveforms

/// Goes through the records that a command was given, one after another.
enum RecordPaths {
  static let argument = Argument(
    repeated: "RECORD", .file, "records of any format, folders of them, or '-' for one through a pipe")

  /// Reads every record and hands it on; what is refused is complained of, and counted.
  static func read(_ call: Call, _ body: (Recording) throws -> Void) -> Exit {
    let console = call.console
    let options = RecordReader.Options(rate: call[CommonOptions.rate])
    var refused = 0
    var known: [String: String] = [:]
    func attempt(_ work: () throws -> Void) {
      do {
        try work()
      } catch {
        refused += 1
        console.complain("\(call.path): \(error)")
      }
    }
    for path in call[argument] {
      attempt {
        if path == "-" {
          let bytes = try FileAccess.readStandardInput()
          return try body(RecordReader(bytes, name: "stdin", options: options).read())
        }
        let found = try RecordListing.found(at: path)
        if let first = found.passedOver.first {
          let rest = found.passedOver.count > 1 ? " and \(found.passedOver.count - 1) more" : ""
          console.note("\(call.path): passed over \(first)\(rest): no table of leads; name a record to have it read")
        }
        if found.records.isEmpty { throw FileError(file: path, message: "there are no records in this folder") }
        // Of a record's header, signals and annotations, as a shell lists them, one is enough.
        for file in found.records where known.updateValue(file, forKey: record(file)) ?? file == file {
          attempt { try body(RecordReader(file, options: options).read()) }
        }
      }
    }
    return refused == 0 ? .success : .failedData
  }

  /// Returns the record that a file is of: its header, where there is one beside it.
  private static func record(_ file: String) -> String {
    guard let dot = file.lastIndex(of: "."), !file[dot...].contains("/") else { return file }
    let stem = String(file[..<dot])
    return FileAccess.kind(stem + ".hea") == .file ? stem : file
  }
}
