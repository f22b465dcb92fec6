import GoldenFiles
import Testing

@testable import Interchange

/// Two writers in one folder would spoil each other's files.
@Suite struct FolderLockTests {
  @Test func onlyOneHasAFolder() throws {
    let folder = try TemporaryFolder()
    do {
      let lock = try FolderLock(folder.path, for: "training")
      let words = refusal(folder.path)
      #expect(words?.contains("another training is at work") == true, "\(words ?? "nothing")")
      withExtendedLifetime(lock) {}
    }
    #expect(refusal(folder.path) == nil)
    #expect(try FileAccess.list(folder.path).files.isEmpty)
  }

  @Test func aFolderThatIsNotThereIsSaid() {
    #expect(refusal("/nowhere/at/all")?.contains("cannot be read") == true)
  }

  private func refusal(_ path: String) -> String? {
    do throws(FileError) { _ = try FolderLock(path, for: "training") } catch { return error.description }
    return nil
  }
}
