import Testing

@testable import Leakage

@Suite struct PlacedLandmarkTests {
  private typealias Bits = (UInt64, UInt64, UInt64)

  /// One lead's landmarks at some times of a recording of 1500 samples.
  private func lead(_ times: [Float], _ recording: Int32, bits: UInt64 = 0, isOfMany: Bool = false) -> [PlacedLandmark]
  {
    times.map {
      PlacedLandmark(
        bits: Bits(bits, 0, 0), recording: recording, time: $0, end: 1500 - Landmark.margin, lead: 0,
        isOfMany: isOfMany, isDerived: false)
    }
  }

  /// Whether the beats around the third of each fit.
  private func fit(_ first: [PlacedLandmark], _ second: [PlacedLandmark]) -> Bool {
    (first + second).withUnsafeBufferPointer { PlacedLandmark.fit($0, 2, first.count + 2) }
  }

  private let beats: [Float] = [100, 143, 190, 229, 281, 320, 372, 415]

  @Test func theSameBeatsLaterFit() {
    #expect(fit(lead(beats, 0), lead(beats.map { $0 + 57.3 }, 1)))
    #expect(fit(lead(beats, 0, isOfMany: true), lead(beats.map { $0 + 57.3 }, 1, isOfMany: true)))
  }

  @Test func otherIntervalsDoNotFit() {
    #expect(!fit(lead(beats, 0), lead([100, 139, 190, 236, 270, 331, 390, 430], 1)))
  }

  @Test func beatsThatMoveFitOnlyWhereFewLeadsCanTell() {
    let moved = beats.enumerated().map { $0 == 2 ? $1 : $1 + ($0 % 2 == 0 ? 0.4 : -0.4) }
    #expect(fit(lead(beats, 0), lead(moved, 1)))
    #expect(!fit(lead(beats, 0, isOfMany: true), lead(moved, 1, isOfMany: true)))
  }

  @Test func beatsThatLookDifferentDoNotFit() {
    var other = lead(beats, 1, bits: .max)
    other[2] = lead(beats, 1)[2]
    #expect(!fit(lead(beats, 0), other))
  }

  @Test func beatsThatOnlyNoiseMakesAreNoArgument() {
    let more = (beats + [120, 165, 210, 255, 300, 345]).sorted()
    let place = more.firstIndex(of: 190) ?? 0
    let all = lead(beats, 0) + lead(more, 1)
    #expect(all.withUnsafeBufferPointer { PlacedLandmark.fit($0, 2, beats.count + place) })
  }

  @Test func whereNothingElseStandsNothingIsSaidAgainst() {
    let all = lead([200], 0) + lead([700], 1)
    #expect(all.withUnsafeBufferPointer { PlacedLandmark.fit($0, 0, 1) })
  }
}
