import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

/// What the new network has of the old ones.
@Suite struct CarrierTests {
  private func source(_ seed: UInt64 = 4) -> Checkpoint {
    var card = Waves.card(Waves.beat)
    card.vocabulary = Waves.letters
    return Checkpoint(card: card, parameters: Waves.beat.parameters(seed: seed))
  }

  private func match(_ codes: [String]) -> LabelMatch {
    let terms = codes.map { Term($0, $0) }
    return LabelMatch(of: source().card, to: Vocabulary(name: "", system: .local, terms: terms))
  }

  @Test func rowsOfKnownLabelsAreKeptAndOthersDrawn() {
    let source = source()
    let carrier = Carrier(source, match: match(["c", "new", "a"]), seed: 9)
    let (old, new) = (source.parameters["head.weight"].elements, carrier.parameters["head.weight"].elements)
    let width = old.count / 3
    #expect(Array(new[..<width]) == Array(old[(2 * width)...]))
    #expect(Array(new[(2 * width)...]) == Array(old[..<width]))
    let drawn = carrier.architecture.parameters(seed: 9)
    #expect(Array(new[width..<(2 * width)]) == Array(drawn["head.weight"].elements[width..<(2 * width)]))
    let biases = source.parameters["head.bias"].elements
    #expect(carrier.parameters["head.bias"].elements == [biases[2], drawn["head.bias"].elements[1], biases[0]])
    #expect(carrier.parameters["blocks.2.first.weight"] == source.parameters["blocks.2.first.weight"])
  }

  @Test func allFromALevelUpIsDrawnAnew() {
    let source = source()
    let carrier = Carrier(source, match: match(["a", "b", "c"]), renewedFrom: "hidden", seed: 9)
    let drawn = carrier.architecture.parameters(seed: 9)
    for name in ["hidden.weight", "hidden.bias", "head.weight"] { #expect(carrier.parameters[name] == drawn[name]) }
    #expect(carrier.parameters["blocks.4.second.bias"] == source.parameters["blocks.4.second.bias"])
  }

  @Test(arguments: [[], ["stem"]]) func throughAFileTheEmbeddedNetworkSaysWhatItsSourceSays(cross: [String]) throws {
    let folder = try Waves.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try source().write(to: folder + "/source.safetensors")
    let read = try SourceNetwork(reading: folder + "/source.safetensors")
    let leads = ["I", "II", "V1"]
    let carrier = Carrier(
      embedding: [read.checkpoint], leads: 3, matches: [match(["a", "b", "c"])], crossChannel: cross, seed: 2)
    try Checkpoint(card: Waves.card(carrier.architecture, leads: leads), parameters: carrier.parameters)
      .write(to: folder + "/embedded.safetensors")
    let embedded = try Checkpoint(reading: folder + "/embedded.safetensors")
    let windows = try Waves.set(Waves.cohort(count: 5), Waves.recipe()).prepared.windows(of: 3)
    let one = Predictor(Waves.beat, read.checkpoint.parameters, task: .oneLabel, threads: 1)
    let three = Predictor(embedded.card.architecture, embedded.parameters, task: .oneLabel, threads: 1)
    let tiled = windows.values.flatMap { [Float](repeating: $0, count: 3) }
    for (a, b) in zip(three.logits(of: tiled, count: 1), one.logits(of: windows.values, count: 1)) {
      #expect(abs(a - b) < 1e-5)
    }
  }

  @Test func embeddedRowsOfUnknownLabelsAreDrawnForAllLeadsTogether() {
    let sources = [source(4), source(5)]
    let target = match(["a", "new"])
    let carrier = Carrier(embedding: sources, leads: 2, matches: [target, target], seed: 2)
    let weight = carrier.parameters["head.weight"].elements
    #expect(weight[0] == sources[0].parameters["head.weight"].elements[0] / 2)
    #expect(weight[32] == sources[1].parameters["head.weight"].elements[0] / 2)
    let drawn = carrier.architecture.parameters(seed: 2)["head.weight"].elements
    #expect(Array(weight[64...]) == Array(drawn[64...]))
    #expect(carrier.parameters["leads.1.stem.weight"] == sources[1].parameters["stem.weight"])
  }

  @Test func whatIsDrawnAnewIsDrawnForEachLead() {
    let carrier = Carrier(
      embedding: [source()], leads: 2, matches: [match(["a", "b", "c"])], renewedFrom: "blocks.4", seed: 2)
    let parameters = carrier.parameters
    let drawn = carrier.architecture.parameters(seed: 2)
    for name in ["leads.0.hidden.weight", "leads.1.hidden.weight", "leads.1.blocks.4.first.weight", "head.weight"] {
      #expect(parameters[name] == drawn[name])
    }
    #expect(parameters["leads.0.hidden.weight"] != parameters["leads.1.hidden.weight"])
    #expect(parameters["leads.1.blocks.3.first.weight"] == source().parameters["blocks.3.first.weight"])
  }
}
