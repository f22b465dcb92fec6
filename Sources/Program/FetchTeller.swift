import Cohorts
import CommandLineKit
import Interchange

/// Tells how a fetch goes: a moving bar on a terminal, plain lines elsewhere.
struct FetchTeller {
  private let console: Console
  private let entry: DatasetEntry
  private let folder: String
  private var bar: ProgressLine
  private var wanted = 0
  private var missing: [String] = []
  private var (brought, bytes) = (0, 0)
  private var failed: [String] = []

  init(_ console: Console, _ entry: DatasetEntry, _ folder: String) {
    (self.console, self.entry, self.folder) = (console, entry, folder)
    bar = ProgressLine(console)
    console.note("\(entry.title) \(entry.version), \(entry.licence), \(entry.page)")
  }

  /// Tells what a plan found.
  mutating func plans(_ plan: DatasetFetch.Plan) {
    bar.end()
    (wanted, missing) = (plan.wanted, plan.missing)
    console.note("\(wanted - missing.count) of \(wanted) files are in \(folder)")
  }

  /// Tells of one event.
  mutating func tell(_ event: DatasetFetch.Event) {
    switch event {
    case .checked(let done, let all): bar.show("looking", done: done, of: all, unit: "files")
    case .moved(let bytes):
      self.bytes = max(self.bytes, bytes)
      show()
    case .brought(let file):
      brought += 1
      if !console.errors.isTerminal { console.note("\(brought + failed.count)/\(missing.count) \(file)") }
      show()
    case .failed(let error):
      failed.append(error.file)
      bar.end()
      console.complain("einthoven datasets fetch: \(error)")
    }
  }

  /// Tells what became of it, and what can be done with it.
  mutating func ends() {
    bar.end()
    let left = missing.count - brought
    console.note("\(counted(brought, "file")) brought\(left > 0 ? ", \(left) missing" : "") in \(folder)")
    if left == 0 { console.note("next: einthoven cohort \(entry.name):\(folder)") }
  }

  /// The same as one line of JSON.
  var json: String {
    JSONText.object([
      ("name", .string(entry.name)), ("version", .string(entry.version)), ("folder", .string(folder)),
      ("wanted", .integer(wanted)), ("brought", .integer(brought)), ("missing", .integer(missing.count - brought)),
      ("failed", .array(failed.map(JSONText.string))),
    ]).line
  }

  /// Returns a size that is given in megabytes, as people read it.
  static func size(_ megabytes: Double) -> String {
    megabytes < 1000 ? "\(Figure.fixed(megabytes, places: 0)) MB" : "\(Figure.fixed(megabytes / 1000, places: 1)) GB"
  }

  private mutating func show() {
    let figures = bytes > 0 ? [("got", Self.size(Double(bytes) / 1e6))] : []
    bar.show("fetching", done: brought + failed.count, of: missing.count, unit: "files", figures: figures)
  }
}
