import Cohorts
import Interchange
import Testing
import Waveforms

@testable import Learning

@Suite struct TrainedExamplesTests {
  private let folder: TemporaryFolder
  private let job: TrainingJob

  init() throws {
    folder = try TemporaryFolder()
    let recipe = Recipe([
      .leads(names: ["II"], absent: .refuse), .resample(rate: 100),
      .window(window: Window(200, at: .random, stride: 100)),
      .normalize(normalization: .zScore(.lead)), .fill(value: 0),
    ])
    try recipe.write(to: folder.file("recipe.json"))
    var request = TrainingRequest(
      cohort: "synthetic,patients=12,seconds=3:5", network: "lead", recipe: folder.file("recipe.json"))
    request.task = .severalLabels
    request.split = SplitRequest(.fractions(validation: 0, test: 0.25))
    (request.plan.epochs, request.plan.batch, request.metric) = (1, 6, "none")
    job = try TrainingJob(request, threads: 1)
    _ = try job.run(in: RunFolder(folder.file("run")))
  }

  private var model: String { folder.file("run/model.safetensors") }

  @Test func theyAreTheTrainingPartOfTheRun() throws {
    let found = try TrainedExamples(of: model)
    #expect(found.gaps.isEmpty)
    #expect(found.cohorts.map { $0.examples.map(\.id) } == [job.splits[0]["train"]?.examples ?? []])
    // An older run has no split.json: the split is made again.
    try remove(folder.file("run/split.json"))
    let again = try TrainedExamples(of: model)
    #expect(again.gaps.isEmpty && again.cohorts.first?.examples.map(\.id) == found.cohorts.first?.examples.map(\.id))
  }

  @Test func aCheckpointAloneLeavesAGap() throws {
    try Checkpoint(reading: model).write(to: folder.file("alone.safetensors"))
    let alone = try TrainedExamples(of: folder.file("alone.safetensors"), offered: job.cohort)
    #expect(alone.cohorts.isEmpty && alone.gaps.count == 1 && alone.gaps[0].contains("split.json"))
  }

  @Test func dataThatChangedLeavesAGap() throws {
    var checkpoint = try Checkpoint(reading: model)
    checkpoint.card.training?.fingerprint = "another"
    try checkpoint.write(to: model)
    let changed = try TrainedExamples(of: model)
    #expect(changed.cohorts.isEmpty && changed.gaps.count == 1 && changed.gaps[0].contains("has changed since"))
  }

  @Test func weightsFromElsewhereLeaveAGap() throws {
    var checkpoint = try Checkpoint(reading: model)
    checkpoint.card.training = nil
    try checkpoint.write(to: model)
    #expect(try TrainedExamples(of: model).gaps == ["\(CheckpointName.file(model)) does not say what it learnt from"])
  }

  @Test func whatCarriedOverLearntBeforeCountsToo() throws {
    var checkpoint = try Checkpoint(reading: model)
    checkpoint.card.lineage = [.init(file: "lost.safetensors", fingerprint: "0", method: "fine-tuned")]
    try checkpoint.write(to: model)
    let found = try TrainedExamples(of: model)
    #expect(found.cohorts.count == 1 && found.gaps.count == 1 && found.gaps[0].contains("lost.safetensors"))
  }
}
