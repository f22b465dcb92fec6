import Interchange
import Testing

@testable import Cohorts

@Suite struct ChecksumListTests {
  private let digest = String(repeating: "0a", count: 32)

  private func read(_ text: String) throws(FileError) -> [ChecksumList.Entry] {
    try ChecksumList(Array(text.utf8), file: "list").entries
  }

  @Test func linesAreADigestAndAPath() throws {
    let entries = try read("\(digest) RECORDS\n\(digest.uppercased())  ./a b/100.dat\r\n\n\(digest) *x\n\(digest) x")
    #expect(entries.map(\.path) == ["RECORDS", "a b/100.dat", "x"])
    #expect(entries.map(\.digest) == [digest, digest, digest])
    #expect(entries[1].escaped == "a%20b/100.dat")
  }

  @Test(arguments: [
    "../x", "/x", "a/../x", "a//x", "a/./x", "a/", "", "x.part", "a\u{1B}b", "a\u{0}b",
    String(repeating: "x", count: 256),
  ]) func aPathThatLeadsElsewhereIsRefused(path: String) {
    #expect(throws: FileError.self) { try read("\(digest) x\n\(digest) \(path)") }
  }

  @Test(arguments: [
    "<html>", "0a x", "\(String(repeating: "0", count: 63))g x", "\(String(repeating: "é", count: 64)) x",
  ])
  func aLineWithoutADigestIsRefusedByItsNumber(line: String) {
    do throws(FileError) {
      _ = try read("\(digest) x\n\(line)")
      Issue.record("\(line) was taken")
    } catch {
      #expect(error.line == 2)
    }
  }

  @Test func aFileHasOneChecksum() {
    #expect(throws: FileError.self) { try read("\(digest) x\n\(String(repeating: "0", count: 64)) x") }
    #expect(throws: FileError.self) { try read("") }
  }
}
