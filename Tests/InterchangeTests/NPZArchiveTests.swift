import Foundation
import Interchange
import Testing

@Suite struct NPZArchiveTests {
  private let fixtures =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/WaveformsTests/Fixtures"

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func readsWhatNumPyWrites(name: String) throws {
    let archive = try NPZArchive(path: "\(fixtures)/\(name)")
    #expect(archive.names == ["signals", "labels"])
    let labels = try #require(try archive.array("labels"))
    #expect(labels.shape == [2, 3])
    #expect(labels.doubles() == [0, 1, 2, 3, 4, 5])
    #expect(try archive.array("signals")?.shape == [25, 2])
    #expect(try archive.array("nothing") == nil)
  }

  @Test func readsWhatItWrites() throws {
    let arrays = [("a", NPYArray(shape: [2], floats: [1, 2])), ("b", NPYArray(shape: [1, 1], integers: [-7]))]
    let archive = try NPZArchive(parsing: NPZArchive.fileBytes(arrays.map { (name: $0.0, array: $0.1) }), file: "a.npz")
    #expect(archive.names == ["a", "b"])
    for (name, array) in arrays { #expect(try archive.array(name) == array) }
  }

  @Test func noticesDamage() throws {
    let whole = NPZArchive.fileBytes([("a", NPYArray(shape: [2], floats: [1, 2]))])
    var damaged = whole
    damaged[30 + 5 + 128] ^= 1
    let error = #expect(throws: FileError.self) { try NPZArchive(parsing: damaged, file: "a.npz").array("a") }
    #expect(error?.field == "CRC-32")
    #expect(throws: FileError.self) { try NPZArchive(parsing: Array(whole.dropLast(1)), file: "a.npz") }
    #expect(throws: FileError.self) { try NPZArchive(parsing: [], file: "a.npz") }
  }

  @Test func knowsTheChecksumOfTheStandard() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
