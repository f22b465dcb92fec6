import Testing

@testable import Interchange

@Suite struct ScratchFolderTests {
  @Test func itGoesWithItsFiles() throws {
    var folder: ScratchFolder? = try ScratchFolder()
    let path = try #require(folder?.path)
    try AtomicFile.write([1], to: "\(path)/a")
    #expect(FileAccess.kind(path) == .folder)
    folder = nil
    #expect(FileAccess.kind(path) == .nothing)
  }
}
