import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

@Suite struct EvaluationJobTests {
  private let folder: String

  init() throws { folder = try Waves.folder() }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  /// A network of one lead that tells some findings, without having learnt anything.
  private func network(_ codes: [String], _ name: String, task: Task = .severalLabels, thresholds: [Float]? = nil)
    throws
    -> String
  {
    var architecture = Waves.beat
    architecture.outputs = codes.count
    let vocabulary = Vocabulary.findings.restricted(to: codes)
    var card = Card(
      architecture: architecture, task: task, vocabulary: vocabulary,
      shape: WindowShape(times: 160, leads: ["II"], rate: 50),
      recipe: Recipe([
        .leads(names: ["II"], absent: .refuse), .resample(rate: 50), .window(window: Window(160)), .fill(value: 0),
      ]), aggregation: WindowAggregation())
    card.vocabulary = vocabulary
    card.thresholds = thresholds
    let path = "\(folder)/\(name).safetensors"
    try Checkpoint(card: card, parameters: architecture.parameters(seed: UInt64(name.utf8.count))).write(to: path)
    return path
  }

  private func target(_ labels: [String]? = nil) -> TrainingRequest {
    var request = TrainingRequest(
      cohort: "synthetic,patients=24,findings=NORM+PVC+PAC,seconds=4:5", network: "", recipe: "source")
    (request.labels, request.split) = (labels, SplitRequest(.fractions(validation: 0.25, test: 0.25)))
    return request
  }

  @Test func whatCannotBeMappedIsSaid() throws {
    defer { clean() }
    let path = try network(["NORM", "AFIB", "PVC"], "a", thresholds: [0.1, 0.2, 0.3])
    let result = try EvaluationJob(path, on: target(["PVC", "NORM", "PAC"])).run()
    #expect(result.evaluation.labels.map(\.label) == ["NORM", "PVC"])
    #expect(result.labels?.unknownToCohort == ["AFIB"] && result.labels?.unknownToNetwork == ["PAC"])
    #expect(result.notes.contains { $0.contains("no word for it: AFIB") })
    #expect(result.notes.contains { $0.contains("does not know: PAC") })
    #expect(result.acquaintance == .silent && result.part == nil && result.evaluation.examples == 24)
    // Its own thresholds, by label.
    #expect(result.evaluation.labels.map(\.threshold) == [0.1, 0.3])
    #expect {
      try EvaluationJob(path, on: target(["PAC"]))
    } throws: { error in
      "\(error)".contains(
        "a.safetensors tells NORM, AFIB, PVC (synthetic findings), the cohort has PAC (synthetic findings): "
          + "too few mean the same to judge by")
    }
  }

  @Test func aResultIsJSON() throws {
    defer { clean() }
    let path = try network(["NORM", "PVC"], "a")
    let result = try EvaluationJob(path, against: network(["PVC", "AFIB", "NORM"], "bb"), on: target(["NORM", "PVC"]))
      .run()
    let read = try JSONFile.parse(EvaluationResult.self, Array(result.json().utf8), file: "result")
    #expect(read.evaluation == result.evaluation && read.second?.comparisons == result.second?.comparisons)
    #expect(try read.json() == result.json())
    let second = try #require(result.second)
    for row in second.comparisons where row.difference.value.isFinite {
      #expect(row.difference.value == row.first.value - row.second.value)
      #expect(row.first.value == result.evaluation.scores.first { $0.metric == row.metric }?.estimate.value)
    }
    // What was said is what the network says by itself, whatever the order of its labels.
    let model = try Model(Checkpoint(reading: "\(folder)/bb.safetensors"), threads: 1)
    let predictions = try #require(result.predictions)
    #expect(predictions.labels == ["NORM", "PVC"] && second.evaluation.examples == 24 && model.card.labels.count == 3)
  }

  /// Of labels that are left out, the network would have said some: then the rest is judged milder than it answers.
  @Test func whatIsSaidOfLabelsThatAreNotJudgedIsCounted() throws {
    defer { clean() }
    var total = 0
    var count = 0
    // The same weights, the label that is not judged in each of the three places.
    for codes in [["AFIB", "NORM", "PVC"], ["NORM", "AFIB", "PVC"], ["NORM", "PVC", "AFIB"]] {
      let path = try network(codes, "a", task: .oneLabel)
      let result = try EvaluationJob(path, on: target(["PVC", "NORM"])).run()
      let model = try Model(Checkpoint(reading: path), threads: 1)
      let judged = Set(try #require(result.predictions).ids)
      let examples = try Cohort.load(target().cohort).examples.filter { judged.contains($0.id) }
      let elsewhere = try examples.count { example in
        let said = try model.answer(example.source.read()).probabilities
        return said.max { $0.1 < $1.1 }?.0 == "AFIB"
      }
      let note = result.notes.first { $0.contains("says first what is not judged here") }
      #expect(note?.hasPrefix("of \(elsewhere) of \(judged.count) examples") ?? (elsewhere == 0), "\(result.notes)")
      (total, count) = (total + elsewhere, judged.count)
    }
    #expect(total == count && count > 0)
  }

  @Test func aMisspeltPartIsRefusedWhereItIsNotAskedFor() throws {
    defer { clean() }
    let path = try network(["NORM", "PVC"], "a")
    var target = target(["NORM", "PVC"])
    let ids = try target.loadedCohort().cohort.examples.map(\.id)
    let lines = ids.enumerated().map { "\($1),\($0 % 2 == 0 ? "train" : "tets")\n" }
    try AtomicFile.write(Array(("record,part\n" + lines.joined()).utf8), to: folder + "/split.csv")
    target.split = SplitRequest(.file(folder + "/split.csv"))
    let isTold = { (error: any Error) in "\(error)".contains("line 3, part: there is no such part (found tets") }
    #expect { try EvaluationJob(path, on: target) } throws: { isTold($0) }
    #expect { try RankingJob([path], on: target) } throws: { isTold($0) }
    var options = EvaluationJob.Options()
    options.part = "tets"
    #expect(try EvaluationJob(path, on: target, options: options).run().part == "tets")
  }

  /// One figure for one network: what is compared is what was judged, where both have thresholds of their own.
  @Test func comparedFiguresAreTheJudgedOnes() throws {
    defer { clean() }
    let first = try network(["NORM", "PVC"], "a", thresholds: [0.1, 0.3])
    let second = try network(["PVC", "AFIB", "NORM"], "b", thresholds: [0.2, 0.9, 0.4])
    let result = try EvaluationJob(first, against: second, on: target(["NORM", "PVC"])).run()
    let compared = try #require(result.second)
    for row in compared.comparisons where row.first.value.isFinite {
      #expect(row.first.value == result.evaluation.scores.first { $0.metric == row.metric }?.estimate.value)
      #expect(row.second.value == compared.evaluation.scores.first { $0.metric == row.metric }?.estimate.value)
    }
    #expect(compared.evaluation.labels.map(\.threshold) == [0.4, 0.2])
    #expect(result.notes.contains { $0.hasPrefix("compared, each network has its own") })
    let main = try #require(result.evaluation.main?.metric)
    #expect(
      result.text.contains("is not known of so little: \(main)") || result.text.contains("b: \(main)"), "\(result.text)"
    )

    let usual = try EvaluationJob(first, against: network(["NORM", "PVC"], "c"), on: target(["NORM", "PVC"])).run()
    #expect(usual.notes.contains("compared, both have the threshold 0.5, for one has no other"))
    #expect(usual.second?.evaluation.labels.map(\.threshold) == [0.5, 0.5])
  }

  @Test func aNetworkThatIsNotThereIsToldBeforeACohortIsRead() throws {
    defer { clean() }
    let path = try network(["NORM", "PVC"], "a")
    var nowhere = target()
    nowhere.cohort = "csv:/nowhere/index.csv"
    let isTold = { (error: any Error) in "\(error)".contains("b.safetensors: cannot be read") }
    #expect { try EvaluationJob(path, against: folder + "/b.safetensors", on: nowhere) } throws: { isTold($0) }
    #expect { try RankingJob([path, folder + "/b.safetensors"], on: nowhere) } throws: { isTold($0) }
  }

  @Test func twoNetworksAreCalledByTheirRuns() throws {
    defer { clean() }
    for name in ["ward", "clinic"] {
      try AtomicFile.makeFolder("\(folder)/\(name)")
      _ = try network(["NORM", "PVC"], "\(name)/model")
    }
    let paths = ["ward", "clinic"].map { "\(folder)/\($0)/model.safetensors" }
    let result = try EvaluationJob(paths[0], against: paths[1], on: target(["NORM", "PVC"])).run()
    #expect(result.checkpoint == "ward/model.safetensors" && result.second?.checkpoint == "clinic/model.safetensors")
    #expect(result.text.contains("ward against clinic, on the same examples"), "\(result.text)")
  }

  @Test func storedPredictionsAreJudgedAgain() throws {
    defer { clean() }
    let result = try EvaluationJob(network(["NORM", "PVC"], "a"), on: target()).run()
    try result.write(to: folder)
    let again = try EvaluationResult(predictions: folder + "/predictions.csv", against: folder + "/predictions.csv")
    #expect(again.evaluation == result.evaluation)
    #expect(again.second?.comparisons.allSatisfy { $0.difference.value == 0 || $0.difference.value.isNaN } == true)
    try Data("id,labels,p(a)\nx,b,0.5\n".utf8).write(to: URL(filePath: folder + "/bad.csv"))
    #expect(throws: LearningError.self) { try EvaluationResult(predictions: folder + "/bad.csv") }
    try Data("id,labels,p(a)\nx,a,1.5\n".utf8).write(to: URL(filePath: folder + "/bad.csv"))
    #expect(throws: LearningError.self) { try EvaluationResult(predictions: folder + "/bad.csv") }
  }

  @Test func whatWasLearntFromIsToldFromWhatWasNot() throws {
    defer { clean() }
    let job = try EvaluationJob(network(["NORM", "PVC"], "a"), on: target(["NORM", "PVC"]))
    let cohort = job.cohort
    let split = try target().split.splits(of: cohort)[0]
    let other = try SplitRequest(.fractions(validation: 0.25, test: 0.25), seed: 2).splits(of: cohort)[0]
    let prepared = try PreparedCohort(cohort, recipe: Recipe([.resample(rate: 50)]), threads: 1)
    let set = try LearningSet(prepared, indices: split.places(of: "train", in: cohort), task: .severalLabels)
    var card = try Checkpoint.card(reading: folder + "/a.safetensors")
    card.training = Card.Training(split: split, set: set, plan: TrainingPlan())
    #expect(Acquaintance(card, cohort, split, part: "test") == .ownTest)
    #expect(Acquaintance(card, cohort, split, part: "validation") == .ownValidation)
    #expect(Acquaintance(card, cohort, split, part: "train") == .learntFrom)
    #expect(Acquaintance(card, cohort, nil, part: nil) == .learntFrom)
    // The same words, but drawn by another seed.
    #expect(other.method == split.method && Acquaintance(card, cohort, other, part: "test") == .notKnown)
    var fewer = cohort.restricted(to: ["NORM"])
    let ofFewer = try target().split.splits(of: fewer)[0]
    #expect(Acquaintance(card, fewer, ofFewer, part: "test") == .notKnown)
    // With the split of its training, its own test part is what it was, whatever labels are judged.
    #expect(Acquaintance(card, fewer, split, part: "test") == .ownTest)
    fewer.name = "elsewhere"
    #expect(Acquaintance(card, fewer, ofFewer, part: "test") == .otherCohort)
  }

  /// Writes 24 recordings of which some lack lead II, with a table of them, and returns where the cohort is.
  private func table(lacking: Set<Int>) throws -> String {
    var rows = "record,patient,labels,fold\n"
    for (number, example) in Waves.cohort(count: 24, leads: ["I", "II"]).examples.enumerated() {
      let recording = try example.source.read()
      let leads = recording.leads.filter { $0.name == "I" || !lacking.contains(number) }
      var text = leads.map(\.name).joined(separator: ",") + "\n"
      for time in 0..<recording.sampleCount {
        text += leads.map { "\($0.samples[time])" }.joined(separator: ",") + "\n"
      }
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(example.id).csv"))
      rows += "\(example.id).csv,p\(number),\(example.labels[0]),\(number % 2 + 1)\n"
    }
    try Data(rows.utf8).write(to: URL(filePath: folder + "/waves.csv"))
    return "csv,rate=50:\(folder)/waves.csv"
  }

  @Test func whatTheTrainingLeftOutIsLeftOutOfItsOwnCohort() throws {
    defer { clean() }
    try Waves.leadTwo.write(to: folder + "/recipe.json")
    var request = TrainingRequest(cohort: try table(lacking: [3, 4]), network: "beat", recipe: folder + "/recipe.json")
    request.dropsLacking = true
    request.split = SplitRequest(.fractions(validation: 0, test: 0.3))
    (request.plan.epochs, request.plan.batch, request.metric) = (1, 6, "none")
    _ = try TrainingJob(request, threads: 1).run(in: RunFolder(folder + "/run"))
    let path = folder + "/run/model.safetensors"
    var target = TrainingRequest(cohort: request.cohort, network: "", recipe: "source")
    target.split = request.split
    let own = try EvaluationJob(path, on: target)
    #expect(own.cohort.count == 22 && own.part == "test")
    #expect(try own.run().acquaintance == .ownTest)
    // A card alone is enough for leads.
    try FileManager.default.removeItem(atPath: folder + "/run/run.json")
    #expect(try EvaluationJob(path, on: target).cohort.count == 22)
    // The test part of the same folds is its own, whatever else of them was learnt from.
    target.split = SplitRequest(.official(train: [1], validation: [], test: [2]))
    #expect(try EvaluationJob(path, on: target).cohort.count == 22)
    // Other recordings that lack a lead are an error until they are left out.
    let other = try network(["NORM", "PVC"], "a")
    var card = try Checkpoint.card(reading: other)
    (card.vocabulary, card.labels) = (nil, ["a", "b"].map { .init(code: $0, name: $0) })
    try Checkpoint(card: card, parameters: card.architecture.parameters(seed: 1)).write(to: other)
    target.labels = ["a", "b"]
    target.task = .oneLabel
    let whole = try EvaluationJob(other, on: target, options: .init())
    #expect(whole.cohort.count == 16)
    #expect {
      try whole.run()
    } throws: { error in
      if case .recipe(.step(_, "leads", _))? = error as? LearningError { return true }
      return false
    }
    target.dropsLacking = true
    let kept = try EvaluationJob(other, on: target)
    #expect(kept.cohort.count == 14 && kept.cohort.notes.contains { $0.contains("without lead II left out") })
    #expect(try kept.run().evaluation.examples == 14)
    // Ranking leaves them out too.
    #expect(try RankingJob([other], on: target).cohort.count == 14)
  }

  @Test func theSameFoldsOfFewerExamplesAreItsOwn() throws {
    defer { clean() }
    try Waves.leadTwo.write(to: folder + "/recipe.json")
    var request = TrainingRequest(cohort: try table(lacking: []), network: "beat", recipe: folder + "/recipe.json")
    request.examples = 16
    request.split = SplitRequest(.official(train: [1], validation: [], test: [2]))
    (request.plan.epochs, request.plan.batch, request.metric) = (1, 6, "none")
    _ = try TrainingJob(request, threads: 1).run(in: RunFolder(folder + "/run"))
    var target = TrainingRequest(cohort: request.cohort, network: "", recipe: "source")
    target.split = request.split
    let job = try EvaluationJob(folder + "/run/model.safetensors", on: target)
    #expect(job.cohort.count == 24 && job.part == "test" && job.places.count == 12)
    target.split = SplitRequest(.fractions(validation: 0.2, test: 0.2))
    #expect(try EvaluationJob(folder + "/run/model.safetensors", on: target).part == nil)
  }
}
