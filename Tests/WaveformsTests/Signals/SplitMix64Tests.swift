import Testing
import Waveforms

@Suite struct SplitMix64Tests {
  /// First outputs for seed 1234567, as published with the reference implementation (Rosetta Code, "Splitmix64").
  @Test func givesThePublishedNumbers() {
    var random = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func pathsLeadToDifferentNumbers() {
    var seen = Set<UInt64>()
    for a in UInt64(0)..<20 { for b in UInt64(0)..<20 { var r = SplitMix64(a, b); seen.insert(r.next()) } }
    var single = SplitMix64(3)
    seen.insert(single.next())
    #expect(seen.count == 401)
  }

  @Test func drawsEvenlyAndNormally() {
    var random = SplitMix64(seed: 42)
    let uniform = (0..<20_000).map { _ in random.uniform(2, 4) }
    #expect(uniform.allSatisfy { $0 >= 2 && $0 < 4 })
    #expect(abs(uniform.reduce(0, +) / 20_000 - 3) < 0.02)
    let normal = (0..<20_000).map { _ in random.normal() }
    #expect(abs(normal.reduce(0, +) / 20_000) < 0.03)
    #expect(abs(normal.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.05)
    var counts = [0, 0, 0]
    for _ in 0..<9000 { counts[random.index(below: 3)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 3000) < 200 })
    #expect((0..<1000).allSatisfy { _ in abs(random.bounded(mean: 1, deviation: 0.5) - 1) <= 1 })
  }
}
