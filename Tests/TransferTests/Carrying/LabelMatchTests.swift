import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

@Suite struct LabelMatchTests {
  private func card(_ vocabulary: Vocabulary, isKnown: Bool = true) -> Card {
    var card = Card(
      architecture: Architecture(Beat(samples: 48, outputs: vocabulary.count)), task: .oneLabel, vocabulary: vocabulary,
      shape: Waves.shape(), recipe: Waves.recipe(), aggregation: WindowAggregation())
    if isKnown { card.vocabulary = vocabulary }
    return card
  }

  @Test func equalCodesOfOneSystemMatch() {
    let match = LabelMatch(of: card(Waves.letters), to: Waves.letters.restricted(to: ["c", "a"]))
    #expect(match.places == [2, 0] && match.isWhole)
  }

  @Test func equivalentsMatchAcrossSystems() {
    let source = Vocabulary.cinc2017.restricted(to: ["N", "A", "O"])
    let target = Vocabulary.findings.restricted(to: ["PVC", "AFIB", "NORM"])
    #expect(LabelMatch(of: card(source), to: target).places == [nil, 1, 0])
  }

  @Test func equalCodesOfOtherSystemsAreNoMatch() {
    let beats = Vocabulary(name: "beats", system: .aami, terms: [Term("N", "normal beat")])
    #expect(LabelMatch(of: card(Vocabulary.cinc2017), to: beats).places == [nil])
  }

  @Test func withoutAVocabularyCodesDecide() {
    let match = LabelMatch(of: card(Waves.letters, isKnown: false), to: Vocabulary.cinc2017)
    #expect(match.places == [nil, nil, nil, nil] && !match.isWhole)
    let letters = Vocabulary(name: "", system: .scp, terms: [Term("b", ""), Term("x", "")])
    #expect(LabelMatch(of: card(Waves.letters, isKnown: false), to: letters).places == [1, nil])
  }
}
