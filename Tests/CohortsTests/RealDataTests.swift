import Foundation
import Testing
import Waveforms

@testable import Cohorts

/// Where the public databases lie, if anybody said so; the counts are those of Scripts/checks/cohorts.py.
private let data = ProcessInfo.processInfo.environment["EINTHOVEN_DATA"]

@Suite(.enabled(if: data != nil, "EINTHOVEN_DATA names no folder of recordings"))
struct RealDataTests {
  private func load(_ name: String, _ folder: String) throws -> Cohort {
    try Cohort.load("\(name):\(try #require(data))/\(folder)")
  }

  @Test func beatsFormTheirGroups() throws {
    #expect(try load("mitdb", "mitdb").positives == [90386, 3026, 7236, 803, 8043])
    #expect(try load("mitdb,ej=N", "mitdb").positives == [90631, 2781, 7236, 803, 8043])
    let split = Split.official(of: try load("mitdb", "mitdb"), [("train", [1]), ("test", [2])])
    #expect(split.parts.map(\.examples.count) == [51021, 49712])
    #expect(split.crossingPatients == ["201"])
  }

  @Test func extractedBeatsKeepTheirPatients() throws {
    let beats = try load("mitdb,task=records", "mitdb").extractingBeats()
    #expect(beats.patients.count == 45)
    #expect(beats.notes.contains("records without lead II left out: 102 104"))
    #expect(beats.positives.allSatisfy { $0 > 0 })
  }

  @Test func ptbxlIsPreparedAlikeWithAndWithoutACache() throws {
    let folder = try TemporaryFolder(["cache/keep": ""])
    let cohort = try load("ptb-xl,task=superdiagnostic", "ptb-xl").selecting(Array(0..<300))
    let recipe = Recipe([
      .leads(names: LeadName.standard12, absent: .refuse), .filter(band: .above(0.5), order: 2),
      .window(window: Window(250, at: .random, stride: 125)), .fill(value: 0),
    ])
    let cache = RecipeCache(folder: folder.path + "/cache")
    let bare = try PreparedCohort(cohort, recipe: recipe)
    let first = try PreparedCohort(cohort, recipe: recipe, cache: cache)
    let second = try PreparedCohort(cohort, recipe: recipe, cache: cache)
    #expect(first.found == 0 && second.found == 300)
    let all = Array(0..<300)
    #expect(try bare.batch(all, seed: 1, epoch: 3) == second.batch(all, seed: 1, epoch: 3))
    #expect(try bare.batch(all).count == 300 * 7)
  }
}
