import Interchange
import Learning
import Testing

@testable import Studies

@Suite struct DemonstrationTests {
  private var tiny: DemoConfiguration {
    var tiny = DemoConfiguration(seed: 11)
    tiny.samples = 200
    tiny.sourceHospitals = 2
    tiny.sourcePatients = 30
    tiny.sourceSteps = 6
    tiny.targetPatients = 60
    (tiny.targetSteps, tiny.controlSteps, tiny.leakageSteps, tiny.draws) = (3, 3, 2, 40)
    return tiny
  }

  @Test func tellsEverythingAndTheSameOnAnyThreads() throws {
    var chapters: [String] = []
    var trainings: [String] = []
    var first = try Demonstration(tiny, threads: 1).run { event in
      switch event {
      case .chapter(let title): chapters.append(title)
      case .line(let line): #expect(line.count <= 77)
      case .training(let name, let progress): if progress.step == progress.steps { trainings.append(name) }
      }
    }
    #expect(chapters.count == 7)
    #expect(trainings == ["source", "transfer", "scratch", "control", "leaky", "clean"])
    #expect(first.curves.map(\.name) == trainings)
    #expect(first.curves.map(\.loss.count) == [6, 3, 3, 3, 2, 2])
    let second = try Demonstration(tiny, threads: 2).run()
    #expect((first.result.threads, second.result.threads) == (1, 2))
    #expect(first.result.laps.map(\.stage) == trainings)
    (first.result.threads, first.result.laps) = (second.result.threads, second.result.laps)
    #expect(first.result == second.result)
    #expect(first.csv == second.csv)

    let result = second.result
    // 20 patients a class: 1 labelled, 12 in the control, and from 13⅓ on tested.
    #expect((result.targetTest.patients, result.targetTest.recordings) == (21, 42))
    #expect(result.transfer.training == result.scratch.training)
    #expect(result.transfer.training?.patients == 3 && result.control.training?.patients == 36)
    #expect(result.identityError <= 1e-5)
    #expect(result.untrained.movedWeights == 0 && result.scratch.movedWeights == nil)
    #expect(result.leakage.test.recordings == 21 && result.leakage.trainingRecordings == 21)
    #expect(result.leakage.sharedPatients == 1)
    #expect(abs(result.prediction.probabilities.reduce(0, +) - 1) < 1e-5)
    let gain = result.transfer.score.macroF1.value - result.scratch.score.macroF1.value
    #expect(abs(result.gain.value - gain) < 1e-12)
  }
}
