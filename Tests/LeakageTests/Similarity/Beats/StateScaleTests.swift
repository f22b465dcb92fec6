import Compute
import Networks
import Testing

@testable import Leakage

@Suite struct StateScaleTests {
  @Test func scaledStatesHaveMeanZeroAndDeviationOne() {
    let states: [Float] = [1, 100, 3, 100, 5, 106]
    let scaled = StateScale(states, width: 2).applied(to: states)
    #expect(abs(scaled[0] + scaled[2] + scaled[4]) < 1e-5)
    #expect(abs(scaled[0] * scaled[0] + scaled[2] * scaled[2] + scaled[4] * scaled[4] - 3) < 1e-4)
  }

  @Test func foldedLayersDoTheSameWithTheStatesThemselves() {
    let architecture = Architecture(HeartbeatAutoencoder(samples: 8, cells: 2, code: 3))
    let parameters = architecture.parameters(seed: 1)
    let states: [Float] = (0..<40).map { Float(($0 * 7) % 11) * Float($0 % 4 + 1) }
    let scale = StateScale(states, width: 4)
    func said(_ rows: [Float]) -> [Float] {
      let stages = architecture.stages.filter { ["code", "expansion"].contains($0.name) }
      return Echo({ x in stages.reduce(x) { $1($0, .prediction) } }, [4], from: parameters).apply(rows, threads: 1)
    }
    let before = said(scale.applied(to: states))
    scale.fold(into: parameters)
    for (a, b) in zip(before, scale.applied(to: said(states))) { #expect(abs(a - b) < 1e-4) }
  }
}
