import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct LabelTableTests {
  @Test func figuresByHand() {
    let table = LabelTable(truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 9)
    #expect((table.positives, table.negatives, table.outputs, table.count) == (9, 11, 8, 20))
    #expect(table.precision == 0.75 && table.sensitivity == 6.0 / 9 && table.specificity == 9.0 / 11)
    #expect(table.f1 == 12.0 / 17 && table.accuracy == 0.75)
    #expect((table + table).truePositives == 12 && (table + table).count == 40)
  }

  @Test func emptyCases() {
    let neither = LabelTable(trueNegatives: 5)
    #expect(neither.f1.isNaN && neither.precision.isNaN && neither.sensitivity.isNaN && neither.specificity == 1)
    let neverSaid = LabelTable(falseNegatives: 2, trueNegatives: 3)
    #expect(neverSaid.f1 == 0 && neverSaid.precision == 0 && neverSaid.sensitivity == 0)
    let neverThere = LabelTable(falsePositives: 2, trueNegatives: 3)
    #expect(neverThere.f1 == 0 && neverThere.precision == 0 && neverThere.sensitivity.isNaN)
    #expect(LabelTable().accuracy.isNaN && LabelTable().kappa.isNaN && LabelTable().matthews.isNaN)
  }
}
