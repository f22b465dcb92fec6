import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// How a cohort is asked to be parted.
@Suite struct SplitRequestTests {
  private typealias Method = SplitRequest.Method

  @Test func wordsOfOfficialFolds() {
    #expect(Method(official: "1-8/9/10") == .official(train: Array(1...8), validation: [9], test: [10]))
    #expect(Method(official: "1//2") == .official(train: [1], validation: [], test: [2]))
    #expect(Method(official: "1,3,5-6") == .official(train: [1, 3, 5, 6], validation: [], test: []))
    #expect(Method(official: "0/1") == .official(train: [0], validation: [1], test: []))
    let wrong = [
      "a", "1/2/3/4", "8-1", "-5", "5-", "1-2-3", "1,,2", "1,", "1/x/2", "1-99999", "1.5", "99999999999999999999",
    ]
    for words in wrong { #expect(Method(official: words) == nil, "\(words)") }
  }

  @Test func figuresThatMakeNoSenseAreSaid() {
    func problem(_ method: Method, fold: Int? = nil) -> String? { SplitRequest(method, fold: fold).problem }
    #expect(problem(.fractions(validation: 0.15, test: 0.15)) == nil)
    #expect(problem(.fractions(validation: 0, test: 0)) == nil)
    for (validation, test) in [(0.5, 0.5), (-0.1, 0.2), (1, 0), (.nan, 0.1)] {
      #expect(problem(.fractions(validation: validation, test: test)) != nil)
    }
    #expect(
      problem(.folds(count: 5, validation: 0.1)) == nil && problem(.folds(count: 5, validation: 0), fold: 5) == nil)
    #expect(problem(.folds(count: 1, validation: 0)) != nil && problem(.folds(count: 5, validation: 1)) != nil)
    #expect(problem(.folds(count: 5, validation: 0), fold: 6)?.contains("fold 6") == true)
    #expect(problem(.fractions(validation: 0, test: 0.2), fold: 1)?.contains("fold 1") == true)
    #expect(problem(.official(train: [1], validation: [2], test: [1]))?.contains("repeat") == true)
    #expect(problem(.official(train: [], validation: [2], test: [1]))?.contains("train") == true)
    #expect(problem(.file("split.json")) == nil)
  }

  @Test func fractionsKeepPatientsTogether() throws {
    let cohort = Trial.cohort(count: 60)
    let splits = try SplitRequest(.fractions(validation: 0.2, test: 0.2)).splits(of: cohort)
    #expect(splits.count == 1 && splits[0].crossingPatients.isEmpty)
    #expect(splits[0].parts.map(\.name) == ["train", "validation", "test"])
    let sizes = splits[0].parts.map(\.examples.count)
    #expect(sizes.reduce(0, +) == 60 && abs(sizes[1] - 12) <= 2 && abs(sizes[2] - 12) <= 2)
    #expect(try SplitRequest(.fractions(validation: 0, test: 0)).splits(of: cohort)[0].parts.map(\.name) == ["train"])
  }

  @Test func everyExampleIsJudgedOnceInFolds() throws {
    let cohort = Trial.cohort(count: 60)
    let splits = try SplitRequest(.folds(count: 4, validation: 0.2)).splits(of: cohort)
    #expect(splits.count == 4)
    let judged = splits.flatMap { $0["test"]?.examples ?? [] }
    #expect(judged.sorted() == cohort.examples.map(\.id).sorted())
    for split in splits {
      #expect(split.parts.reduce(0) { $0 + $1.examples.count } == 60 && split.crossingPatients.isEmpty)
    }
    let one = try SplitRequest(.folds(count: 4, validation: 0.2), fold: 3).splits(of: cohort)
    #expect(one == [splits[2]])
  }

  @Test func moreFoldsThanPatientsAreRefused() {
    let cohort = Trial.cohort(count: 6)
    let words = refusal { try SplitRequest(.folds(count: 7, validation: 0)).splits(of: cohort) }
    #expect(words?.contains("too few patients") == true, "\(words ?? "nothing")")
  }

  @Test func officialFoldsThatNobodyIsInAreRefused() {
    let request = SplitRequest(.official(train: [1, 2], validation: [98, 99], test: [3]))
    let words = refusal { try request.splits(of: Trial.cohort(count: 27)) }
    #expect(words == "there are no examples to choose by: none is in the official fold 98, 99", "\(words ?? "nothing")")
  }

  @Test func officialFoldsAndFiles() throws {
    let cohort = Trial.cohort(count: 27)
    let split = try SplitRequest(.official(train: [1, 2, 3, 4, 5], validation: [6], test: [7])).splits(of: cohort)[0]
    #expect(
      split.parts.map(\.examples.count) == [15, 3, 3]
        && split.notes.contains { $0.contains("6 examples in no part") })
    let folder = try TemporaryFolder()
    try split.write(to: folder.file("split.json"))
    #expect(try SplitRequest(.file(folder.file("split.json"))).splits(of: cohort) == [split])
    #expect(refusal { try SplitRequest(.file(folder.file("none.json"))).splits(of: cohort) } != nil)
  }
}
