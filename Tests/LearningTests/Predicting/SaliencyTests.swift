import Cohorts
import Compute
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct SaliencyTests {
  /// Adds up the samples 20 ..< 30 of the second of two leads, and looks at nothing else.
  struct Glance: Network {
    static let kind = "glance"
    static let presets: [Preset] = []
    var leads = 2
    var samples = 60
    var outputs = 2
    var problem: String? { nil }
    var stages: [Stage] {
      [
        Stage("place") { x, _ in x.sliced(rows: 20..<30, channels: 1..<2).reshaped([10]) },
        Stage(head: LinearLayer("fc", 10, 2)),
      ]
    }
  }

  private func model(_ change: (Parameters) -> Void = { _ in }) throws -> Model {
    let architecture = Architecture(Glance())
    let parameters = architecture.parameters(seed: 1)
    // The first label by the sum of what is seen; the second by nothing.
    parameters["fc.weight"] = Tensor([2, 10], [Float](repeating: 1, count: 10) + [Float](repeating: 0, count: 10))
    parameters["fc.bias"] = Tensor([2], [-2, 0.3])
    change(parameters)
    let card = Card(
      architecture: architecture, task: .severalLabels,
      vocabulary: Vocabulary(name: "two", system: .local, terms: [Term("a", "a"), Term("b", "b")]),
      shape: WindowShape(times: 60, leads: ["I", "II"], rate: 50), recipe: Recipe([.window(window: Window(60))]),
      aggregation: WindowAggregation())
    return try Model(Checkpoint(card: card, parameters: parameters), threads: 1)
  }

  /// A wave of ones on both leads at the samples 22 ..< 28, and at 40 ..< 46.
  private var recording: Recording {
    let samples = (0..<60).map { Float((22..<28).contains($0) || (40..<46).contains($0) ? 1 : 0) }
    return Recording(
      name: "r", rate: 50, leads: [.init(name: "I", samples: samples), .init(name: "II", samples: samples)])
  }

  @Test func whatANetworkLooksAtIsFoundAndNothingElse() throws {
    // Stretches of 10 samples: the third of lead II alone matters.
    let saliency = try model().saliency(of: recording, label: "a", stretch: 0.2)
    #expect(saliency.leads.map(\.name) == ["I", "II"] && saliency.step == 10)
    // logistic(6 − 2) with the wave, logistic(−2) without: log odds fall by 6.
    #expect(abs(saliency.probability - 0.98201) < 1e-4)
    #expect(abs(saliency.leads[1].probabilities[2] - 0.11920) < 1e-4)
    for (number, lead) in saliency.leads.enumerated() {
      for (place, fall) in saliency.falls(lead).enumerated() {
        #expect(abs(fall - (number == 1 && place == 2 ? 6 : 0)) < 1e-3, "\(lead.name) \(place): \(fall)")
      }
    }
    #expect(saliency.tint(saliency.leads[1]) == [0, 0, 1, 0, 0, 0])
    let strongest = try #require(saliency.strongest)
    #expect(strongest.lead == "II" && strongest.seconds == 0.4...0.6)
    #expect(
      saliency.words
        == "a rests most on II, 0.40 to 0.60 s: without that stretch its probability is 0.119 instead of 0.982.")
  }

  @Test func aLabelThatRestsOnNothingIsSaidToDoSo() throws {
    let saliency = try model().saliency(of: recording, label: "b")
    #expect(saliency.strongest == nil && saliency.tint(saliency.leads[1]).allSatisfy { $0 == 0 })
    #expect(saliency.words.hasPrefix("No stretch of 0.20 s speaks for b"))
    // A little is not blown up to the full tint.
    let faint = try model { $0["fc.weight"] = Tensor([2, 10], (0..<20).map { $0 < 10 ? 0 : 0.01 }) }
      .saliency(of: recording, label: "b")
    #expect(abs(faint.tint(faint.leads[1])[2] - 0.3) < 0.01)
    #expect(faint.words.hasPrefix("No single stretch of 0.20 s matters much for b"))
    // Of a sure answer the odds may fall by far, and nothing that anybody would notice.
    let sure = try model { $0["fc.bias"] = Tensor([2], [2, 0.3]) }.saliency(of: recording, label: "a")
    #expect(sure.falls(sure.leads[1])[2] > 5 && sure.hasDecisiveStretch)
    let surer = try model { $0["fc.bias"] = Tensor([2], [5, 0.3]) }.saliency(of: recording, label: "a")
    #expect(surer.falls(surer.leads[1])[2] > 5 && !surer.hasDecisiveStretch)
    #expect(surer.words.hasPrefix("No single stretch of 0.20 s matters much for a"))
    #expect(abs(surer.tint(surer.leads[1])[2] - 0.5) < 1e-6)
  }

  @Test func aRangeIsLookedAtAndTheWholeAnswered() throws {
    let saliency = try model().saliency(of: recording, label: "a", in: 15..<33)
    #expect(saliency.samples == 15..<33 && saliency.leads[1].probabilities.count == 2)
    #expect(abs(saliency.probability - 0.98201) < 1e-4)
    // 15 ..< 25 gives way to a slope from 0 to 1: of 20 ..< 25 there are then 35 / 9 instead of 3.
    #expect(abs(saliency.falls(saliency.leads[1])[0] - (3 - 35 / 9.0)) < 1e-3)
  }

  @Test func anUnknownLabelIsRefused() throws {
    #expect(refusal { try model().saliency(of: recording, label: "x") }?.contains("it knows a, b") == true)
  }

  @Test func aStretchIsDrawnStraightBetweenItsEnds() throws {
    let lead = Recording.Lead(name: "I", samples: [0, 9, 9, 3, .nan, 5])
    let recording = Recording(name: "r", rate: 1, leads: [lead])
    #expect(recording.straightened(lead: 0, 0..<4)?.leads[0].samples.prefix(4) == [0, 1, 2, 3])
    let gap = try #require(recording.straightened(lead: 0, 2..<6)?.leads[0].samples)
    #expect(gap[4].isNaN && gap[3] == 9 + (5 - 9) / 3.0)
    #expect(recording.straightened(lead: 0, 0..<2) == nil && recording.straightened(lead: 0, 4..<5) == nil)
  }

  @Test func onlyWhatIsSeenIsAsked() throws {
    let all = try model().saliency(of: recording, label: "a")
    let saliency = try model().saliency(of: recording, label: "a", seen: ["II": 15..<33])
    #expect(saliency.leads[0].probabilities.allSatisfy { $0.isNaN })
    // Stretches of ten samples, of which the second to the fourth are seen.
    let asked = saliency.leads[1].probabilities
    #expect(asked.indices.filter { asked[$0].isFinite } == [1, 2, 3])
    #expect(asked[2] == all.leads[1].probabilities[2] && saliency.strongest?.lead == "II")
    #expect(saliency.tint(saliency.leads[0]).allSatisfy { $0 == 0 })
  }
}
