import Testing
import Waveforms

@Suite struct BeatExtractionTests {
  /// Spikes of one sample on a line at 0, which dips to −1 once in each window.
  private func spikes(_ positions: [Int: Float], count: Int, lowest: Float = 0) -> [Float] {
    var samples = [Float](repeating: 0, count: count)
    for (i, height) in positions { samples[i] = height }
    for start in stride(from: 0, to: count, by: 1250) { samples[start] = lowest }
    return samples
  }

  @Test func cutsTwelveTenthsOfTheMedianIntervalFromEachR() {
    // R–R intervals 100, 100, 120: T = 100, so 120 samples a beat.
    let lead = spikes([50: 2, 150: 2, 250: 2, 370: 2, 700: 1], count: 1250)
    let beats = BeatExtraction()(lead)
    #expect(beats.map(\.sample) == [50, 150, 250, 370])
    for beat in beats {
      #expect(beat.values.count == 187 && beat.length == 120)
      #expect(beat.values[0] == 1)
      #expect(beat.values[120...].allSatisfy { $0 == 0 })
    }
    #expect(beats[0].values[100] == 1 && beats[2].values[100] == 0)
  }

  @Test func scalesEachWindowAndTakesWhatIsAboveNineTenths() {
    // −1 to 1: a spike of 0.85 is at 0.925, one of 0.75 at 0.875.
    let lead = spikes([100: 1, 200: 0.85, 300: 0.75], count: 1250, lowest: -1)
    let beats = BeatExtraction()(lead)
    #expect(beats.map(\.sample) == [100, 200])
    #expect(beats[0].values[1] == 0.5, "0 mV lies halfway")
    #expect(abs(beats[1].values[0] - 0.925) < 1e-6)
  }

  @Test func eachWindowHasItsOwnScaleAndPeriod() {
    let lead = spikes([100: 1, 200: 1, 1400: 3, 1550: 3, 1700: 3], count: 2500)
    let beats = BeatExtraction()(lead)
    #expect(beats.map(\.sample) == [100, 200, 1400, 1550, 1700])
    #expect(beats.map(\.length) == [120, 120, 180, 180, 180])
    #expect(beats.allSatisfy { $0.values[0] == 1 })
  }

  @Test func aBeatIsNeverLongerThanItsRoomNorTheLead() {
    let slow = BeatExtraction()(spikes([100: 1, 400: 1], count: 1250))
    #expect(slow.map(\.length) == [187, 187])
    let end = BeatExtraction()(spikes([1000: 1, 1100: 1, 1200: 1], count: 1250))
    #expect(end.map(\.length) == [120, 120, 50])
    #expect(end[2].values.count == 187)
    let across = BeatExtraction()(spikes([1000: 1, 1100: 1, 1200: 1, 1260: 0.25, 1500: 0.5], count: 2500))
    #expect(across[2].length == 120 && across[2].values[60] == 0.25)
  }

  @Test func windowsWithoutARhythmGiveNothing() {
    #expect(BeatExtraction()([]).isEmpty)
    #expect(BeatExtraction()([Float](repeating: 1, count: 3000)).isEmpty)
    #expect(BeatExtraction()(spikes([100: 1], count: 1250)).isEmpty)
    #expect(BeatExtraction()([Float](repeating: .nan, count: 3000)).isEmpty)
  }

  @Test func beatsWithAGapAreLeftOut() {
    var lead = spikes([50: 1, 150: 1, 250: 1, 350: 1], count: 1250)
    lead[300] = .nan
    #expect(BeatExtraction()(lead).map(\.sample) == [50, 150, 350])
  }

  @Test func knownBeatsAreCutWhateverTheirHeight() {
    let lead = spikes([50: 1, 150: 0.2, 250: 1], count: 1250)
    let beats = BeatExtraction()(lead, at: [50, 150, 250])
    #expect(beats.map(\.sample) == [50, 150, 250])
    #expect(beats.map(\.length) == [120, 120, 120])
  }

  @Test func labelsComeFromTheNearestAnnotation() {
    let extraction = BeatExtraction()
    let beats = extraction(spikes([50: 1, 150: 1, 250: 1], count: 1250))
    // 150 ms are 18 samples at 125 Hz.
    #expect(extraction.nearest(beats, in: [45, 60, 132, 269]) == [0, 2, nil])
    #expect(extraction.nearest(beats, in: []) == [nil, nil, nil])
  }

  @Test func figuresThatCannotBeCountedAreAProblem() {
    var extraction = BeatExtraction()
    #expect(extraction.problem == nil)
    extraction.periods = 1e300
    #expect(extraction.problem == "1e+300 periods, expected above 0 and at most 1000")
  }
}
