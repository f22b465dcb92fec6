import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Folders that a training cannot go on in: it says why, and leaves them as they are.
@Suite struct RefusedStateTests {
  private func begun(_ trial: Trial, steps: Int = 7) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try trial.run(in: folder.path, steps: steps)
    return folder
  }

  private var trial: Trial {
    var trial = Trial()
    trial.plan.metric = "macroF1"
    return trial
  }

  @Test func anotherTrainingIsNamedByWhatDiffers() throws {
    let folder = try begun(trial)
    let state = try bytes(folder.file("last.state"))
    var others: [(String, Trial)] = []
    func other(_ name: String, _ change: (inout Trial) -> Void) {
      var changed = trial
      change(&changed)
      others.append((name, changed))
    }
    other("plan.rate") { $0.plan.rate = 0.02 }
    other("plan.seed") { $0.plan.seed = 1 << 60 }
    other("plan.schedule") { $0.plan.schedule = .cosine(least: 0) }
    other("architecture.hidden") { trial in
      trial.architecture = Architecture(PooledLSTM(leads: 2, samples: 24, hidden: 4, levels: 1, outputs: 3))
    }
    other("training") { $0.cohort.examples[2].labels = ["a"] }
    other("validation") { $0.cohort.examples[26].id = "other" }
    other("recipe.steps") { $0.recipe = Recipe(Array($0.recipe.steps.dropLast())) }
    other("start") { $0.start = $0.architecture.parameters(seed: 5) }
    for (name, other) in others {
      let words = try #require(refusal { try other.run(in: folder.path) }, "\(name) is taken for the same")
      #expect(words.contains("another training was begun here"), "\(words)")
      #expect(words.contains(", \(name)"), "\(words)")
    }
    #expect(try bytes(folder.file("last.state")) == state)
  }

  @Test func aDamagedStateIsSaid() throws {
    let folder = try begun(trial)
    let path = folder.file("last.state")
    let whole = try bytes(path)
    for length in [0, 7, 8, 100, whole.count / 2, whole.count - 1] {
      try write(Array(whole[..<length]), to: path)
      let words = try #require(refusal { try trial.run(in: folder.path) })
      #expect(words.hasPrefix(path), "\(words)")
    }
    // Any byte of the header.
    var refused = 0
    for place in stride(from: 8, to: 1500, by: 37) {
      var damaged = whole
      damaged[place] = damaged[place] == 0x7B ? 0x5B : 0x7B
      try write(damaged, to: path)
      if refusal({ try trial.trainer().run(in: RunFolder(folder.path), card: trial.card(), shouldStop: { true }) })
        != nil
      {
        refused += 1
      }
    }
    #expect(refused > 30)
  }

  @Test func aStateThatCannotBeIsSaid() throws {
    let folder = try begun(trial)
    let trainer = try trial.trainer()
    let sound = TrainingProgress()
    var lies: [TrainingProgress] = []
    func lie(_ change: (inout TrainingProgress) -> Void) {
      var progress = sound
      change(&progress)
      lies.append(progress)
    }
    lie { $0.epoch = -1 }
    lie { $0.epoch = 3 }
    lie { $0.epoch = .max }
    lie { $0.batch = -1 }
    lie { $0.batch = 6 }
    lie { $0.step = .max }
    lie { $0.logBytes = -5 }
    lie { $0.lossCount = -1 }
    lie { $0.best = .init(epoch: 9, value: 1) }
    for progress in lies {
      trainer.progress = progress
      try trainer.state.write(trainer.parameters, to: folder.file("last.state"))
      let words = try #require(refusal { try trial.run(in: folder.path) }, "\(progress)")
      #expect(words.contains("no training stands like this"), "\(words)")
    }
  }

  @Test func missingFilesAreNamed() throws {
    let folder = try begun(trial)
    let best = try bytes(folder.file("best.safetensors"))
    try remove(folder.file("best.safetensors"))
    #expect(refusal { try trial.run(in: folder.path) }?.contains("best.safetensors") == true)

    let other = Architecture(PooledLSTM(leads: 2, samples: 24, hidden: 4, levels: 1, outputs: 3))
    var card = try trial.card()
    card.architecture = other
    try Checkpoint(card: card, parameters: other.parameters(seed: 1)).write(to: folder.file("best.safetensors"))
    #expect(refusal { try trial.run(in: folder.path) }?.contains("of another network") == true)
    try write(best, to: folder.file("best.safetensors"))

    let log = try bytes(folder.file("log.jsonl"))
    try write(Array(log.dropLast(9)), to: folder.file("log.jsonl"))
    let words = refusal { try trial.run(in: folder.path) }
    #expect(words?.contains("log.jsonl") == true && words?.contains("shorter") == true, "\(words ?? "")")
    try write(log, to: folder.file("log.jsonl"))

    let events = folder.file("events.out.tfevents.einthoven")
    let whole = try bytes(events)
    try write(Array(whole.dropLast(3)), to: events)
    #expect(refusal { try trial.run(in: folder.path) }?.contains(events) == true)
    try write(whole, to: events)
    #expect(refusal { try trial.run(in: folder.path) } == nil)
  }

  @Test func twoTrainingsInOneFolderAreRefused() throws {
    let folder = try TemporaryFolder()
    let held = try AppendedFile(folder.file("log.jsonl"), length: 0)
    #expect(refusal { try trial.run(in: folder.path) }?.contains("another training is writing here") == true)
    withExtendedLifetime(held) {}
  }
}
