import Foundation
import Testing

@testable import Interchange

@Suite struct AtomicFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func names() throws -> [String] { try FileAccess.list(folder.path).files }

  @Test func whatWasThereIsReplacedAndNothingElseIsLeft() throws {
    let path = folder.path + "/a"
    try AtomicFile.write([1, 2], to: path)
    try AtomicFile.write([3], to: path)
    #expect(try FileAccess.read(path) == [3] && names() == ["a"])
  }

  @Test func aNameAsLongAsNamesCanBeIsWritten() throws {
    let name = String(repeating: "n", count: 255)
    try AtomicFile.write([1], to: "\(folder.path)/\(name)")
    #expect(try names() == [name])
  }

  @Test func aLinkStaysALink() throws {
    try AtomicFile.write([1], to: folder.path + "/real")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/real")
    try AtomicFile.write([2], to: folder.path + "/link")
    #expect(try FileAccess.read(folder.path + "/real") == [2])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link") == folder.path + "/real")
  }

  @Test func aPipeIsWrittenIntoAndStays() throws {
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try AtomicFile.write([7, 8, 9], to: path)
    var bytes = [UInt8](repeating: 0, count: 4)
    #expect(read(reader, &bytes, 4) == 3 && bytes == [7, 8, 9, 0])
    #expect(FileAccess.kind(path) == .other)
  }

  @Test func aFolderThatCannotBeMadeIsKnownBeforehand() throws {
    try AtomicFile.write([1], to: folder.path + "/file")
    try AtomicFile.checkFolder(folder.path)
    try AtomicFile.checkFolder(folder.path + "/new/and/deep/")
    for path in ["/file", "/file/in", "/file/in/deep/"] {
      #expect { try AtomicFile.checkFolder(folder.path + path) } throws: {
        "\($0)".contains("this folder cannot be made: \(folder.path)/file is no folder")
      }
    }
    #expect(try names() == ["file"] && FileAccess.list(folder.path).folders.isEmpty)
  }

  @Test func aFullDeviceIsAnError() {
    #expect { try AtomicFile.write([1], to: "/dev/full") } throws: {
      ($0 as? FileError)?.description.contains("No space left") == true
    }
  }

  @Test func onlyWhatDeadProcessesLeftIsTakenAway() throws {
    let alive = ".\(getppid()).7.part"
    for name in [".2147483646.7.part", alive, ".x.7.part", "mine.part", ".2147483646.part"] {
      try AtomicFile.write([1], to: "\(folder.path)/\(name)")
    }
    AtomicFile.removeOrphans(in: folder.path)
    #expect(try names() == [alive, ".2147483646.part", ".x.7.part", "mine.part"].sorted())
  }

  @Test func aPipeIsReadLikeAFile() throws {
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Thread { try? AtomicFile.write([1, 2, 3], to: path) }
    writer.start()
    #expect(try FileAccess.readWhole(path) == [1, 2, 3])
  }
}
