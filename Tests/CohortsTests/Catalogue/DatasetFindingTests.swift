import Testing

@testable import Cohorts

@Suite struct DatasetFindingTests {
  private let entry = DatasetEntry.all[0]

  @Test func everyEntryHasALoader() {
    for entry in DatasetEntry.all { #expect(CohortLoaders.all.contains { $0.name == entry.name }, "\(entry.name)") }
    #expect(Set(DatasetEntry.all.map(\.name)).count == DatasetEntry.all.count)
  }

  @Test func whatIsNotThereIsSaid() throws {
    let finding = DatasetFinding(entry, under: try TemporaryFolder().path)
    #expect(finding.folder == nil && finding.text == "no")
    #expect(finding.json.contains("\"folder\": null") && finding.json.contains("\"version\": \"1.0.0\""))
  }

  @Test(arguments: ["mitdb", "mitdb/1.0.0", "physionet.org/files/mitdb/1.0.0"])
  func itIsFoundUnderAnyOfItsNames(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.record("\(name)/100", leads: ["MLII", "V1"], rate: 360)
    try folder.annotations("\(name)/100.atr", [("N", 10), ("V", 30)])
    let finding = DatasetFinding(entry, under: folder.path)
    #expect(finding.text == "\(folder.path)/\(name): 1 record, 5 labels")
    #expect(finding.json.hasSuffix("\"records\": 1, \"labels\": 5}"))
  }

  @Test func whatCannotBeLoadedIsSaid() throws {
    let folder = try TemporaryFolder(["mitdb/notes.txt": "nothing yet"])
    let finding = DatasetFinding(entry, under: folder.path)
    #expect(finding.text.hasPrefix("\(folder.path)/mitdb: ") && finding.json.contains("\"error\""))
  }
}
