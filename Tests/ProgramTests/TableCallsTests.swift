import CommandLineKit
import GoldenFiles
import Interchange
import Synchronization
import Testing

@testable import Program

/// What the program says of recordings in tables.
@Suite struct TableCallsTests {
  private func run(_ words: [String]) -> (exit: Exit, output: String, errors: String) {
    let output = Mutex("")
    let errors = Mutex("")
    let exit = Main.application().run(
      words,
      console: Console(
        output: Screen(isTerminal: false, isColoured: false, width: 80) { text in output.withLock { $0 += text } },
        errors: Screen(isTerminal: false, isColoured: false, width: 80) { text in errors.withLock { $0 += text } }))
    return (exit, output.withLock { $0 }, errors.withLock { $0 })
  }

  /// A folder of tables: a first row, and two columns of which the second is a voltage.
  private func folder(_ tables: [String: (head: String, step: Double)]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, table) in tables {
      let rows = (0..<1600).map { "\(Double($0) * table.step),\(Double(($0 * 37) % 100 - 50) / 100)\n" }
      try AtomicFile.write(Array((table.head + rows.joined()).utf8), to: "\(folder.path)/\(name)")
    }
    return folder
  }

  @Test func whatIsAssumedOfATableIsSaidByAllThatReadIt() throws {
    let folder = try folder(["a.csv": ("time,II\n", 4)])
    let a = "\(folder.path)/a.csv"
    let words = "a.csv: 'time' rises by 4 from row to row: taken for times in milliseconds, 250 Hz\n"
    #expect(run(["inspect", a]).output.contains(words.dropLast()))
    #expect(run(["inspect", a, "--json"]).output.contains("taken for times in milliseconds, 250 Hz\"]}"))
    #expect(run(["plot", a]).errors.contains(words))
    #expect(run(["convert", a, "\(folder.path)/wfdb/"]).errors.contains(words))
    let prepared = run(["prepare", "benchmark", a, "-o", "\(folder.path)/w.npy"])
    #expect(prepared.exit == .success && prepared.errors.contains(words), "\(prepared.errors)")
    #expect(run(["plot", a, "--rate", "250"]).errors.isEmpty)
    #expect(run(["plot", a, "-q"]).errors.isEmpty)
  }

  @Test func ofManyTablesTheFirstAreToldOfAndTheOthersCounted() throws {
    let folder = try folder(
      Dictionary(uniqueKeysWithValues: (1...5).map { ("\($0).csv", ("time,II\n", 4)) }))
    let out = try TemporaryFolder()
    let errors = run(["convert", folder.path, out.path]).errors
    #expect(errors.split(separator: "\n").count { $0.contains("taken for times") } == 3)
    #expect(errors.contains("einthoven convert: something was assumed of 2 more; 'einthoven inspect' says what"))
  }

  @Test func whatIsPassedOverIsNamedAndCounted() throws {
    let folder = try folder(
      ["a.csv": ("time,II\n", 0.004)].merging((1...7).map { ("t\($0).csv", ("fold,score\n", 1)) }) { $1 })
    let named = (1...5).map { "\(folder.path)/t\($0).csv" }.joined(separator: ", ")
    let words = "passed over \(named) and 2 more: no tables of leads; name one to have it read"
    for call in [["inspect", folder.path], ["prepare", "benchmark", folder.path, "-o", "\(folder.path)/w.npy"]] {
      let (exit, _, errors) = run(call)
      #expect(exit == .success && errors.contains("einthoven \(call[0]): \(words)"), "\(errors)")
    }
    #expect(run(["convert", folder.path, "\(folder.path)/out", "--to", "npy"]).errors.contains(words))
  }

  @Test func aTableWithoutNamesIsHelpedOut() throws {
    let folder = try folder(["a.csv": ("", 1)])
    let a = "\(folder.path)/a.csv"
    let plain = run(["plot", a])
    #expect(plain.exit == .failedData)
    #expect(
      plain.errors.contains("the table has no row of names, and so no column of times (found 1600 rows without names"))
    #expect(plain.errors.contains("--rate HZ says it, and --columns time,II,… names the columns"))
    let named = run(["inspect", a, "--columns", "ms,V1"])
    #expect(named.output.contains("1600 samples at 1000 Hz") && named.output.contains("\n  V1  "), "\(named.output)")
    #expect(run(["inspect", folder.path]).errors.contains("there are no records in this folder"))
    #expect(run(["inspect", folder.path, "--columns", "ms,V1"]).output == named.output)
    #expect(run(["plot", a, "--columns", "I"]).errors.contains("(found 2 columns, expected 1, as many as were named)"))
  }

  @Test func adviceOnTablesFits() throws {
    let folder = try folder(["a.csv": ("time,II\n0,1\n0,1\n", 1)])
    try AtomicFile.write(Array("record,patient\na,1\n".utf8), to: "\(folder.path)/index.csv")
    let uneven = run(["inspect", "\(folder.path)/a.csv"]).errors
    #expect(uneven.contains("line 3, time: the times are not evenly spaced"), "\(uneven)")
    #expect(uneven.contains("; --rate HZ takes the rows for evenly spaced"))
    let index = "\(folder.path)/index.csv"
    #expect(run(["inspect", index]).errors.contains("did you mean 'csv:\(index)'?"))
  }
}
