import Cohorts
import Foundation
import Interchange
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

/// What is said when a network that is carried over has seen what the new one is judged on.
@Suite struct AncestorsTests {
  private let folder: String

  init() throws {
    folder = try Waves.folder()
    try Waves.leadTwo.write(to: folder + "/recipe.json")
    _ = try TrainingJob(training(), threads: 1).run(in: RunFolder(folder + "/src"))
  }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  private var source: String { folder + "/src/model.safetensors" }

  private func training(_ cohort: String = "synthetic,patients=24,seconds=4:5", seed: UInt64 = 1) -> TrainingRequest {
    var request = TrainingRequest(cohort: cohort, network: "beat", recipe: folder + "/recipe.json")
    (request.labels, request.task) = (["NORM", "AFIB", "PVC"], .severalLabels)
    request.split = SplitRequest(.fractions(validation: 0.25, test: 0.25), seed: seed)
    (request.plan.epochs, request.plan.batch) = (1, 8)
    return request
  }

  private func job(_ training: TrainingRequest) throws -> TrainingJob {
    var training = training
    (training.network, training.recipe) = (source, TransferRequest.sourceRecipe)
    return try TransferRequest(.fineTune, sources: [source], training: training).job(threads: 1)
  }

  private func acquaintance(_ training: TrainingRequest) throws -> Acquaintance {
    Acquaintance(try job(training).encounters)
  }

  /// How many of the test examples a source has seen, counted by hand.
  private func learnt(_ job: TrainingJob) throws -> Int {
    let own = try Split(reading: folder + "/src/split.json")
    return Set(job.splits[0]["test"]?.examples ?? []).intersection(own["train"]?.examples ?? []).count
  }

  @Test func anotherSplitOfItsOwnCohortIsSaidBeforeAndAfterTraining() throws {
    defer { clean() }
    let job = try job(training(seed: 2))
    let encounter = try #require(job.encounters.first)
    let count = try learnt(job)
    #expect(count > 0 && encounter.acquaintance == .learntFrom && encounter.seen == count)
    let words = try #require(encounter.words)
    #expect(words.hasPrefix("\(source) learnt from \(count) of the 6 examples of the test part"))
    #expect(encounter.advice?.hasSuffix("--split-file \(folder)/src/split.json") == true)
    let result = try job.run(in: RunFolder(folder + "/tr"))
    #expect(result.acquaintance == .ancestorHasSeen && result.notes.contains(words))
    #expect(try TrainingResult(reading: folder + "/tr").acquaintance == .ancestorHasSeen)
    let card = try Checkpoint.card(reading: folder + "/tr/model.safetensors")
    #expect(card.training?.notes.contains(words) == true)
    #expect(card.lineage.map { $0.training?.fingerprint } == [job.cohort.fingerprint])
    let judged = try EvaluationJob(folder + "/tr/model.safetensors", on: training(seed: 2)).run()
    #expect(judged.acquaintance == .ancestorHasSeen && judged.notes.contains(words))
    #expect(judged.text.contains(Acquaintance.ancestorHasSeen.words))
    // The same network on other patients.
    let others = training("synthetic,patients=24,seconds=4:6")
    #expect(try EvaluationJob(folder + "/tr/model.safetensors", on: others).run().acquaintance == .otherCohort)
    // Ranking tells it of the source beforehand.
    #expect(try RankingJob([source], on: training(seed: 2)).notes == [words])
    #expect(try RankingJob([source], on: training()).notes.isEmpty)
  }

  @Test func whereTheSourceIsGoneTheCardStillDoubts() throws {
    defer { clean() }
    _ = try job(training(seed: 2)).run(in: RunFolder(folder + "/tr"))
    let path = folder + "/tr/model.safetensors"
    try FileManager.default.removeItem(atPath: folder + "/src")
    func judged(_ seed: UInt64) throws -> Acquaintance? {
      try EvaluationJob(path, on: training(seed: seed)).run().acquaintance
    }
    #expect(try judged(2) == .ancestorNotKnown)
    // A card of old does not say what its ancestors learnt from.
    var checkpoint = try Checkpoint(reading: path)
    checkpoint.card.lineage[0].training = nil
    try checkpoint.write(to: path)
    #expect(try judged(2) == .ancestorNotKnown)
    checkpoint.card.lineage = []
    try checkpoint.write(to: path)
    #expect(try judged(2) == .ownTest)
  }

  @Test func theSameSplitIsAllWell() throws {
    defer { clean() }
    var file = training(seed: 9)
    file.split.method = .file(folder + "/src/split.json")
    for request in [training(), file] {
      let job = try job(request)
      #expect(job.encounters.map(\.acquaintance) == [.ownTest] && job.encounters.doubts.isEmpty)
      #expect(job.encounters[0].words?.contains("has not seen the examples of the test part") == true)
    }
    let result = try job(training()).run(in: RunFolder(folder + "/tr"))
    #expect(result.acquaintance == .ownTest)
    let judged = try EvaluationJob(folder + "/tr/model.safetensors", on: training()).run()
    #expect(judged.acquaintance == .ownTest)
  }

  @Test func otherLabelsOfOneDatabaseAreTheSameRecordings() throws {
    defer { clean() }
    var other = training(seed: 2)
    other.labels = ["NORM", "PVC"]
    let job = try job(other)
    #expect(try job.cohort.fingerprint != Split(reading: folder + "/src/split.json").fingerprint)
    #expect(try job.encounters.map(\.seen) == [learnt(job)] && learnt(job) > 0)
    #expect(job.encounters[0].advice?.contains("leave its recordings") == true)
    // Without the source's split it is not known; with patients that it never met, and all of them found, it is.
    try FileManager.default.removeItem(atPath: folder + "/src/split.json")
    #expect(try acquaintance(other) == .ancestorNotKnown)
  }

  @Test func anotherCohortIsNotWarnedOf() throws {
    defer { clean() }
    let job = try job(training("synthetic,patients=24,seconds=4:6"))
    #expect(job.encounters.map(\.acquaintance) == [.otherCohort] && job.encounters.allSatisfy { $0.words == nil })
    #expect(try job.run(in: RunFolder(folder + "/tr")).notes.allSatisfy { !$0.contains("learnt from") })
  }

  @Test func whatANetworkFromElsewhereHasSeenIsNotKnown() throws {
    defer { clean() }
    var checkpoint = try Checkpoint(reading: source)
    checkpoint.card.training = nil
    try checkpoint.write(to: source)
    #expect(try job(training()).encounters.map(\.acquaintance) == [.silent])
    #expect(try acquaintance(training()) == .ancestorNotKnown)
  }

  @Test func aRunThatWasBegunBeforeAncestorsSaidWhatTheyLearntFromGoesOn() throws {
    defer { clean() }
    let run = try RunFolder(folder + "/tr")
    #expect(try job(training(seed: 2)).run(in: run, shouldStop: { true }).isInterrupted)
    #expect(
      try JSONFile.read(SettledRun.self, from: run.configuration).start?.lineage.map { $0.training == nil } == [true])
    #expect(try !job(training(seed: 2)).run(in: run).isInterrupted)
  }
}
