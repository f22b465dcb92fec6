import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Weights from elsewhere become a checkpoint.
@Suite struct ImportingTests {
  private func importing(_ network: String = "lstmBidirectional", samples: Int = 24) throws -> Importing {
    try Importing(
      network: network, labels: ["x", "y"], leads: ["I"], samples: samples, rate: 100,
      recipe: Recipe([.window(window: Window(samples))]), task: .severalLabels)
  }

  @Test func takesAStateDictionary() throws {
    let folder = try TemporaryFolder()
    let architecture = try Architecture.named("lstmBidirectional", leads: 1, samples: 24, outputs: 2)
    let weights = architecture.parameters(seed: 8)
    try SafetensorsWriter.write(weights.tensors(prefix: "module."), metadata: [:], to: folder.file("state.safetensors"))
    let map = StateDictionaryMap(prefixes: ["module."])
    let (checkpoint, report) = try importing().checkpoint(of: folder.file("state.safetensors"), map)
    #expect(checkpoint.fingerprint == weights.fingerprint)
    #expect(checkpoint.card.lineage.first?.file == "state.safetensors")
    #expect(checkpoint.card.lineage.first?.fingerprint == weights.fingerprint)
    #expect(checkpoint.card.labels.map(\.code) == ["x", "y"] && checkpoint.card.training == nil)
    #expect(try report.json().contains("taken"))
    try checkpoint.write(to: folder.file("model.safetensors"))
    let answer = try Model(Checkpoint(reading: folder.file("model.safetensors"))).answer(
      Trial.recording("r", kind: 0, leads: ["I"], samples: 50, rate: 100))
    #expect(answer.probabilities.map(\.label) == ["x", "y"])
  }

  @Test func whatGoesNowhereStopsIt() throws {
    let folder = try TemporaryFolder()
    let architecture = try Architecture.named("lstmBidirectional", leads: 1, samples: 24, outputs: 2)
    let tensors = architecture.parameters(seed: 8).tensors()
    try SafetensorsWriter.write(
      Array(tensors.dropLast()) + [SafetensorsTensor("what", shape: [1], floats: [0])], metadata: [:],
      to: folder.file("state"))
    let words = refusal { try importing().checkpoint(of: folder.file("state"), StateDictionaryMap()) }
    #expect(words?.contains("what") == true, "\(words ?? "nothing")")
  }

  @Test func whatCannotBeANetworkIsSaid() throws {
    #expect(refusal { try importing("nosuch") }?.contains("there is no network 'nosuch'") == true)
    #expect(refusal { try importing("lead", samples: 20) }?.contains("samples is 20") == true)
    let words = refusal {
      try Importing(
        network: "lead", labels: ["x"], leads: ["I"], samples: 400, rate: 150,
        recipe: Recipe([.window(window: Window(1000))]), task: .severalLabels)
    }
    #expect(words?.contains("the recipe cuts 1000 samples for a network of 400") == true, "\(words ?? "nothing")")
  }
}
