import GoldenFiles
import Interchange
import Testing

@testable import Program

@Suite struct RecordPlacesTests {
  @Test func whatComesFromSeveralFoldersIsToldApart() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { try AtomicFile.makeFolder("\(folder.path)/\(name)") }
    let (a, b) = ("\(folder.path)/a", "\(folder.path)/b/")
    let alone = RecordPlaces([a])
    #expect(alone.prefix(of: "\(a)/0001.hea", in: a) == "")
    #expect(alone.prefix(of: "\(a)/day/0001.hea", in: a) == "day/")
    let both = RecordPlaces([a, b])
    #expect(both.prefix(of: "\(a)/0001.hea", in: a) == "a/")
    #expect(both.prefix(of: "\(b)day/0001.hea", in: b) == "b/day/")
    let files = RecordPlaces(["\(a)/0001.csv", "\(b)0001.csv", "\(a)/0002.csv"])
    #expect(files.prefix(of: "\(a)/0001.csv", in: "\(a)/0001.csv") == "a/")
    #expect(files.prefix(of: "\(b)0001.csv", in: "\(b)0001.csv") == "b/")
    #expect(files.prefix(of: "\(a)/0002.csv", in: "\(a)/0002.csv") == "")
    #expect(RecordPlaces(["x.csv", "../x.csv"]).prefix(of: "../x.csv", in: "../x.csv") == "")
  }
}
