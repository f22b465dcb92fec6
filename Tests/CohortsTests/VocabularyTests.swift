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
}
