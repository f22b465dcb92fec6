import Compute
import Testing

/// What parameters begin with: ranges and deviations by PyTorch's formulas, the same numbers everywhere.
@Suite struct InitialisationTests {
  private func drawn(_ scheme: Initialisation, seed: UInt64 = 1) -> [Float] {
    let graph = Graph()
    _ = graph.parameter("layer.weight", [60, 40, 5])
    let parameters = Parameters(for: graph)
    parameters.initialise(seed: seed) { _ in scheme }
    return parameters["layer.weight"].elements
  }

  static let normals: [(Initialisation, Double)] = [
    (.kaimingNormal(), 0.01), (.kaimingNormal(.out), 1.0 / 150), (.xavierNormal, 0.004),
  ]

  @Test(arguments: normals)
  func normalNumbersHaveTheirDeviation(_ scheme: Initialisation, _ variance: Double) {
    let numbers = drawn(scheme).map { Double($0) / variance.squareRoot() }
    let count = Double(numbers.count)
    #expect(abs(numbers.reduce(0, +) / count) < 0.03)
    #expect(abs(numbers.reduce(0) { $0 + $1 * $1 } / count - 1) < 0.04)
    // A normal distribution's fourth moment is 3, a uniform one's 1.8.
    #expect(abs(numbers.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count - 3) < 0.3)
    #expect(abs(Double(numbers.count { abs($0) < 1 }) / count - 0.6827) < 0.02)
  }

  static let uniforms: [(Initialisation, Double)] = [
    (.standard, 0.005), (.kaimingUniform(), 0.03), (.kaimingUniform(.out), 0.02), (.xavierUniform, 0.012),
  ]

  @Test(arguments: uniforms)
  func uniformNumbersFillTheirRange(_ scheme: Initialisation, _ squaredBound: Double) {
    let bound = Float(squaredBound.squareRoot())
    let numbers = drawn(scheme)
    #expect(numbers.allSatisfy { abs($0) <= bound })
    #expect((numbers.max() ?? 0) > 0.99 * bound && (numbers.min() ?? 0) < -0.99 * bound)
  }

  @Test func seedsDecide() {
    #expect(drawn(.xavierNormal) == drawn(.xavierNormal))
    #expect(drawn(.xavierNormal) != drawn(.xavierNormal, seed: 2))
    #expect(drawn(.constant(3)).allSatisfy { $0 == 3 })
  }

  @Test func anIdentityIsOne() {
    let graph = Graph()
    _ = graph.parameter("cross.weight", [4, 4])
    let parameters = Parameters(for: graph)
    parameters.initialise(seed: 1) { _ in .identity }
    #expect(parameters["cross.weight"].elements == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
  }

  @Test func prefixesAreThoseOfTheDrawing() {
    let graph = Graph()
    let x = graph.input("x", [2])
    for lead in 0..<2 {
      graph.naming("leads.\(lead)") { _ = x.linear(graph.parameter("head.weight", [3, 2])) }
    }
    #expect(graph.parameters.map(\.name) == ["leads.0.head.weight", "leads.1.head.weight"])
    _ = graph.parameter("head.weight", [3, 2])
    #expect(graph.parameters.count == 3)
  }
}
