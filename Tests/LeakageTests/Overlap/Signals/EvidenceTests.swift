import Testing

@testable import Leakage

@Suite struct EvidenceTests {
  private func isCopy(
    _ correlation: Float, shape: Float, noise: Float = 0, beats: Int = 8, leads: Int = 8, _ extent: Evidence.Extent
  ) -> Bool {
    let residual = Residual(beats: beats, timing: 0, shape: shape, noise: noise)
    return Evidence(correlation: correlation, residual: residual, leads: leads, extent: extent).isCopy
  }

  @Test func aFilterMayChangeTheShapeOfAWholeRecordingOnly() {
    #expect(isCopy(0.96, shape: 0.05, .whole))
    #expect(!isCopy(0.96, shape: 0.05, .part))
    #expect(!isCopy(0.95, shape: 0.05, .whole))
  }

  @Test func aPartOfFewBeatsMustFitBetter() {
    #expect(isCopy(0.9, shape: 0.008, .part))
    #expect(!isCopy(0.9, shape: 0.015, .part))
    #expect(isCopy(0.9, shape: 0.015, beats: 12, .part))
  }

  @Test func fewBeatsOfOneLeadSayLittle() {
    #expect(!isCopy(0.96, shape: 0.005, beats: 4, leads: 1, .whole))
    #expect(isCopy(0.98, shape: 0.005, beats: 4, leads: 1, .whole))
    #expect(!isCopy(1, shape: 0, beats: 2, .whole))
  }

  @Test func noiseAloneIsNoArgument() {
    #expect(isCopy(0.85, shape: 0, noise: 0.3, .whole))
  }
}
