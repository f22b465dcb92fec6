import Testing
import Waveforms

@Suite struct LeadConditionTests {
  @Test func tellsMissingFromFlatFromAlive() {
    let missing = LeadCondition(of: [.nan, .infinity], rate: 250)
    #expect(missing.isMissing && !missing.isFlat && missing.missing == 1)
    let flat = LeadCondition(of: [Float](repeating: 0.3, count: 500), rate: 250)
    #expect(flat.isFlat && !flat.isMissing && flat.still == 1 && flat.range == 0)
    let alive = LeadCondition(of: sineWave(3, rate: 250, count: 500), rate: 250)
    #expect(!alive.isFlat && !alive.isMissing && alive.still == 0)
    #expect(abs(alive.range - 2) < 0.01)
    #expect(LeadCondition(of: [], rate: 250).isMissing)
  }

  @Test func measuresWhatStandsStill() {
    var lead = sineWave(3, rate: 250, count: 1000)
    for i in 250..<500 { lead[i] = 0.4 }
    for i in 800..<900 { lead[i] = .nan }
    let condition = LeadCondition(of: lead, rate: 250)
    #expect(abs(condition.still - 0.25) < 0.01)
    #expect(condition.missing == 0.1)
    #expect(!condition.isFlat)
  }

  @Test func aPulledOutElectrodeIsFlatThoughItBeganAlive() {
    let lead = sineWave(3, rate: 250, count: 20) + [Float](repeating: 1, count: 980)
    #expect(LeadCondition(of: lead, rate: 250).isFlat)
  }

  @Test func slowDriftIsNotStill() {
    let lead = (0..<1000).map { Float($0) * 0.0004 }
    #expect(LeadCondition(of: lead, rate: 250).still == 0)
  }
}
