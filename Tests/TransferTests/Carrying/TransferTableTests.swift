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

  @Test func aTaskIsPutInPlaceOfWhatItWas() throws {
    let folder = try Waves.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/t.csv"
    func row(_ task: String, _ source: String, _ measures: [String: Double]) -> MeasuredTransfer {
      MeasuredTransfer(task: task, source: source, measures: measures, score: 0.5)
    }
    try TransferTable.put([row("x, y", "a", ["melep": 1])], measures: ["melep"], into: path)
    try TransferTable.put([row("z", "a", ["melep": 2, "leep": -1])], measures: ["leep", "melep"], into: path)
    try TransferTable.put(
      [row("x, y", "b", ["melep": 3]), row("x, y", "a", [:])], measures: ["melep"], into: path)
    let table = try TransferTable.read(path)
    #expect(table.measures.map(\.name) == ["melep", "leep"])
    #expect(
      table.transfers == [
        row("z", "a", ["melep": 2, "leep": -1]), row("x, y", "b", ["melep": 3]), row("x, y", "a", [:]),
      ])
  }

  @Test(arguments: [
    "task,source,score,magic\nx,a,1,1\nx,b,1,1\n", "task,source,score,melep\nx,a,,1\nx,b,1,1\n",
    "task,source,score,melep\nx,a,1,1\n", "task,source,score\nx,a,1\nx,b,1\n",
  ]) func refusesWhatCannotBeCorrelated(text: String) {
    #expect(throws: (any Error).self) { try read(text) }
  }
}
