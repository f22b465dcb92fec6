import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct BeatTableTests {
  private let table = BeatTable(
    ConfusionMatrix(
      labels: ["N", "S", "V", "F", "Q"],
      counts: [[90, 4, 3, 2, 1], [5, 20, 2, 1, 0], [6, 1, 40, 3, 0], [2, 1, 5, 7, 0], [1, 2, 3, 0, 4]]))

  @Test func figuresAreThoseOfEC57() throws {
    let (v, s) = (try #require(table).ventricular, try #require(table).supraventricular)
    #expect(v.sensitivity == 40.0 / 50)
    // N and S taken for V count against it, F and Q do not.
    #expect(v.positivePredictivity == 40.0 / (40 + 3 + 2))
    #expect(v.falsePositiveRate == 5.0 / Double(97 + 26 + 10 + 7 + 5))
    #expect(s.sensitivity == 20.0 / 28)
    #expect(s.positivePredictivity == 20.0 / (20 + 4 + 1 + 1))
    #expect(s.falsePositiveRate == 6.0 / Double(96 + 49 + 14 + 8 + 6))
  }

  @Test func anyOrderOfSomeGroupsWill() throws {
    let few = try #require(BeatTable(ConfusionMatrix(labels: ["V", "N"], counts: [[8, 2], [1, 9]])))
    #expect(few.counts[2][2] == 8 && few.counts[0][0] == 9 && few.counts[2][0] == 2)
    #expect(few.supraventricular.sensitivity.isNaN)
    #expect(BeatTable(ConfusionMatrix(labels: ["N", "X"], counts: [[1, 0], [0, 1]])) == nil)
  }

  @Test func isSetInColumns() throws {
    let lines = try #require(table).text.split(separator: "\n").map(String.init)
    #expect(lines[1] == "         n      s      v      f      q")
    #expect(lines[3] == " S |      5     20      2      1      0")
    #expect(lines[7] == " VEB sensitivity            80.00 %" && lines.count == 13)
  }
}
