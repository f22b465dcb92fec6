import CommandLineKit
import Waveforms

/// Goes through the records that a command was given, one after another.
enum RecordPaths {
  static let argument = Argument(
    repeated: "RECORD", .file, "records of any format, or folders: their .hea, .mat, .edf and .bdf files")

  /// Reads every record and hands it on; what is refused is complained of, and counted.
  static func read(_ paths: [String], _ console: Console, _ body: (Recording) throws -> Void) -> Exit {
    var refused = 0
    for path in paths {
      do {
        for file in try RecordListing.records(at: path) {
          do {
            try body(RecordReader(file).read())
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
