import Testing

@testable import Leakage

@Suite struct CodeMapTests {
  @Test func findsTheTwoDirectionsOfTheGreatestSpread() {
    // Spread 4 along (1, 1, 0)/√2, 1 along (0, 0, 1).
    let points = [(-4.0, 0.0), (4, 0), (0, -1), (0, 1)].map { a, b in [a / 2.0.squareRoot(), a / 2.0.squareRoot(), b] }
    let map = CodeMap(points)
    #expect(zip(map.places, [-4.0, 4, 0, 0]).allSatisfy { abs(abs($0.x) - abs($1)) < 1e-9 })
    #expect(zip(map.places, [0.0, 0, -1, 1]).allSatisfy { abs(abs($0.y) - abs($1)) < 1e-9 })
    #expect(abs(map.shares.0 - 16.0 / 17) < 1e-9 && abs(map.shares.1 - 1.0 / 17) < 1e-9)
  }

  @Test func equalPointsHaveNoDirection() {
    let map = CodeMap([[1, 2], [1, 2]])
    #expect(map.places.allSatisfy { $0.x == 0 && $0.y == 0 })
    #expect(CodeMap([]).places.isEmpty)
  }
}
