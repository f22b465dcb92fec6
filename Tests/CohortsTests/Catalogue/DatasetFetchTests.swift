import Foundation
import Interchange
import Testing

@testable import Cohorts

/// Fetching, with a script in place of curl that copies from a folder; `Scripts/checks/fetch.py` has the real one.
@Suite struct DatasetFetchTests {
  private let folder: TemporaryFolder
  private var fetch: DatasetFetch
  private var server: String { "\(folder.path)/server" }

  init() throws {
    folder = try TemporaryFolder()
    let server = "\(folder.path)/server"
    fetch = DatasetFetch(DatasetEntry.all[0], to: "\(folder.path)/here", mirror: "\(server)/")
    try AtomicFile.makeFolder("\(server)/mitdb/1.0.0/deep")
    // It goes on by appending; a file of the name with `.code` behind is the code to fail with, after half of the bytes.
    let script = """
      #!/bin/sh
      path=
      while [ $# -gt 0 ]; do
        case "$1" in
          --output) path=$2; shift ;;
          --url)
            [ -f "$2" ] || exit 22
            if [ -z "$path" ]; then cat "$2"; printf '\\n200'; exit; fi
            echo "$2" >> \(folder.path)/asked
            have=0; [ -f "$path" ] && have=$(wc -c < "$path")
            if [ -f "$2.status" ]; then cat "$2.status" >&2; exit 22; fi
            if [ -f "$2.code" ]; then head -c 3 "$2" > "$path"; exit $(cat "$2.code"); fi
            tail -c +$((have + 1)) "$2" >> "$path"
            echo 200 >&2; shift ;;
        esac
        shift
      done
      """
    try put(script, "curl")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/curl")
    fetch.curl.program = "\(folder.path)/curl"
    var list = ""
    for name in ["100.dat", "100.hea", "deep/a", "empty"] {
      let bytes = name == "empty" ? "" : "the bytes of \(name)"
      try put(bytes, "server/mitdb/1.0.0/\(name)")
      list += "\(try SHA256.hex(of: "\(server)/mitdb/1.0.0/\(name)")) \(name)\n"
    }
    try put(list, "server/mitdb/1.0.0/SHA256SUMS.txt")
  }

  private func put(_ text: String, _ name: String) throws {
    try AtomicFile.write(Array(text.utf8), to: "\(folder.path)/\(name)")
  }

  private func text(_ name: String) -> String? {
    (try? FileAccess.read("\(folder.path)/here/\(name)")).map { String(decoding: $0, as: UTF8.self) }
  }

  private func asked() -> Int { ((try? FileAccess.read("\(folder.path)/asked")) ?? []).count { $0 == 10 } }

  @Test func whatIsMissingIsBroughtAndNothingTwice() throws {
    try AtomicFile.makeFolder("\(folder.path)/here")
    try put("the bytes of 100.hea", "here/100.hea")
    try put("the by", "here/100.dat.part")
    var brought: [String] = []
    let plan = try fetch.plan()
    #expect(plan.missing == ["100.dat", "deep/a", "empty"])
    #expect(try fetch.bring(plan) { if case .brought(let file) = $0 { brought.append(file) } } == 0)
    #expect(brought == ["100.dat", "deep/a", "empty"])
    #expect(text("100.dat") == "the bytes of 100.dat" && text("deep/a") == "the bytes of deep/a" && text("empty") == "")
    #expect(try fetch.plan().missing.isEmpty)
    #expect(text("100.dat.part") == nil && asked() == 3)
  }

  @Test func aPartOfAnotherFileIsBegunAnew() throws {
    try AtomicFile.makeFolder("\(folder.path)/here")
    try put("strange", "here/100.dat.part")
    #expect(try fetch.bring(fetch.plan(only: ["100.d"])) == 0)
    #expect(text("100.dat") == "the bytes of 100.dat" && asked() == 2)
  }

  @Test func aFileThatIsNotTheListedOneIsNotKept() throws {
    try put("other bytes", "server/mitdb/1.0.0/100.dat")
    var errors: [FileError] = []
    #expect(try fetch.bring(fetch.plan()) { if case .failed(let error) = $0 { errors.append(error) } } == 1)
    #expect(errors.map(\.field) == ["SHA-256"] && errors[0].file.hasSuffix("100.dat"))
    #expect(text("100.dat") == nil && text("100.dat.part") == nil && text("100.hea") != nil)
  }

  @Test func aBrokenTransferLeavesItsPart() throws {
    try put("18", "server/mitdb/1.0.0/100.hea.code")
    #expect(try fetch.bring(fetch.plan()) == 1)
    #expect(text("100.hea.part") == "the" && text("100.hea") == nil && text("deep/a") != nil)
    #expect(asked() == 1 + 4 + 2)
  }

  @Test(arguments: [(22, "no such file"), (36, "ended with 36")]) func aFileThatIsRefusedIsLeftOut(
    code: Int, words: String
  )
    throws
  {
    try put("\(code)", "server/mitdb/1.0.0/100.dat.code")
    var errors: [FileError] = []
    #expect(try fetch.bring(fetch.plan()) { if case .failed(let error) = $0 { errors.append(error) } } == 1)
    #expect(errors.count == 1 && errors[0].description.contains(words) && text("deep/a") != nil)
  }

  @Test(arguments: [(23, "disk full"), (7, "cannot be reached")]) func whatStopsAllIsThrown(code: Int, words: String)
    throws
  {
    try put("\(code)", "server/mitdb/1.0.0/100.hea.code")
    let plan = try fetch.plan()
    do throws(FileError) {
      _ = try fetch.bring(plan)
      Issue.record("\(code) did not stop it")
    } catch {
      #expect(error.message.contains(words))
    }
    #expect(text("100.dat") != nil && text("deep/a") == nil)
  }

  @Test(arguments: [
    (404, "no such file (HTTP 404)", false), (403, "log in on its page", false),
    (500, "out of order (HTTP 500)", false),
    (429, "busy (HTTP 429); run this again later", true), (503, "busy", true),
  ]) func whatTheServerSaysIsSaid(status: Int, words: String, stopsAll: Bool) throws {
    try put("\(status)\n", "server/mitdb/1.0.0/100.hea.status")
    let plan = try fetch.plan()
    var errors: [FileError] = []
    do throws(FileError) {
      #expect(try fetch.bring(plan) { if case .failed(let error) = $0 { errors.append(error) } } == 1)
      #expect(!stopsAll)
    } catch {
      #expect(stopsAll)
      errors.append(error)
    }
    #expect(errors.count == 1 && errors[0].description.contains(words), "\(errors)")
    #expect(text("100.dat") != nil && (text("deep/a") == nil) == stopsAll)
  }

  @Test func nothingIsBroughtOnceItShouldStop() throws {
    #expect(try fetch.bring(fetch.plan(), shouldStop: { true }) == 0)
    #expect(text("100.dat") == nil)
  }

  @Test func withoutCurlTheRemedyIsSaid() {
    var fetch = fetch
    fetch.curl.program = "/nowhere/curl"
    do throws(FileError) {
      _ = try fetch.plan()
      Issue.record("a plan was made")
    } catch {
      #expect(error.message.contains("install it"))
    }
  }

  @Test func aPartThatIsNotInTheListIsRefused() {
    #expect(throws: FileError.self) { try fetch.plan(only: ["200"]) }
  }
}
