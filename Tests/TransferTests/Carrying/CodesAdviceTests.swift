import Cohorts
import Learning
import Testing

@testable import Transfer

@Suite struct CodesAdviceTests {
  /// A database's codes are what they are; a table's can be named.
  @Test(arguments: [("csv:mine.csv", true), ("csv,rate=100:mine.csv", true), ("ptb-xl:/data/ptb-xl", false)])
  func onlyATablesCodesCanBeNamed(cohort: String, isNamed: Bool) {
    let own = Vocabulary(name: "own", system: .local, terms: [Term("a", "a")])
    let request = TrainingRequest(cohort: cohort, network: "lead")
    let advice = request.adviceOnCodes(of: Cohort(name: "c", vocabulary: own, examples: []))
    #expect(advice.contains("csv,codes=scp:FILE") == isNamed && advice.isEmpty == !isNamed)
    let scp = Vocabulary(name: "scp", system: .scp, terms: [Term("NORM", "normal")])
    #expect(request.adviceOnCodes(of: Cohort(name: "c", vocabulary: scp, examples: [])).isEmpty)
  }
}
