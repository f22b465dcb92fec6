import Testing
import Waveforms

@testable import Cohorts

/// Recipes with a name, and what they become for other recordings.
@Suite struct PresetTests {
  private func recording(_ leads: [String], rate: Double, seconds: Double = 12) -> Recording {
    Recording(
      name: "made", rate: rate,
      leads: leads.enumerated().map { place, name in
        .init(name: name, samples: (0..<Int(seconds * rate)).map { Float(($0 * 7 + place * 3) % 50) / 50 })
      })
  }

  @Test func everyPresetMakesWhatItSays() throws {
    let expected: [String: (times: Int, rate: Double, leads: [String])] = [
      "lead": (1000, 150, ["II", "V1"]), "benchmark": (250, 100, ["II", "V1"]), "melep": (1000, 100, ["II", "V1"]),
    ]
    for (name, _) in Recipe.presets where name != "beat" {
      let want = try #require(expected[name])
      for rate in [250.0, 300, 500] {
        let recipe = try #require(Recipe.preset(name, leads: ["II", "V1"], rate: rate))
        let windows = try recipe(recording(["V1", "I", "II"], rate: rate))
        #expect(
          windows.times == want.times && windows.rate == want.rate && windows.leads == want.leads, "\(name) \(rate)")
        #expect(windows.missing == 0)
      }
    }
    #expect(Recipe.preset("nosuch", leads: nil, rate: 100) == nil)
  }

  @Test func withoutNamesAllLeadsAreTaken() throws {
    let recipe = try #require(Recipe.preset("melep", leads: nil, rate: 100))
    #expect(recipe.leads == nil)
    #expect(try recipe(recording(["V1", "I"], rate: 100)).leads == ["V1", "I"])
    #expect(Recipe.preset("beat", leads: nil, rate: 360)?.leads == ["II"])
  }

  @Test func beatsAreCutAt125Hz() throws {
    let recipe = try #require(Recipe.preset("beat", leads: ["V1"], rate: 360))
    let made = Synthesizer(seed: 1, seconds: 12, hospitals: 1).record(of: 1, visit: 0).recording
    let windows = try recipe(made)
    #expect(windows.times == 187 && windows.rate == 125 && windows.leads == ["V1"] && windows.count > 3)
  }

  @Test func leadTakesNoiseAwayByAWaveletFrom300HzAlone() {
    func halves(_ rate: Double) -> Bool {
      Recipe.preset("lead", leads: nil, rate: rate)?.steps.contains { if case .halve = $0 { true } else { false } }
        == true
    }
    #expect(halves(300) && !halves(250) && !halves(600))
  }

  @Test func leadsAreTakenInPlaceOfThoseNamed() {
    let window = Step.window(window: Window(10))
    let recipe = Recipe([.resample(rate: 50), .leads(names: ["I", "II"], absent: .missing), window])
    #expect(
      recipe.taking(leads: ["V1"]) == Recipe([.leads(names: ["V1"], absent: .missing), .resample(rate: 50), window]))
  }

  @Test func comingFromAnotherRate() {
    let leads = Step.leads(names: ["I"], absent: .refuse)
    let halve = Step.halve(wavelet: .db6, border: .symmetric)
    let window = Step.window(window: Window(10))
    let halving = Recipe([leads, halve, window])
    #expect(halving.coming(from: 300, to: 150) == halving)
    #expect(halving.coming(from: 500, to: 150) == Recipe([leads, .resample(rate: 300), halve, window]))
    let twice = Recipe([halve, halve, window])
    #expect(twice.coming(from: 500, to: 100) == Recipe([.resample(rate: 400), halve, halve, window]))
    // One that resamples takes any rate as it is.
    let resampling = Recipe([leads, .resample(rate: 100), window])
    #expect(resampling.coming(from: 77, to: 100) == resampling)
    let plain = Recipe([window])
    #expect(plain.coming(from: 100, to: 100) == plain)
    #expect(plain.coming(from: 200, to: 100) == Recipe([.resample(rate: 100), window]))
    #expect(Recipe([leads]).coming(from: 200, to: 100) == Recipe([.resample(rate: 100), leads]))
  }
}
