import CommandLineKit
import Waveforms

/// Goes through the records that a command was given, one after another.
enum RecordPaths {
  static let argument = Argument(
    repeated: "RECORD", .file, "records of any format, or folders: their .hea, .mat, .edf and .bdf files")

  /// Reads every record and hands it on; what is refused is complained of, and counted.
  static func read(_ call: Call, _ body: (Recording) throws -> Void) -> Exit {
    let console = call.console
    var options = RecordReader.Options()
    options.rate = call[CommonOptions.rate]
    var refused = 0
    for path in call[argument] {
      do {
        let files = try RecordListing.records(at: path)
        if files.isEmpty { throw FileError(file: path, message: "there are no records in this folder") }
        for file in files {
          do {
            try body(RecordReader(file, options: options).read())
          } catch {
            refused += 1
            console.complain("einthoven: \(error)")
          }
        }
      } catch {
        refused += 1
        console.complain("einthoven: \(error)")
      }
    }
    return refused == 0 ? .success : .failedData
  }
}
