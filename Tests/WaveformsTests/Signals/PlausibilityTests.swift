import Testing
import Waveforms

@Suite struct PlausibilityTests {
  /// A beat a second of a millivolt, at 500 Hz, with the T wave that makes most of a beat's width.
  private let beats: [Float] = (0..<5000).map { index in
    let place = index % 500
    if (100..<120).contains(place) { return 1 }
    return (180..<280).contains(place) ? 0.3 : Float(index % 7) / 500
  }

  private func doubt(_ samples: [Float], units: String = "mV") -> String? {
    Plausibility.doubt(Recording.Lead(name: "V2", samples: samples, units: units))
  }

  @Test func microvoltsAreNoMillivolts() {
    #expect(doubt(beats) == nil)
    #expect(doubt(beats.map { $0 * 20 }) == nil)
    let said = doubt(beats.map { $0 * 1000 })
    #expect(said?.hasPrefix("V2 spans 3") == true, "\(said ?? "nothing")")
    #expect(
      said?.hasSuffix("A table says its unit beside the lead's name, V2 (uV), and a MAT file in the .hea beside it")
        == true)
    #expect(doubt(beats.map { $0 * 1000 }, units: "mmHg") == nil)
  }

  @Test func spikesWanderAndGapsAreBorne() {
    // Shifted as a whole, as a converter's offset does, and a spike now and then.
    #expect(doubt(beats.map { $0 + 300 }) == nil)
    #expect(doubt(beats.enumerated().map { $0 % 100 == 3 ? 5000 : $1 }) == nil)
    #expect(doubt(beats.enumerated().map { $0 % 3 == 0 ? .nan : $1 }) == nil)
    #expect(doubt([]) == nil && doubt([.nan, .nan]) == nil)
  }

  @Test func oneInfiniteSampleIsFound() {
    for place in [0, 1, 2503, 4999] {
      var samples = beats
      samples[place] = -.infinity
      #expect(doubt(samples) == "V2 has samples that are infinite")
    }
    #expect(doubt([Float](repeating: .infinity, count: 9)) == "V2 has samples that are infinite")
    #expect(doubt([3e38, -3e38, 3e38, -3e38]) == "V2 has samples that are infinite")
  }
}
