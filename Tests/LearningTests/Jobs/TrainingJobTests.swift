import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// A training from words to files.
@Suite struct TrainingJobTests {
  /// Made records cut to what the smallest useful network takes.
  private func request(_ folder: TemporaryFolder, patients: Int = 24) throws -> TrainingRequest {
    let recipe = Recipe([
      .leads(names: ["II"], absent: .refuse), .resample(rate: 100),
      .window(window: Window(200, at: .random, stride: 100)),
      .normalize(normalization: .zScore(.lead)), .fill(value: 0),
    ])
    let path = folder.file("recipe.json")
    try recipe.write(to: path)
    var request = TrainingRequest(cohort: "synthetic,patients=\(patients),seconds=3:5", network: "lead", recipe: path)
    request.task = .severalLabels
    request.split = SplitRequest(.fractions(validation: 0.25, test: 0.25))
    (request.plan.epochs, request.plan.batch) = (2, 6)
    return request
  }

  private func run(
    _ request: TrainingRequest, in path: String, stopping: Bool = false
  ) throws -> (TrainingResult, TrainingJob) {
    let job = try TrainingJob(request, threads: 1)
    return (try job.run(in: RunFolder(path), shouldStop: { stopping }), job)
  }

  @Test func leavesFilesThatCanBeBelieved() throws {
    let folder = try TemporaryFolder()
    let (result, job) = try run(request(folder), in: folder.file("run"))
    #expect(
      try names(in: folder.file("run")) == [
        "best.safetensors", "events.out.tfevents.einthoven", "last.safetensors", "last.state", "log.jsonl",
        "model.safetensors", "predictions.csv", "result.json", "run.json", "split.json",
      ])
    #expect(!result.isInterrupted && result.parts.count == 1 && result.pooled == nil)
    let read = try JSONFile.read(TrainingResult.self, from: folder.file("run/result.json"))
    #expect(try read.json() == result.json())
    #expect(result.text.contains("Test part:") && result.text.contains("model.safetensors"))

    let checkpoint = try Checkpoint(reading: folder.file("run/model.safetensors"))
    let best = try Checkpoint(reading: folder.file("run/best.safetensors"))
    #expect(checkpoint.fingerprint == best.fingerprint)
    #expect(checkpoint.card.thresholds?.count == job.cohort.vocabulary.count)
    #expect(checkpoint.card.results.allSatisfy { $0.part == "test" && $0.value.isFinite })
    #expect(!checkpoint.card.results.isEmpty)
    #expect(checkpoint.card.training?.epoch == result.parts[0].epoch && checkpoint.card.leads == ["II"])
    #expect(checkpoint.card.training?.fingerprint == job.cohort.fingerprint)

    // The table says of each test example what the checkpoint says of its record.
    let lines = String(decoding: try bytes(folder.file("run/predictions.csv")), as: UTF8.self).split(separator: "\n")
    let codes = job.cohort.vocabulary.codes
    #expect(lines[0] == "id,group,labels," + codes.map { "p(\($0))" }.joined(separator: ","))
    let test = try #require(job.splits[0]["test"])
    #expect(lines.count == test.examples.count + 1)
    let model = try Model(checkpoint, threads: 1)
    for (line, place) in try zip(lines.dropFirst(), job.splits[0].places(of: "test", in: job.cohort)) {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let example = job.cohort.examples[place]
      #expect(cells[0] == example.id && cells[1] == "patient \(example.patient.identifier ?? "")")
      #expect(cells[2] == example.labels.joined(separator: " "))
      let answer = try model.answer(example.source.read())
      #expect(cells.dropFirst(3).map { Float($0) } == answer.probabilities.map(\.probability))
    }
  }

  /// Beats are cut from one lead: a network of two could not be written down when it has learnt.
  @Test func beatsOfTwoLeadsAreRefusedBeforeTraining() throws {
    var request = TrainingRequest(
      cohort: "synthetic,patients=6,seconds=4:5", network: "beat", recipe: "beat")
    request.leads = ["II", "V1"]
    request.task = .severalLabels
    let said = try #require(refusal { _ = try TrainingJob(request, threads: 1) })
    #expect(said.contains("beats are cut from one lead, and 2 are to be taken (II, V1): name one"), "\(said)")
  }

  @Test func stoppedJobsGoOnAndEndWithTheSameNetwork() throws {
    let folder = try TemporaryFolder()
    let request = try request(folder)
    _ = try run(request, in: folder.file("whole"))
    var runs = 0
    while try run(request, in: folder.file("broken"), stopping: true).0.isInterrupted, runs < 50 { runs += 1 }
    #expect(runs >= 4 && runs < 50, "two epochs of two steps or more")
    for name in ["model.safetensors", "best.safetensors", "last.safetensors", "predictions.csv"] {
      #expect(try bytes(folder.file("whole/\(name)")) == bytes(folder.file("broken/\(name)")), "\(name)")
    }
    #expect(!exists(folder.file("broken/run.json.part")))
  }

  @Test func anotherRunInTheFolderIsNamedByWhatDiffers() throws {
    let folder = try TemporaryFolder()
    // Without a part to judge on, which takes the longest.
    func begun() throws -> TrainingRequest {
      var request = try self.request(folder)
      request.split = SplitRequest(.fractions(validation: 0.25, test: 0))
      return request
    }
    let request = try begun()
    _ = try run(request, in: folder.file("run"))
    var changes: [(String, (inout TrainingRequest) throws -> Void)] = [
      ("plan.rate", { $0.plan.rate = 0.5 }), ("plan.seed", { $0.plan.seed = 9 }),
      ("split.seed", { $0.split.seed = 9 }),
      ("split.method", { $0.split.method = .folds(count: 2, validation: 0.2) }),
      ("metric", { $0.metric = "macroF1" }), ("minimumPositives", { $0.minimumPositives = 2 }),
      ("cohort", { $0.cohort = "synthetic,patients=24,seconds=3:6" }),
    ]
    // The same words for another recipe.
    changes.append(
      (
        "recipe.steps",
        {
          try Recipe([
            .leads(names: ["V2"], absent: .refuse), .resample(rate: 100), .window(window: Window(200)), .fill(value: 0),
          ]).write(to: $0.recipe)
        }
      ))
    for (name, change) in changes {
      var other = request
      try change(&other)
      let words = try #require(refusal { try run(other, in: folder.file("run")) }, "\(name)")
      #expect(words.contains("the folder holds another run") && words.contains(", \(name)"), "\(words)")
    }
    // Where prepared recordings are kept changes nothing.
    try FileManager.default.createDirectory(atPath: folder.file("cache"), withIntermediateDirectories: true)
    var cached = try begun()
    cached.cache = folder.file("cache")
    #expect(refusal { try run(cached, in: folder.file("run")) } == nil)
  }

  @Test func foldsAreTrainedApartAndJudgedTogether() throws {
    let folder = try TemporaryFolder()
    var request = try request(folder)
    request.split = SplitRequest(.folds(count: 2, validation: 0.2))
    request.plan.epochs = 1
    var told: [String] = []
    let job = try TrainingJob(request, threads: 1)
    let result = try job.run(in: RunFolder(folder.file("run"))) { event in
      switch event {
      case .split(let number, let count): told.append("\(number)/\(count)")
      case .judged: told.append("judged")
      case .training: break
      }
    }
    #expect(told == ["1/2", "judged", "2/2", "judged"])
    #expect(result.parts.count == 2 && result.pooled?.examples == 24)
    #expect(try names(in: folder.file("run")) == ["fold-1", "fold-2", "result.json", "run.json"])
    #expect(result.values(of: "macroAUROC").count == 2 && result.text.contains("All 2 test parts together:"))
    let (first, second) = try (
      Checkpoint(reading: folder.file("run/fold-1/model.safetensors")),
      Checkpoint(reading: folder.file("run/fold-2/model.safetensors"))
    )
    #expect(first.fingerprint != second.fingerprint)
  }

  @Test func withoutATestPartThereAreNoFigures() throws {
    let folder = try TemporaryFolder()
    var request = try request(folder)
    request.split = SplitRequest(.fractions(validation: 0, test: 0))
    let (result, job) = try run(request, in: folder.file("run"))
    #expect(result.parts[0].evaluation == nil && result.text.contains("There was no test part"))
    #expect(job.plan.metric == nil && !exists(folder.file("run/predictions.csv")))
    #expect(try Checkpoint(reading: folder.file("run/model.safetensors")).card.results.isEmpty)
  }

  @Test func findingARateWritesOneTable() throws {
    let folder = try TemporaryFolder()
    var finder = RateFinder()
    finder.count = 30
    let job = try TrainingJob(request(folder), threads: 1)
    let curve = try job.findRate(finder, in: RunFolder(folder.file("run")))
    #expect(try names(in: folder.file("run")) == ["rates.csv"])
    let lines = String(decoding: try bytes(folder.file("run/rates.csv")), as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "rate,loss" && lines.count == curve.rates.count + 1)
    #expect(lines.last?.split(separator: ",").map { Double($0) } == [curve.rates.last, curve.losses.last])
    #expect(curve.text.hasPrefix("\(curve.rates.count) rates from 1.0e-7"), "\(curve.text)")
    #expect(try curve.json().contains("\"rates\""))
  }

  @Test func whatCannotBeDoneIsSaidBeforeTraining() throws {
    let folder = try TemporaryFolder()
    func words(_ change: (inout TrainingRequest) -> Void) throws -> String {
      var request = try request(folder, patients: 6)
      change(&request)
      return refusal { try run(request, in: folder.file("run")) } ?? "nothing"
    }
    #expect(try words { $0.cohort = "nosuch:here" }.contains("nosuch"))
    #expect(try words { $0.network = "nosuch" }.contains("there is no network 'nosuch'"))
    #expect(try words { $0.recipe = "nosuch" }.contains("there is no recipe 'nosuch'"))
    #expect(try words { $0.labels = ["nosuch"] }.contains("no label nosuch"))
    #expect(try words { $0.metric = "nosuch" }.contains("there is no metric 'nosuch'"))
    #expect(try words { $0.metric = "cinc2017F1" }.contains("cinc2017F1"))
    let few = try words { $0.minimumPositives = 1000 }
    #expect(few.contains("no example is left that has a label: the cohort has NORM "), "\(few)")
    #expect(
      few.contains(
        "; notes: labels with fewer than 1000 examples left out: NORM, "))
    #expect(try words { $0.labels = ["AFLT"] }.contains("no example is left that has AFLT: the cohort has "))
    #expect(
      try words {
        $0.metric = "macroF1"; $0.split = SplitRequest(.folds(count: 2, validation: 0))
      }
      .contains("there must be a validation part"))
    #expect(try words { $0.split = SplitRequest(.fractions(validation: 0.9, test: 0.9)) }.contains("leave something"))
    #expect(try words { $0.split = SplitRequest(.folds(count: 7, validation: 0)) }.contains("too few patients"))
    #expect(
      try words { $0.split = SplitRequest(.official(train: [1], validation: [], test: [2])) }.contains(
        "no examples to train on"))
    #expect(
      try words {
        $0.plan.patience = 2; $0.metric = "none"
      }.contains("patience needs a metric"))
    #expect(!exists(folder.file("run/last.state")))
  }

  @Test func whatNeedsNoDataIsToldWithoutIt() {
    func problem(_ change: (inout TrainingRequest) -> Void) -> String? {
      var request = TrainingRequest(cohort: "nosuch:here", network: "lead")
      change(&request)
      return request.problem
    }
    #expect(problem { _ in } == nil && problem { $0.metric = "F1[N]" } == nil)
    #expect(problem { $0.metric = "f1" }?.hasPrefix("there is no metric 'f1'; there are accuracy, ") == true)
    #expect(problem { $0.plan.patience = 2 } == nil)
    #expect(
      problem {
        $0.plan.patience = 2
        $0.split = SplitRequest(.official(train: [1], validation: [], test: [2]))
      } == "patience needs a metric to wait for")
    #expect(problem { $0.plan.epochs = 0 } == "epochs 0, expected 1 to 1 000 000")
    #expect(problem { $0.split = SplitRequest(.fractions(validation: 0.5, test: 0.5)) } != nil)
    #expect(problem { ($0.split, $0.metric) = (SplitRequest(.file("nowhere")), "macroF1") } == nil)
  }

  @Test func usualRecipesAreThoseOfTheNetworksAuthors() {
    let names = Dictionary(uniqueKeysWithValues: Architecture.names.map { ($0, TrainingRequest.usualRecipe(for: $0)) })
    #expect(names["lead"] == "lead" && names["beat"] == "beat")
    #expect(
      names["resNet1d18"] == "melep" && names["xResNet1d101"] == "benchmark" && names["inception1d"] == "benchmark")
    #expect(names.values.allSatisfy { name in Recipe.presets.contains { $0.name == name } })
  }

  @Test func cellsOfATableAreQuotedWhereNeeded() throws {
    let folder = try TemporaryFolder()
    let predictions = Predictions(
      task: .severalLabels, labels: ["a,b", "c"], ids: ["x\"y", "z"], groups: ["g", "h"],
      probabilities: [0.1, 1, 0, 1e-9], targets: [1, 1, 0, 0])
    try PredictionTable.write(predictions, to: folder.file("t.csv"))
    #expect(
      String(decoding: try bytes(folder.file("t.csv")), as: UTF8.self) == """
        id,group,labels,"p(a,b)",p(c)
        "x""y",g,"a,b c",0.1,1.0
        z,h,,0.0,1e-09

        """)
  }
}
