import Cohorts
import Foundation
import GoldenFiles
import Interchange
import Leakage
import Learning
import Testing

@testable import Studies

@Suite struct DemonstrationTests {
  private let tiny = DemoConfiguration.miniature(seed: 11)

  @Test func tellsEverythingTheSameOnAnyThreadsAndOnlyOnce() throws {
    let folders = [try TemporaryFolder(), try TemporaryFolder()]
    var chapters: [String] = []
    var trainings: [String] = []
    let first = try Demonstration(tiny, threads: 1).run(in: folders[0].path) { event in
      switch event {
      case .chapter(let title): chapters.append(title)
      case .line(let line): #expect(line.count <= 77)
      case .training(let name, .begun): trainings.append(name)
      case .training, .writing: break
      }
    }
    let result = first.result
    #expect(chapters.count == 7)
    let (best, worst) = (try #require(result.best.source), try #require(result.worst.source))
    #expect(
      trainings == [
        "source A", "source B", "source C", "\(best) carried over", "\(worst) carried over", "scratch, 10 %",
        "scratch, 90 %", "by recording", "by patient",
      ])
    #expect(first.curves.map(\.name) == trainings)
    #expect(result.measures.map(\.name) == ["melep", "logme", "leep"])
    #expect(best == result.sources[result.measures[0].order[0]].name && best != worst)
    // 30 patients a label: 1 labelled, 8 more to the control, 20 tested, give or take what strata leave over.
    #expect((2...6).contains(result.labelled.patients) && (76...84).contains(result.test.patients))
    #expect(result.labelled.recordings == 2 * result.labelled.patients)
    #expect((32...40).contains(result.most.training.patients))
    #expect(result.best.training == result.scratch.training && result.scratch.moved == nil)
    #expect(result.leakage.test.recordings == 16 && result.leakage.trainingRecordings == 16)
    #expect(result.audits.map(\.verdict) == [.clean, .leaking])
    #expect(abs(result.prediction.probabilities.reduce(0, +) - 1) < 1e-5)
    #expect(abs(result.gain.value - (result.best.macroF1.value - result.scratch.macroF1.value)) < 1e-12)

    let names = ["results.json", "results.md", "curves.csv", "report.html", "target.csv", "recipe.json"]
    func files(_ folder: TemporaryFolder) throws -> [[UInt8]] {
      try names.map { try FileAccess.read("\(folder.path)/\($0)") }
    }
    let written = try files(folders[0])
    _ = try Demonstration(tiny, threads: 2).run(in: folders[1].path)
    #expect(try files(folders[1]) == written)

    var steps = 0
    _ = try Demonstration(tiny, threads: 2).run(in: folders[0].path) { event in
      if case .training(_, .step) = event { steps += 1 }
    }
    #expect(steps == 0)
    #expect(try files(folders[0]) == written)

    for step in NextSteps.all(result) {
      for word in step.command.split(separator: " ") where word.hasSuffix(".safetensors") && !word.contains("*") {
        #expect(FileAccess.kind("\(folders[0].path)/\(word)") == .file, "\(step.command)")
      }
    }
  }

  @Test func anotherDemonstrationIsNotMixedIn() throws {
    let folder = try TemporaryFolder()
    #expect(throws: Demonstration.Stopped.self) {
      try Demonstration(tiny).run(in: folder.path, shouldStop: { true })
    }
    var other = tiny
    other.seed = 12
    let error = #expect(throws: FileError.self) { try Demonstration(other).run(in: folder.path) }
    #expect(error?.description.contains("holds another demonstration") == true)
  }

  @Test func theTargetIsPartedByPatient() throws {
    let target = DemoTarget(configuration: DemoConfiguration(seed: 3))
    let cohort = target.cohort
    let splits = DemoTarget.Parting.allCases.map { target.split($0, of: cohort) }
    #expect(splits.map(\.crossingPatients.count) == [0, 0, 48, 0])
    #expect(splits[2]["test"] == splits[3]["test"])
    #expect(splits[0]["test"] == splits[1]["test"])
    let (few, most) = (splits[0]["train"]?.examples ?? [], splits[1]["train"]?.examples ?? [])
    #expect(!few.isEmpty && Set(few).isSubset(of: Set(most)))
    #expect(splits[2]["train"]?.examples.count == splits[3]["train"]?.examples.count)
  }
}
