import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Interchange
@testable import Learning

/// Trainings that are stopped and go on: their files end up as if nothing had happened.
@Suite struct ResumeTests {
  /// Plans that between them hang on everything that a state has to hold.
  enum Kind: String, CaseIterable, Codable {
    case mixed, cycled, unfrozen, several

    var trial: Trial {
      var trial = Trial()
      trial.plan.metric = "macroF1"
      trial.plan.keepEvery = 2
      switch self {
      case .mixed:
        trial.plan.mixup = 0.4
        trial.plan.sampling = .balanced
        trial.plan.accumulation = 2
        trial.plan.clipNorm = 0.5
        var plateau = Plateau()
        (plateau.patience, plateau.factor) = (0, 0.5)
        trial.plan.schedule = .plateau(plateau)
      case .cycled:
        trial.plan.optimizer = .sgd(momentum: 0.9)
        trial.plan.schedule = .oneCycle(OneCycle())
        trial.plan.weights = .balanced
        trial.plan.smoothing = 0.1
      case .unfrozen:
        trial.plan.optimizer = .adamW()
        trial.plan.decay = 0.01
        trial.plan.schedule = .warmUp(over: .steps(4), start: 0.1, then: .cosine(least: 0))
        trial.plan.rules = [
          ParameterRule("lstm", rateFactor: 0.5, learnsFrom: 1, pullL1: 0.01), ParameterRule("head.norm", pullL2: 0.1),
        ]
      case .several:
        trial.task = .severalLabels
        trial.plan.loss = .asymmetric
        trial.plan.sampling = .trimmed(to: 5)
        trial.plan.metric = "macroAUROC"
      }
      return trial
    }
  }

  private static let files = ["best.safetensors", "epoch-0002.safetensors", "last.safetensors"]

  /// The log without what a clock says.
  private func log(_ folder: String) throws -> [String] {
    String(decoding: try bytes("\(folder)/log.jsonl"), as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: ",").filter { !$0.contains("\"seconds\"") }.joined(separator: ",")
    }
  }

  private func expectSame(_ folder: TemporaryFolder, as whole: TemporaryFolder, epochs: Int) throws {
    for name in Self.files {
      #expect(try bytes(folder.file(name)) == bytes(whole.file(name)), "\(name)")
    }
    #expect(try log(folder.path) == log(whole.path))
    #expect(try log(folder.path).count == epochs)
    let events = try bytes(folder.file("events.out.tfevents.einthoven"))
    let lengths = EventFile.wholeLengths(in: events)
    #expect(lengths.last == events.count && lengths.count == epochs + 2, "a version and an event an epoch")
    #expect(try names(in: folder.path) == names(in: whole.path), "nothing is left lying about")
  }

  @Test(arguments: Kind.allCases, [1, 4]) func stoppedAgainAndAgain(_ kind: Kind, every steps: Int) throws {
    let trial = kind.trial
    let (whole, broken) = (try TemporaryFolder(), try TemporaryFolder())
    let expected = try trial.run(in: whole.path, threads: 1)
    #expect(!expected.isInterrupted)
    var (runs, outcome) = (0, expected)
    repeat {
      // Another number of threads each time.
      outcome = try trial.run(in: broken.path, threads: 1 + runs % 3, steps: steps)
      runs += 1
    } while outcome.isInterrupted && runs < 100
    #expect(runs > 2 && runs < 100)
    try expectSame(broken, as: whole, epochs: 3)
    #expect(outcome.epoch == expected.epoch && outcome.best == expected.best)
    #expect(outcome.parameters.fingerprint == expected.parameters.fingerprint)
  }

  /// Training changes the weights at all, and the kinds differ: else the other tests would show nothing.
  @Test func kindsDiffer() throws {
    var prints: Set<String> = []
    for kind in Kind.allCases {
      let trainer = try kind.trial.trainer()
      prints.insert(trainer.parameters.fingerprint)
      _ = try trainer.run(card: kind.trial.card())
      prints.insert(trainer.parameters.fingerprint)
    }
    #expect(prints.count == Kind.allCases.count + 1, "one start, and each an end of its own")
  }

  @Test func whatWasWrittenBeyondTheStateIsUndone() throws {
    let trial = Kind.mixed.trial
    let (whole, broken) = (try TemporaryFolder(), try TemporaryFolder())
    try trial.run(in: whole.path)
    let steps = try trial.trainer().order.steps
    try trial.run(in: broken.path, steps: steps + 1)
    let state = try bytes(broken.file("last.state"))
    try trial.run(in: broken.path)
    // As if it had been killed just before the last states were written, in the middle of writing others.
    try write(state, to: broken.file("last.state"))
    let log = try bytes(broken.file("log.jsonl"))
    try write(log + Array("{\"epoch\":".utf8), to: broken.file("log.jsonl"))
    let events = broken.file("events.out.tfevents.einthoven")
    try write(try bytes(events) + [1, 2, 3], to: events)
    try write([0], to: broken.file("last.state.77.88.part"))
    try trial.run(in: broken.path)
    try expectSame(broken, as: whole, epochs: 3)
  }

  @Test func aFinishedRunStaysAsItIs() throws {
    let trial = Kind.cycled.trial
    let folder = try TemporaryFolder()
    let first = try trial.run(in: folder.path)
    let before = try names(in: folder.path).map { try bytes(folder.file($0)) }
    var steps = 0
    let again = try trial.run(in: folder.path) { if case .step = $0 { steps += 1 } }
    #expect(steps == 0)
    #expect(try names(in: folder.path).map { try bytes(folder.file($0)) } == before)
    #expect(again.parameters.fingerprint == first.parameters.fingerprint)
    #expect(again.epoch == first.epoch && again.best == first.best && again.epochs == first.epochs)
  }
}
