import Testing

@testable import Waveforms

@Suite struct MissingSamplesTests {
  @Test func bridgesGapsByLinesAndEndsByTheNearest() {
    let bridged = MissingSamples.bridged([.nan, 1, .nan, .infinity, 4, .nan, .nan])
    #expect(bridged == [1, 1, 2, 3, 4, 4, 4])
    #expect(MissingSamples.bridged([5]) == [5])
    #expect(MissingSamples.bridged([]) == [])
    #expect(MissingSamples.bridged([.nan, .nan]) == nil)
  }
}
