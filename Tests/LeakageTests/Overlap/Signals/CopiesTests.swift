import Testing
import Waveforms

@testable import Leakage

@Suite struct CopiesTests {
  private func copies(_ recordings: [Recording]) throws -> [Copies.Copy] {
    let signatures = recordings.map { Signature(of: $0) }
    let copies = Copies(of: signatures, threads: 2, report: { _, _ in }, { false })
    return try #require(copies).all
  }

  @Test(arguments: MadeCopy.allCases) func aCopyIsFound(kind: MadeCopy) throws {
    let originals = (0..<4).map { Made.recording($0) }
    let made = try originals.enumerated().map { try kind($1, seed: UInt64($0)) }
    let pairs = try copies(originals + made).map { [$0.first, $0.second] }
    #expect(pairs == (0..<4).map { [$0, $0 + 4] }, "\(kind.rawValue)")
  }

  @Test func differentPatientsAndOtherDaysAreNoCopies() throws {
    let recordings = (0..<20).flatMap { [Made.recording($0), Made.recording($0, visit: 1)] }
    #expect(try copies(recordings).isEmpty)
  }

  @Test func whatLiesLaterIsSaidToLieLater() throws {
    let whole = Made.recording(1, seconds: 20)
    var part = whole
    for i in part.leads.indices {
      part.leads[i].samples = Array(part.leads[i].samples[Int(3 * whole.rate)..<Int(15 * whole.rate)])
    }
    let match = try #require(try copies([whole, part]).first?.match)
    #expect(abs(match.shift + 3) < 0.005)
    #expect(abs(match.seconds - 12) < 0.3 && match.leads == 3 && !match.isInverted && match.correlation > 0.99)
  }

  @Test func sameSamplesNeedNoBeats() throws {
    let short = Recording(name: "a", rate: 125, leads: [.init(name: "II", samples: (0..<187).map { Float($0 % 17) })])
    let found = try copies([short, Made.recording(0), short])
    #expect(found.map { [$0.first, $0.second] } == [[0, 2]])
    #expect(found[0].isIdentical && found[0].match == nil)
  }

  @Test func manyCopiesOfOneMakeNoMorePairsThanCopies() throws {
    #expect(try copies([Recording](repeating: Made.recording(0), count: 30)).count == 29)
  }
}
