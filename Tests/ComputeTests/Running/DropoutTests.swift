import Testing

@testable import Compute

/// Dropout's masks: how many stay, and what they hang on.
@Suite struct DropoutTests {
  private func masks(_ probability: Float, seed: UInt64 = 3, step: UInt64 = 0, count: Int = 40, threads: Int = 1)
    -> [Float]
  {
    let graph = Graph()
    let program = Program.inference([("y", graph.input("x", [50, 20]).droppedOut(probability))])
    let runner = Runner(program, Parameters(for: graph), threads: threads)
    (runner.seed, runner.step) = (seed, step)
    runner.setInput("x", [Float](repeating: 1, count: count * 1000))
    runner.run(count)
    return runner.output("y")
  }

  /// 40 000 draws: the share that stays lies within five standard deviations of what was asked for.
  @Test(arguments: [0.1, 0.25, 0.5, 0.9] as [Float])
  func keepsTheShareItSays(_ probability: Float) {
    let values = masks(probability)
    let (kept, wanted) = (Double(values.count { $0 != 0 }), Double(1 - probability))
    let deviation = (Double(values.count) * wanted * (1 - wanted)).squareRoot()
    #expect(abs(kept - Double(values.count) * wanted) < 5 * deviation)
    #expect(values.allSatisfy { $0 == 0 || $0 == 1 / (1 - probability) })
  }

  /// No unit, and no example, is dropped much more often than others: each count within six standard deviations.
  @Test func favoursNone() {
    let values = masks(0.5)
    for unit in 0..<1000 {
      let kept = (0..<40).count { values[$0 * 1000 + unit] != 0 }
      #expect(abs(Double(kept) - 20) < 6 * 10.0.squareRoot())
    }
    for example in 0..<40 {
      let kept = (0..<1000).count { values[example * 1000 + $0] != 0 }
      #expect(abs(Double(kept) - 500) < 6 * 250.0.squareRoot())
    }
  }

  @Test func hangsOnSeedAndStepAlone() {
    let first = masks(0.5)
    #expect(first == masks(0.5))
    #expect(first == masks(0.5, threads: 3))
    #expect(Array(first.prefix(7000)) == masks(0.5, count: 7), "an example's mask hangs on the batch")
    for other in [masks(0.5, seed: 4), masks(0.5, step: 1)] {
      let same = zip(first, other).count { $0 == $1 }
      #expect(abs(Double(same) - 20000) < 6 * 10000.0.squareRoot(), "masks that should have nothing in common")
    }
  }

  @Test func twoLayersDrawTheirOwn() {
    let graph = Graph()
    let x = graph.input("x", [10000])
    let program = Program.inference([("a", x.droppedOut(0.5)), ("b", x.droppedOut(0.5))])
    let runner = Runner(program, Parameters(for: graph), threads: 1)
    runner.setInput("x", [Float](repeating: 1, count: 10000))
    runner.run(1)
    let same = zip(runner.output("a"), runner.output("b")).count { $0 == $1 }
    #expect(abs(Double(same) - 5000) < 6 * 2500.0.squareRoot())
  }
}
