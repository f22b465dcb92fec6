import Cohorts
import Foundation
import Interchange
import Learning
import Testing
import Waveforms

@testable import Leakage

@Suite struct OverlapRequestTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "overlap-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  private func training(_ cohort: String, _ split: SplitRequest = SplitRequest()) -> TrainingRequest {
    var request = TrainingRequest(cohort: cohort, network: "", recipe: "")
    request.split = split
    return request
  }

  @Test func theSplitThatATrainingWouldMakeIsAudited() throws {
    defer { clean() }
    let cohort = "synthetic,patients=4,visits=2,seconds=4:5"
    let half = SplitRequest.Method.fractions(validation: 0, test: 0.5)
    let patients = try OverlapRequest(training(cohort, SplitRequest(half))).audit().run()
    #expect(patients?.verdict == .clean && patients?.sides.map(\.name) == ["train", "test"])
    let records = try OverlapRequest(training(cohort, SplitRequest(half, unit: .record))).audit().run()
    #expect(records?.verdict == .leaking && records?.counts.patients ?? 0 > 0)
  }

  @Test func aSplitIsReadFromAFileOrARunsFolder() throws {
    defer { clean() }
    let name = "synthetic,patients=4,seconds=4:5"
    let cohort = try Cohort.load(name)
    let split = Split.fractions(of: cohort, [("train", 0.5), ("test", 0.5)], seed: 1)
    try split.write(to: folder + "/split.json")
    for path in [folder, folder + "/split.json"] {
      #expect(try OverlapRequest(training(name), split: path).audit().run()?.verdict == .clean)
    }
    // Only what is judged on is compared with another cohort.
    let report = try OverlapRequest(training(name), split: folder, against: name).audit().run()
    #expect(report?.sides.map(\.examples) == [split["test"]?.examples.count ?? 0, 4])
    #expect(report?.counts.sharedRecords == split["test"]?.examples.count)
  }

  @Test(arguments: [
    "", "[]", "{\"parts\": 3}",
    #"{"method":"m","unit":"patient","cohort":"c","fingerprint":"f","unknownPatients":0,"crossingPatients":[],"notes":[],"parts":[{"name":"train","examples":["no such"]}]}"#,
  ])
  func whatIsNoSplitOfTheCohortIsRefused(text: String) throws {
    defer { clean() }
    try Data(text.utf8).write(to: URL(filePath: folder + "/bad.json"))
    let request = OverlapRequest(training("synthetic,patients=2,seconds=4:5"), split: folder + "/bad.json")
    #expect(throws: LearningError.self) { try request.audit() }
  }

  @Test func anExampleOnBothSidesOfASplitLeaks() throws {
    defer { clean() }
    let text =
      #"{"method":"m","unit":"patient","cohort":"c","fingerprint":"f","unknownPatients":0,"crossingPatients":[],"notes":[],"parts":[{"name":"train","examples":["P0-0"]},{"name":"test","examples":["P0-0"]}]}"#
    try Data(text.utf8).write(to: URL(filePath: folder + "/twice.json"))
    let request = OverlapRequest(training("synthetic,patients=2,seconds=4:5"), split: folder + "/twice.json")
    #expect(try request.audit().run()?.verdict == .leaking)
  }

  @Test func aSplitIsReadFromATable() throws {
    defer { clean() }
    let table = folder + "/split.csv"
    try Data("record,part\nP0-0,train\nP1-0,test\nP2-0,\n".utf8).write(to: URL(filePath: table))
    let report = try OverlapRequest(training("synthetic,patients=3,seconds=4:5"), split: table).audit().run()
    #expect(report?.verdict == .clean && report?.sides.map(\.examples) == [1, 1])
    try Data("record,part\nP0-0,train\nP0-0,test\n".utf8).write(to: URL(filePath: table))
    let twice = try OverlapRequest(training("synthetic,patients=3,seconds=4:5"), split: table).audit().run()
    #expect(twice?.verdict == .leaking)
    try Data("record,part\nnobody,train\n".utf8).write(to: URL(filePath: table))
    #expect(throws: LearningError.self) {
      try OverlapRequest(training("synthetic,patients=3,seconds=4:5"), split: table).audit()
    }
  }

  /// Training that begins with a network, as carrying over does.
  private struct Carried: TrainingOrigin {
    let path: String
    func recipe(for cohort: Cohort, _ request: TrainingRequest) throws(LearningError) -> Recipe {
      try request.loadedRecipe(for: cohort)
    }
    func start(
      for cohort: Cohort, shape: WindowShape, _ request: TrainingRequest
    ) throws(LearningError) -> TrainingStart {
      do {
        let source = try Checkpoint(reading: path)
        var start = TrainingStart(source.card.architecture, parameters: source.parameters)
        start.lineage = [
          .init(
            file: "model.safetensors", fingerprint: source.fingerprint, method: "fine-tuned",
            training: source.card.training)
        ]
        return start
      } catch { throw .request("\(error)") }
    }
  }

  @Test func whatARunsAncestorsHaveSeenStandsBesideItsSplit() throws {
    defer { clean() }
    let recipe = Recipe([
      .leads(names: ["II"], absent: .refuse), .resample(rate: 50),
      .window(window: Window(160, at: .random, stride: 160)), .fill(value: 0),
    ])
    try recipe.write(to: folder + "/recipe.json")
    let cohort = "synthetic,patients=12,seconds=4:5"
    func train(_ name: String, seed: UInt64, from path: String? = nil) throws {
      var request = TrainingRequest(cohort: cohort, network: path ?? "beat", recipe: folder + "/recipe.json")
      request.task = .severalLabels
      request.split = SplitRequest(.fractions(validation: 0, test: 0.5), seed: seed)
      (request.plan.epochs, request.plan.batch, request.metric) = (1, 6, "none")
      let origin: any TrainingOrigin = path.map { Carried(path: $0) } ?? NamedNetwork()
      _ = try TrainingJob(request, from: origin, threads: 1).run(in: RunFolder("\(folder)/\(name)"))
    }
    func audit(_ split: String) throws -> OverlapReport? {
      try OverlapRequest(training(cohort), split: "\(folder)/\(split)").audit().run()
    }
    let source = folder + "/src/model.safetensors"
    try train("src", seed: 1)
    try train("other", seed: 2, from: source)
    try train("same", seed: 1, from: source)
    #expect(try audit("src")?.verdict == .clean && audit("same")?.verdict == .clean)
    for path in ["other", "other/split.json"] {
      let report = try #require(try audit(path))
      let own = try Split(reading: folder + "/src/split.json"), mine = try Split(reading: folder + "/other/split.json")
      let both = Set(own["train"]?.examples ?? []).intersection(mine["test"]?.examples ?? [])
      #expect(!both.isEmpty && report.verdict == .leaking && report.counts.sharedRecords == both.count)
      #expect(report.sides.map(\.name) == ["train", "test", "seen by \(source)"])
      #expect(report.advice.count == 1 && report.advice[0].contains("--split-file \(folder)/src/split.json"))
    }
    // Against all of its own cohort a network leaks by what it learnt from: its split says what it was tested on.
    let whole = try #require(try OverlapRequest(training(cohort), against: source).audit().run())
    #expect(whole.verdict == .leaking && whole.advice.count == 2)
    #expect(
      whole.advice[0].hasPrefix("The network learnt from 6 of these 12 examples: with --split \(folder)/src only"))
    let tested = try OverlapRequest(training(cohort), split: folder + "/src", against: source).audit().run()
    #expect(tested?.verdict == .clean)
    let strange = try OverlapRequest(training("synthetic,patients=13,seconds=4:6"), against: source).audit().run()
    #expect(strange?.advice.allSatisfy { !$0.contains("--split") } == true)
    // Nobody can follow the lineage where the source is gone: that is no clean verdict.
    try FileManager.default.removeItem(atPath: folder + "/src")
    let lost = try #require(try audit("other"))
    #expect(lost.verdict == .cannotVerify && lost.reasons.contains { $0.contains("under another split") })
    #expect(try audit("same")?.verdict == .clean)
  }

  @Test func aFolderWithoutASplitIsRefused() throws {
    defer { clean() }
    let request = OverlapRequest(training("synthetic,patients=2,seconds=4:5"), split: folder)
    #expect(throws: LearningError.self) { try request.audit() }
  }

  @Test func aCheckpointThatIsNotThereIsAnError() throws {
    defer { clean() }
    let request = OverlapRequest(training("synthetic,patients=2,seconds=4:5"), against: folder + "/model.safetensors")
    #expect(throws: LearningError.self) { try request.audit() }
  }
}
