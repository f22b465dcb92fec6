import Compute
import Testing
import Waveforms

@testable import Studies

@Suite struct EmbeddingTests {
  private let one = Classifier(leads: 1, samples: 300, classes: 3)
  private let twelve = Classifier(leads: 12, samples: 300, classes: 3)

  private func examples() throws -> ExampleSet {
    try Population(seed: 2, hospitals: [SyntheticHospital(seed: 2, number: 0)], patients: 6)
      .examples(leads: ["II"], rate: 100, samples: 300)
  }

  @Test func theSameLeadTwelveTimesGivesTheSource() throws {
    let set = try examples()
    let source = one.parameters(seed: 4)
    let target = twelve.parameters(seed: 5)
    let before = Embedding.identityError(source: source, ensemble: target, leads: 12, classes: 3, on: set)
    #expect(before > 1e-2)
    Embedding.copy(source, into: target, twelve)
    let after = Embedding.identityError(source: source, ensemble: target, leads: 12, classes: 3, on: set)
    #expect(after <= 1e-5)
  }

  @Test func everyWeightComesFromTheSource() {
    let source = one.parameters(seed: 4)
    let target = twelve.parameters(seed: 5)
    Embedding.copy(source, into: target, twelve)
    #expect(target["leads.11.conv3.weight"] == source["conv3.weight"])
    #expect(target["leads.0.lstm2.weight_hh_l0_reverse"] == source["lstm2.weight_hh_l0_reverse"])
    #expect(target["head.bias"] == source["head.bias"])
    // Row 2 of the head, feature 5 of lead 7.
    let share = source["head.weight"].elements[2 * 32 + 5] * (1.0 / 12)
    #expect(target["head.weight"].elements[2 * 384 + 7 * 32 + 5] == share)
    let other = twelve.parameters(seed: 6)
    Embedding.copy(source, into: other, twelve)
    #expect(Embedding.moved(other, from: target) == (0, target.count))
  }

  @Test func aPullKeepsWeightsWhereTheyWere() throws {
    var set = ExampleSet(leads: 12, samples: 300)
    for (i, signal) in try examples().signals.enumerated() {
      set.append(signal: signal.flatMap { [Float](repeating: $0, count: 12) }, label: i % 3, patient: i)
    }
    let start = twelve.parameters(seed: 5)
    func moved(pull: Float) -> Int {
      let parameters = twelve.parameters(seed: 5)
      var fitting = Fitting(steps: 3, seed: 1)
      fitting.batch = 4
      fitting.groups = [Optimizer.Group(proximalL1: pull)]
      fitting(twelve, parameters, on: set)
      return Embedding.moved(parameters, from: start).moved
    }
    let (free, pulled) = (moved(pull: 0), moved(pull: 1e-3))
    #expect(free > start.count / 2)
    #expect(pulled > 0 && pulled < free / 2)
    #expect(moved(pull: 1e3) == 0)
  }
}
