import Cohorts
import Compute
import Networks
import Testing
import Waveforms

@testable import Learning

/// What a network must not answer.
@Suite struct UnansweredTests {
  private func runAway(_ trial: Trial) -> Parameters {
    let parameters = trial.architecture.parameters(seed: 3)
    for spec in parameters.specs where spec.isTrainable {
      parameters[spec.name] = Tensor(spec.shape, [Float](repeating: .nan, count: spec.shape.count))
    }
    return parameters
  }

  /// A network of leads I and II that looks at 24 samples of 50 a second.
  private func model(_ trial: Trial = Trial()) throws -> Model {
    try Model(Checkpoint(card: trial.card(), parameters: trial.architecture.parameters(seed: 3)), threads: 1)
  }

  @Test func weightsThatAreNoNumbersAreSaid() throws {
    let trial = Trial()
    let parameters = runAway(trial)
    let set = try LearningSet(trial.prepared(), indices: [0, 1, 2], task: .oneLabel)
    let predictor = Predictor(trial.architecture, parameters, task: .oneLabel, threads: 1)
    let words = refusal { try predictor.predictions(on: set, shape: trial.shape()) }
    #expect(words?.contains("no numbers") == true, "\(words ?? "nothing")")
    let model = try Model(Checkpoint(card: trial.card(), parameters: parameters), threads: 1)
    let said = refusal { try model.answer(Trial.recording("x", kind: 1)) }
    #expect(said?.contains("record x: the network's answer is no number") == true, "\(said ?? "nothing")")
  }

  @Test func aNetworkThatTellsBeatsAgainTellsNoLabels() throws {
    var trial = Trial()
    trial.architecture = Architecture(HeartbeatAutoencoder(leads: 2, samples: 24, cells: 3, outputs: 3))
    #expect(refusal { try trial.trainer() }?.contains("heartbeatAutoencoder makes 24×3 numbers of a window") == true)
    let checkpoint = Checkpoint(card: try trial.card(), parameters: trial.architecture.parameters(seed: 3))
    #expect(refusal { try Model(checkpoint) }?.contains("not one for each label") == true)
  }

  @Test func aRecordingWithoutASampleIsRefused() throws {
    let model = try model()
    var recording = Trial.recording("x", kind: 1)
    recording.leads[0].samples = recording.leads[0].samples.map { _ in .nan }
    recording.leads[1].samples = recording.leads[1].samples.map { _ in .nan }
    for words in [refusal { try model.answer(recording) }, refusal { try model.cutWindows(of: recording) }] {
      #expect(words?.contains("all samples of I II are missing") == true, "\(words ?? "nothing")")
    }
  }

  @Test func aSignalThatIsNoVoltageOrDoesNotMoveIsRefused() throws {
    let model = try model()
    var pressure = Trial.recording("x", kind: 1)
    pressure.leads[1].units = "mmHg"
    #expect(refusal { try model.answer(pressure) }?.contains("II is in mmHg, no voltage") == true)
    var flat = Trial.recording("x", kind: 1)
    flat.leads[0].samples = flat.leads[0].samples.map { _ in 0.5 }
    #expect(refusal { try model.answer(flat) } == nil, "one lead of two moves")
    flat.leads[1].samples = flat.leads[1].samples.indices.map { $0 % 3 == 0 ? .nan : 0 }
    #expect(refusal { try model.answer(flat) }?.contains("I II: the signal does not move") == true)
  }

  @Test func aLeadWithoutSamplesIsNoLead() throws {
    let model = try model()
    let recording = Trial.recording("x", kind: 1)
    var blank = recording
    blank.leads[1].samples = blank.leads[1].samples.map { _ in .nan }
    #expect(
      refusal { try model.answer(blank) }?.contains(
        "the record has I, the network was trained on I II: the network needs 2")
        == true)
    #expect(refusal { try model.cutWindows(of: blank) } != nil)
    // II is I + III, as if the column were not there.
    let third = zip(recording.leads[1].samples, recording.leads[0].samples).map { $0 - $1 }
    blank.leads.append(.init(name: "III", samples: third))
    var absent = blank
    absent.leads.remove(at: 1)
    #expect(try model.answer(blank) == model.answer(absent))
  }

  @Test func mostLeadsMustMove() throws {
    let shape = WindowShape(times: 24, leads: ["I", "II", "III"], rate: 50)
    var recording = Trial.recording("x", kind: 1, leads: ["I", "II", "III"])
    recording.leads[2].samples = recording.leads[2].samples.map { _ in 0 }
    #expect(Sufficiency(of: shape)(recording, leads: nil) == nil)
    recording.leads[1].samples = recording.leads[1].samples.map { _ in 0 }
    #expect(Sufficiency(of: shape)(recording, leads: nil)?.hasPrefix("II III do not move") == true)
    #expect(Sufficiency(of: shape, toleratesLack: true)(recording, leads: nil) == nil)
  }

  @Test func whatIsSampledTooSlowlyIsRefused() throws {
    let model = try model()
    var recording = Trial.recording("x", kind: 1)
    recording.rate = 5
    #expect(refusal { try model.answer(recording) }?.contains("5.0 Hz is too slow for beats to be seen: 50 Hz") == true)
  }

  @Test func whatNoHeartDoesIsRefused() throws {
    let model = try model()
    var recording = Trial.recording("x", kind: 1)
    let width = { (lead: Recording.Lead) in (lead.samples.max() ?? 0) - (lead.samples.min() ?? 0) }
    // In microvolts, as a table without a unit may be; an offset as of a direct current is none of it.
    let scale = 1000 / width(recording.leads[0])
    recording.leads[0].samples = recording.leads[0].samples.map { $0 * scale }
    #expect(refusal { try model.answer(recording) }?.contains("mV, as no heart does: is it in µV") == true)
    recording.leads[0].samples = recording.leads[0].samples.map { $0 / 100 + 300 }
    #expect(refusal { try model.answer(recording) } == nil)
    recording.leads[0].samples[3] = 1e30
    #expect(refusal { try model.answer(recording) } == nil, "one sample is an artefact")
    recording.leads[0].samples = recording.leads[0].samples.map { $0 * .infinity }
    #expect(refusal { try model.answer(recording) } != nil)
  }

  @Test(arguments: [(11, true), (12, false)]) func lessThanHalfAWindowIsRefused(samples: Int, isRefused: Bool) throws {
    let model = try model()
    let short = refusal { try model.answer(Trial.recording("x", kind: 1, samples: samples)) }
    #expect((short?.contains("looks at 0.48 s; at least 0.24 s are needed") == true) == isRefused, "\(short ?? "")")
    // The same number of samples among many that are missing says no more.
    var sparse = Trial.recording("x", kind: 1)
    for lead in sparse.leads.indices {
      for index in sparse.leads[lead].samples.indices where index >= samples {
        sparse.leads[lead].samples[index] = .nan
      }
    }
    #expect((refusal { try model.answer(sparse) } != nil) == isRefused)
  }

  @Test func aRecordingWithNoneOfTheLeadsIsRefusedWhereLeadsMayBeMissing() throws {
    var trial = Trial()
    trial.recipe = Recipe([.leads(names: ["I", "II"], absent: .missing)] + Trial.recipe.steps)
    let model = try model(trial)
    let words = refusal { try model.answer(Trial.recording("x", kind: 1, leads: ["V1", "V2"])) }
    #expect(words?.contains("the record has none of I II; it has V1 V2") == true, "\(words ?? "nothing")")
  }
}
