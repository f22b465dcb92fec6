import CommandLineKit
import GoldenFiles
import Interchange
import Synchronization
import Testing

@testable import Program

/// How an audit ends, as a script sees it.
@Suite struct AuditCommandTests {
  private final class Text: Sendable {
    let value = Mutex("")
  }

  private func run(_ words: String...) -> (exit: Exit, output: String) {
    let text = Text()
    let screen = Screen(isTerminal: false, isColoured: false, width: 80) { line in text.value.withLock { $0 += line } }
    let errors = Screen(isTerminal: false, isColoured: false, width: 80) { _ in }
    let application = Main.application()
    return (
      application.run(["audit"] + words, console: Console(output: screen, errors: errors)), text.value.withLock { $0 }
    )
  }

  private let made = "synthetic,patients=4,visits=2,seconds=4:5"

  @Test func aSplitByPatientIsClean() {
    let (exit, output) = run(made, "--validation", "0", "--test", "0.5")
    #expect(exit == .success && output.hasPrefix("Clean: "))
  }

  @Test func aSplitByRecordLeaks() {
    let (exit, output) = run(made, "--split", "record", "--validation", "0", "--test", "0.5", "--json")
    #expect(exit == .leaking)
    #expect(
      output.hasPrefix("{") && output.contains("\"verdict\":\"leaking\"")
        && output.contains("\"kind\":\"same patient\""))
  }

  @Test func aPageAndEveryPairAreLeftWhereAsked() throws {
    let folder = try TemporaryFolder()
    let (exit, _) = run(made, "--split", "record", "--validation", "0", "--test", "0.5", "-o", folder("audit"))
    #expect(exit == .leaking)
    let page = String(decoding: try FileAccess.read(folder("audit/report.html")), as: UTF8.self)
    #expect(page.contains("✗ Leaking") && page.contains("same patient: "))
    let pairs = String(decoding: try FileAccess.read(folder("audit/audit.json")), as: UTF8.self)
    #expect(pairs.contains("\"verdict\":\"leaking\""))
  }

  @Test func patientsOfTwoHospitalsCannotBeVerified() {
    let (exit, output) = run(made, "--against", "synthetic,patients=2,seconds=4:6")
    #expect(exit == .cannotVerify && output.hasPrefix("Cannot verify: "))
  }

  @Test func aWrongCallIsMisuseAndAMissingFileIsFailedData() {
    #expect(run(made, "--folds", "3", "--official", "1//2").exit == .misuse)
    #expect(run(made, "--split", "/nowhere/split.json").exit == .failedData)
    #expect(run(made, "--split", "pateint").exit == .misuse)
    #expect(run(made, "--against", made, "--folds", "3").exit == .misuse)
  }
}
