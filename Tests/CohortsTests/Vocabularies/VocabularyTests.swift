import Interchange
import Testing

@testable import Cohorts

@Suite struct VocabularyTests {
  @Test func challengesHaveTheirClasses() {
    #expect(Vocabulary.snomed.count == 133)
    #expect(Vocabulary.challenge2021.count == 26)
    #expect(Vocabulary.challenge2020.count == 24)
    #expect(Vocabulary.challenge2020.place(of: "164909002") != nil)
    #expect(Vocabulary.challenge2021.place(of: "164909002") == nil)
  }

  @Test func aWordOfAnotherSystemMeansACode() {
    #expect(Vocabulary.snomed.code(meaning: "164889003") == "164889003")
    #expect(Vocabulary.snomed.code(meaning: "AFIB") == "164889003")
    #expect(Vocabulary.snomed.code(meaning: "Atrial Fibrillation") == "164889003")
    #expect(Vocabulary.snomed.code(meaning: "PVC") == nil, "two codes are called so")
    #expect(Vocabulary.snomed.code(meaning: "XYZ") == nil)
  }

  @Test func scoredCodesThatMeanTheSameBecomeOne() {
    let mapping = Vocabulary.snomed.mapping(to: .challenge2021)
    #expect(mapping["59118001"] == ["713427006"])
    #expect(mapping["164909002"] == ["733534002"])
    #expect(mapping["17338001"] == ["427172004"])
    #expect(mapping["63593006"] == ["284470004"])
    #expect(mapping["164865005"] == [])
    #expect(Vocabulary.snomed.mapping(to: .challenge2020)["164909002"] == ["164909002"])
    #expect(Vocabulary.snomed.mapping(to: .challenge2020)["6374002"] == [])
  }

  @Test func systemsMeetInSNOMED() {
    #expect(Vocabulary.cinc2017.mapping(to: .snomed)["A"] == ["164889003"])
    #expect(Vocabulary.snomed.mapping(to: .cinc2017)["426783006"] == ["N"])
    #expect(Vocabulary.findings.mapping(to: .challenge2021)["CLBBB"] == ["733534002"])
    #expect(Vocabulary.findings.mapping(to: .cinc2017)["AFIB"] == ["A"])
    #expect(Vocabulary.rhythms.mapping(to: .cinc2017)["(AFIB"] == ["A"])
    #expect(Vocabulary.cinc2017.mapping(to: .snomed)["~"] == [])
  }

  @Test func cpscAbbreviationsHaveCodes() {
    let expected = [
      "Normal": "426783006", "AF": "164889003", "I-AVB": "270492004", "LBBB": "164909002", "RBBB": "59118001",
      "PAC": "284470004", "PVC": "164884008", "STD": "429622005", "STE": "164931005",
    ]
    for (word, code) in expected { #expect(Vocabulary.snomed(cpsc: word) == code) }
    #expect(Vocabulary.snomed(cpsc: "nonsense") == nil)
  }

  @Test func placesRiseAndDoNotRepeat() {
    let vocabulary = Vocabulary.cinc2017
    #expect(vocabulary.places(of: ["~", "A", "A", "x"]) == [1, 3])
    #expect(vocabulary.sorted(["~", "N"]) == ["N", "~"])
    #expect(vocabulary.restricted(to: ["O", "N"]).codes == ["O", "N"])
  }

  @Test func survivesJSON() throws {
    let bytes = try JSONFile.bytes(of: Vocabulary.challenge2021, file: "v")
    #expect(try JSONFile.parse(Vocabulary.self, bytes, file: "v") == .challenge2021)
  }

  @Test func beatsFormGroups() {
    let standard = BeatGrouping()
    #expect(standard.group(of: "e") == "S" && standard.group(of: "j") == "S" && standard.group(of: "n") == "S")
    let other = BeatGrouping(escape: .normal)
    #expect(other.group(of: "e") == "N" && other.group(of: "j") == "N" && other.group(of: "n") == "S")
    for (symbol, group) in ["N": "N", "B": "N", "r": "V", "E": "V", "/": "Q", "?": "Q", "F": "F"] {
      #expect(standard.group(of: symbol) == group)
    }
    for symbol in ["!", "~", "[", "+", "|", "x"] { #expect(standard.group(of: symbol) == nil) }
  }
}
