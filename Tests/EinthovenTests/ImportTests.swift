import Einthoven
import Testing

@Suite struct ImportTests {
  @Test func oneImportIsEnough() {
    #expect(Architecture(Lead()).leads == 1)
    #expect(Verdict.clean.rawValue == "clean")
  }

  @Test func whatReadersThrowHasAName() throws {
    let error = try #require(throws: FileError.self) { try Recording(reading: "no/such/record") }
    #expect(error.file.contains("no/such/record") && !error.message.isEmpty)
  }
}
