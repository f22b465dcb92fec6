import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Which examples a batch holds, and that they come as the recipe makes them.
@Suite struct BatchTests {
  private func order(_ change: (inout Trial) -> Void = { _ in }) throws -> (BatchOrder, Trial, LearningSet) {
    var trial = Trial()
    change(&trial)
    let training = try trial.sets().training
    return (BatchOrder(training, plan: trial.plan), trial, training)
  }

  @Test func anEpochSeesEveryExampleOnce() throws {
    let (order, _, training) = try order()
    #expect(order.batches == 5 && order.steps == 5)
    for epoch in 0..<3 {
      let seen = (0..<order.batches).map { order.examples(epoch: epoch, batch: $0) }
      #expect(seen.map(\.count) == [4, 4, 4, 4, 2])
      #expect(seen.flatMap(\.self).sorted() == training.indices)
    }
    #expect(order.examples(epoch: 0, batch: 0) != order.examples(epoch: 1, batch: 0))
  }

  @Test func aSingleLeftOverWaits() throws {
    // 17 examples in batches of 4: no statistics of one.
    let (order, _, _) = try order { $0.plan.batch = 17 }
    #expect(order.batches == 1 && order.examples(epoch: 0, batch: 0).count == 17)
    #expect(try self.order { $0.plan.batch = 1 }.0.batches == 18)
    #expect(try self.order { $0.plan.batch = 100 }.0.batches == 1)
  }

  @Test func accumulatedStepsAreRoundedUp() throws {
    let (order, _, _) = try order { $0.plan.accumulation = 2 }
    #expect(order.batches == 5 && order.steps == 3)
    #expect((0...5).map { order.steps(batches: $0) } == [0, 1, 1, 2, 2, 3])
  }

  @Test func balancedAndTrimmedEpochs() throws {
    let uneven: (inout Trial) -> Void = { trial in
      for place in 0..<18 where place % 3 == 1 && place > 4 { trial.cohort.examples[place].labels = ["a"] }
    }
    let (balanced, _, training) = try order {
      uneven(&$0)
      $0.plan.sampling = .balanced
    }
    let drawn = (0..<balanced.batches).flatMap { balanced.examples(epoch: 0, batch: $0) }
    let cohort = training.prepared.cohort
    #expect(cohort.selecting(drawn).positives == [6, 6, 6], "and each label as often")
    let (trimmed, _, _) = try order {
      uneven(&$0)
      $0.plan.sampling = .trimmed(to: nil)
    }
    let kept = (0..<trimmed.batches).flatMap { trimmed.examples(epoch: 0, batch: $0) }
    #expect(cohort.selecting(kept).positives == [2, 2, 2])
  }

  @Test func batchesAreWhatTheRecipeMakes() throws {
    let (order, trial, training) = try order()
    let feed = order.feed(from: 1, batch: 3, shape: try trial.shape())
    defer { feed.cancel() }
    var seen = 0
    for (epoch, batch) in [(1, 3), (1, 4), (2, 0), (2, 1), (2, 2), (2, 3), (2, 4)] {
      let rows = try #require(try feed.next())
      #expect(rows.examples == order.examples(epoch: epoch, batch: batch))
      let expected = try rows.examples.flatMap { index in
        try training.prepared.windows(of: index, seed: trial.plan.seed, epoch: epoch).values
      }
      #expect(rows.values == expected)
      seen += rows.count
    }
    #expect(try feed.next() == nil)
    #expect(seen == 4 + 2 + 18)
  }

  /// Whoever stops early leaves the maker waiting at any place.
  @Test(arguments: 0..<6) func aFeedCanBeGivenUp(after count: Int) throws {
    let (order, trial, _) = try order()
    for _ in 0..<5 {
      let feed = order.feed(from: 0, batch: 0, shape: try trial.shape())
      for _ in 0..<count { _ = try feed.next() }
      feed.cancel()
    }
  }

  @Test func anErrorComesInItsTurn() throws {
    var trial = Trial()
    trial.cohort.examples[2].source = .memory(Trial.recording("r2", kind: 0, leads: ["V1", "V2"]))
    let prepared = try trial.prepared()
    let feed = BatchFeed(prepared, shape: try trial.shape()) { number in
      number < 4 ? BatchFeed.Request(examples: [number], chance: nil) : nil
    }
    defer { feed.cancel() }
    #expect(try feed.next()?.examples == [0, 0, 0, 0], "one row a window")
    #expect(try feed.next()?.examples.first == 1)
    #expect(refusal { try feed.next() }?.contains("r2") == true)
  }

  @Test func windowsOfAnotherShapeAreRefused() throws {
    let shape = WindowShape(times: 24, leads: ["I", "II"], rate: 50)
    func windows(_ leads: [String], samples: Int = 60, rate: Double = 50) throws -> Windows {
      try Trial.recipe(Trial.recording("x", kind: 0, leads: leads, samples: samples, rate: rate))
    }
    try shape.check(windows(["I", "II"]), of: "x")
    #expect(throws: RecipeError.self) { try shape.check(windows(["II", "I"]), of: "x") }
    #expect(throws: RecipeError.self) { try shape.check(windows(["I"]), of: "x") }
    #expect(throws: RecipeError.self) { try shape.check(windows(["I", "II"], rate: 60), of: "x") }
    // One lead is one lead, whatever a recorder calls it.
    let single = WindowShape(times: 24, leads: ["ECG"], rate: 50)
    try single.check(windows(["MLII"]), of: "x")
  }
}
