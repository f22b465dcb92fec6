import Cohorts
import Compute
import Foundation
import Interchange
import Learning
import Networks
import Testing
import Waveforms

@testable import Transfer

@Suite struct TransferTableTests {
  private func read(_ text: String) throws -> (
    transfers: [MeasuredTransfer], measures: [(name: String, isHigherBetter: Bool)]
  ) {
    let folder = try Waves.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(filePath: folder + "/t.csv"))
    return try TransferTable.read(folder + "/t.csv")
  }

  @Test func readsMeasuresWithTheirDirections() throws {
    let table = try read("task,source,melep,score,leep\nx,a,0.2,0.8,-1\nx,b,0.4,0.7,\n")
    #expect(table.measures.map(\.name) == ["melep", "leep"] && table.measures.map(\.isHigherBetter) == [false, true])
    #expect(
      table.transfers[0] == MeasuredTransfer(task: "x", source: "a", measures: ["melep": 0.2, "leep": -1], score: 0.8))
    #expect(table.transfers[1].measures == ["melep": 0.4])
  }

  @Test(arguments: [
    "task,source,score,magic\nx,a,1,1\nx,b,1,1\n", "task,source,score,melep\nx,a,,1\nx,b,1,1\n",
    "task,source,score,melep\nx,a,1,1\n", "task,source,score\nx,a,1\nx,b,1\n",
  ]) func refusesWhatCannotBeCorrelated(text: String) {
    #expect(throws: (any Error).self) { try read(text) }
  }
}
