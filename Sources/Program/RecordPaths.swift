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
        for file in found.records { attempt { try body(RecordReader(file, options: options).read()) } }
      }
    }
    return refused == 0 ? .success : .failedData
  }
}
