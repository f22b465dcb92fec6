import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// A checkpoint is asked about recordings that are not quite what it was trained on.
@Suite struct ModelTests {
  private func model(_ change: (inout Trial) -> Void = { _ in }, leads: [String]? = nil) throws -> Model {
    var trial = Trial()
    change(&trial)
    return try Model(
      Checkpoint(card: trial.card(), parameters: trial.architecture.parameters(seed: 3)), leads: leads, threads: 1)
  }

  private let single: (inout Trial) -> Void = { trial in
    trial.cohort = Trial.cohort(leads: ["ECG"])
    trial.architecture = Architecture(PooledLSTM(leads: 1, samples: 24, hidden: 3, levels: 1, outputs: 3))
  }

  @Test func anotherRateIsResampled() throws {
    let recording = Trial.recording("x", kind: 1, samples: 240, rate: 200)
    let windows = try model().windows(of: recording)
    #expect(windows.rate == 50 && windows.times == 24)
    #expect(windows == (try Trial.recipe(recording.resampled(to: 50))))
  }

  @Test func aRecipeThatHalvesTheRateIsGivenTwiceIt() throws {
    let model = try model { trial in
      trial.cohort = Trial.cohort(samples: 120, rate: 100)
      trial.recipe = Recipe([.halve(wavelet: .db6, border: .symmetric)] + Trial.recipe.steps)
    }
    #expect(model.card.rate == 50)
    let recording = Trial.recording("x", kind: 1, samples: 300, rate: 250)
    #expect(try model.windows(of: recording) == Recipe(model.card.recipe.steps)(recording.resampled(to: 100)))
  }

  @Test func missingLeadsAreRefusedByName() throws {
    let words = refusal { try model().answer(Trial.recording("x", kind: 0, leads: ["I", "V1"])) }
    #expect(words?.contains("the record has I V1") == true && words?.contains("--leads") == true, "\(words ?? "")")
    let named = try model { $0.recipe = Recipe([.leads(names: ["I", "II"], absent: .refuse)] + $0.recipe.steps) }
    let reason = refusal { try named.answer(Trial.recording("x", kind: 0, leads: ["I", "V1"])) }
    #expect(reason?.contains("lacks lead II") == true, "\(reason ?? "")")
  }

  /// A recipe without names takes leads by name all the same: their order in a file means nothing.
  @Test func leadsInAnotherOrderOrAmongOthersAreFound() throws {
    let model = try model()
    let recording = Trial.recording("x", kind: 1)
    let expected = try model.answer(recording)
    var turned = recording
    turned.leads.reverse()
    #expect(try model.answer(turned) == expected)
    turned.leads.insert(.init(name: "V3", samples: recording.leads[0].samples.map { -$0 }), at: 0)
    #expect(try model.answer(turned) == expected)
    // II is I + III.
    var derived = recording
    derived.leads[1] = .init(
      name: "III", samples: zip(recording.leads[1].samples, recording.leads[0].samples).map { $0 - $1 })
    #expect(try model.windows(of: derived).leads == ["I", "II"])
  }

  @Test func oneLeadIsTakenUnderAnyNameButNotGuessedAmongSeveral() throws {
    let model = try model(single)
    let recording = Trial.recording("x", kind: 1, leads: ["V5"])
    #expect(try model.answer(recording).windows == 4)
    let several = Trial.recording("x", kind: 1, leads: ["I", "V5"])
    #expect(
      refusal { try model.answer(several) }?.contains("name the one that the network shall take (--leads)") == true)
    let told = try self.model(single, leads: ["V5"])
    var alone = several
    alone.leads = [several.leads[1]]
    #expect(try told.answer(several) == model.answer(alone))
    #expect(refusal { try told.answer(recording) } == nil)
  }

  @Test func otherLeadsCanBeNamedInTheirPlace() throws {
    let told = try model(leads: ["mlii", "V1"])
    let recording = Trial.recording("x", kind: 1, leads: ["V1", "II"])
    #expect(try told.windows(of: recording).leads == ["II", "V1"])
    #expect(refusal { try model(leads: ["I"]) }?.contains("1 leads for a network of 2 (I II)") == true)
  }

  @Test func anAnswerIsALineOfJSON() throws {
    let answer = try model().answer(Trial.recording("x", kind: 1))
    #expect(answer.json.hasPrefix(#"{"record": "x", "probabilities": {"a": "#))
    #expect(answer.json.hasSuffix(#""windows": 4}"#), "\(answer.json)")
    #expect(!answer.json.contains("\n") && !answer.text.contains("\n"))
  }

  @Test func cutWindowsKeepWhatIsMissing() throws {
    let recording = Trial.recording("x", kind: 1, samples: 20)
    let model = try model()
    #expect(try model.windows(of: recording).missing == 0)
    #expect(try model.cutWindows(of: recording).missing == 8)
  }
}
