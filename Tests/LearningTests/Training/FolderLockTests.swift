import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Two trainings in one folder would spoil each other's files.
@Suite struct FolderLockTests {
  @Test func onlyOneHasAFolder() throws {
    let folder = try TemporaryFolder()
    do {
      let lock = try FolderLock(folder.path)
      let words = refusal { try FolderLock(folder.path) }
      #expect(words?.contains("another training is at work") == true, "\(words ?? "nothing")")
      withExtendedLifetime(lock) {}
    }
    #expect(refusal { try FolderLock(folder.path) } == nil)
    #expect(try names(in: folder.path).isEmpty)
  }

  @Test func aFolderThatIsNotThereIsSaid() throws {
    #expect(refusal { try FolderLock("/nowhere/at/all") }?.contains("cannot be read") == true)
  }
}
