import Testing
import Waveforms

@Suite struct NormalizationTests {
  private let leads: [[Float]] = [[1, 2, 3, .nan], [10, 10, 40, 20]]

  @Test func zScoresEachLead() {
    let result = Normalization.zScore(.lead)(leads)
    // numpy: (x - mean) / std of [1, 2, 3] and of [10, 10, 40, 20]
    #expect(distance(result[0], [-1.2247449, 0, 1.2247449, .nan]) < 1e-6)
    #expect(distance(result[1], [-0.81649658, -0.81649658, 1.6329932, 0]) < 1e-6)
  }

  @Test func zScoresTheRecord() {
    // numpy: x = [1, 2, 3, 10, 10, 40, 20]; mean 12.285714, std 12.858730
    let result = Normalization.zScore(.record)(leads)
    #expect(distance(result[0], [-0.87766943, -0.79990125, -0.72213308, .nan]) < 1e-5)
    #expect(abs(result[1][2] - 2.15528949) < 1e-5)
  }

  @Test func scalesToTheUnitInterval() {
    let single = Normalization.minMax(.lead)(leads)
    #expect(distance(single[0], [0, 0.5, 1, .nan]) < 1e-6)
    #expect(distance(single[1], [0, 0, 1, 1 / 3.0]) < 1e-6)
    let whole = Normalization.minMax(.record)(leads)
    #expect(distance(whole[0], [0, 1 / 39.0, 2 / 39.0, .nan]) < 1e-6)
  }

  @Test func usesGivenConstants() {
    let result = Normalization.given(means: [1, 10], scales: [2])(leads)
    #expect(distance(result[0], [0, 0.5, 1, .nan]) < 1e-6)
    #expect(distance(result[1], [0, 0, 15, 5]) < 1e-6)
  }

  @Test(arguments: [Normalization.zScore(.lead), .minMax(.lead), .zScore(.record), .minMax(.record)])
  func signalsWithoutVariationBecomeZeros(normalization: Normalization) {
    let result = normalization([[7.3, 7.3, .nan, 7.3]])
    #expect(distance(result[0], [0, 0, .nan, 0]) == 0)
    #expect(normalization([[.nan], []])[0][0].isNaN)
    #expect(normalization([]).isEmpty)
  }

  @Test func refusesConstantsForOtherLeads() async {
    await #expect(processExitsWith: .failure) {
      _ = Normalization.given(means: [1, 2, 3], scales: [1])([[1], [2]])
    }
  }
}
