import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

/// Carrying over from words to files.
@Suite struct TransferJobTests {
  private let folder: String

  init() throws {
    folder = try Waves.folder()
    var card = Card(
      architecture: Waves.beat, task: .severalLabels,
      vocabulary: Vocabulary.findings.restricted(to: ["NORM", "PVC", "PAC"]),
      shape: WindowShape(times: 160, leads: ["II"], rate: 50), recipe: Waves.leadTwo, aggregation: WindowAggregation())
    card.vocabulary = Vocabulary.findings.restricted(to: ["NORM", "PVC", "PAC"])
    try Checkpoint(card: card, parameters: Waves.beat.parameters(seed: 5)).write(to: folder + "/source.safetensors")
  }

  private func request(_ method: TransferRequest.Method) -> TransferRequest {
    var training = TrainingRequest(
      cohort: "synthetic,patients=24,seconds=4:5", network: "", recipe: TransferRequest.sourceRecipe)
    training.labels = ["PAC", "NORM", "AFIB"]
    training.task = .severalLabels
    training.split = SplitRequest(.fractions(validation: 0.25, test: 0.25))
    (training.plan.epochs, training.plan.batch) = (2, 6)
    return TransferRequest(method, sources: [folder + "/source.safetensors"], training: training)
  }

  private func run(_ request: TransferRequest, _ name: String, stopping: Bool = false) throws -> TrainingResult {
    try request.job(threads: 1).run(in: RunFolder("\(folder)/\(name)"), shouldStop: { stopping })
  }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func theCardTellsWhereTheWeightsCameFromAndHowFarTheyMoved() throws {
    defer { clean() }
    var request = request(.fineTune)
    request.from = "hidden"
    let result = try run(request, "run")
    let source = try Checkpoint(reading: folder + "/source.safetensors")
    let checkpoint = try Checkpoint(reading: folder + "/run/model.safetensors")
    let ancestor = try #require(checkpoint.card.lineage.first)
    #expect(ancestor.file == "source.safetensors" && ancestor.fingerprint == source.fingerprint)
    #expect(ancestor.method.contains("fine-tuned, rows of the head kept for PAC NORM"))
    #expect(ancestor.method.contains("frozen: stem blocks.0"))
    let movement = try #require(result.parts[0].movement)
    #expect(ancestor.moved == movement.words)
    #expect(movement.map(\.layer) == Waves.beat.levels.map(\.name))
    for row in movement { #expect((row.moved == 0) == !["hidden", "head"].contains(row.layer), "\(row.layer)") }
    #expect(result.text.contains("How far the weights moved"))
    #expect(checkpoint.parameters["stem.weight"] == source.parameters["stem.weight"])
    #expect(ModelCard(checkpoint).markdown.contains("From source.safetensors"))
  }

  @Test func aSourceIsCalledByItsRunOnTheCardAndByItsFileWhereRunsAreCompared() throws {
    defer { clean() }
    try FileManager.default.createDirectory(atPath: folder + "/ward", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: folder + "/source.safetensors", toPath: folder + "/ward/model.safetensors")
    var request = request(.head)
    request.sources = [folder + "/ward/model.safetensors"]
    _ = try run(request, "run")
    let card = try Checkpoint(reading: folder + "/run/model.safetensors")
    #expect(card.card.lineage.map(\.file) == ["ward/model.safetensors"])
    #expect(ModelCard(card).markdown.contains("- From ward/model.safetensors ("))
    let settled = try JSONFile.read(SettledRun.self, from: folder + "/run/run.json")
    #expect(settled.start?.lineage.map(\.file) == ["model.safetensors"])
    request.from = "nowhere"
    #expect { try TransferOrigin(request) } throws: { "\($0)".contains("there is no level 'nowhere'; there are ") }
  }

  @Test func aStoppedRunGoesOnToTheSameBytesAndAnotherStartIsRefused() throws {
    defer { clean() }
    let request = request(.head)
    _ = try run(request, "whole")
    #expect(try run(request, "parted", stopping: true).isInterrupted)
    _ = try run(request, "parted")
    let bytes = try ["whole", "parted"].map { try Data(contentsOf: URL(filePath: "\(folder)/\($0)/model.safetensors")) }
    #expect(bytes[0] == bytes[1])
    var other = request
    other.keepsRows = false
    #expect(throws: LearningError.self) { try run(other, "parted") }
  }

  @Test func anEmbeddedHeadLearnsAboveAFrozenTrunk() throws {
    defer { clean() }
    var request = request(.embed)
    request.training.leads = ["I", "II", "V1"]
    (request.from, request.keepsFeatures) = ("head", true)
    let result = try run(request, "run")
    let card = try Checkpoint(reading: folder + "/run/model.safetensors").card
    #expect(card.leads == ["I", "II", "V1"] && card.architecture.kind == "embedded")
    #expect(result.parts[0].movement?.filter { $0.moved > 0 }.map(\.layer) == ["head"])
    #expect(result.parts[0].evaluation != nil)
  }

  /// The source learnt from II alone, and says so in its recipe.
  @Test func embeddingTakesAllLeadsThereAreUnlessToldOtherwise() throws {
    defer { clean() }
    #expect(try request(.embed).job().shape.leads == LeadName.standard12)
    #expect(try request(.fineTune).job().shape.leads == ["II"])
  }

  @Test func whatDoesNotGoTogetherIsRefusedInWords() throws {
    defer { clean() }
    var several = request(.fineTune)
    several.sources += several.sources
    #expect(several.problem?.contains("only embedding") == true)
    var wide = request(.fineTune)
    wide.training.leads = ["I", "II"]
    #expect { try wide.job() } throws: { "\($0)".contains("say which with --leads") }
    var unknown = request(.fineTune)
    unknown.from = "conv1"
    #expect { try unknown.job() } throws: { "\($0)".contains("no level 'conv1'") }
  }

  @Test func rankingReadsTheTrainingPartAlone() throws {
    defer { clean() }
    let request = request(.fineTune)
    let source = folder + "/source.safetensors"
    var target = request.training
    let job = try RankingJob([source, source], on: target, threads: 1)
    #expect(job.networks[0].embeddedLeads == 12)
    var options = Ranking.Options()
    (options.draws, options.measures) = (0, ["melep", "logme", "entropy"])
    let result = try job.run(options)
    #expect(result.examples == job.split["train"]?.examples.count && result.part == "train")
    #expect(result.labels == ["PAC", "NORM", "AFIB"])
    #expect(result.sources[0].measures.allSatisfy { $0.value?.isFinite == true })
    #expect(result.sources[0].measures.map(\.value) == result.sources[1].measures.map(\.value))
    // In several leads copies of it stand side by side.
    target.leads = ["I", "II"]
    let wide = try RankingJob([source], on: target, threads: 1)
    #expect(wide.networks[0].embeddedLeads == 2)
    #expect(try wide.run(options).sources[0].measures[0].value != result.sources[0].measures[0].value)
  }
}
