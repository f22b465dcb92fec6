import Learning
import Testing

@testable import Transfer

/// What intervals of measures are: how far the value may lie elsewhere for as many other patients.
@Suite struct IntervalTests {
  /// A made cohort: patients of one or two recordings, one label, features of which the first tells it, two source labels.
  private static func source(_ number: Int, patients: Int, width: Int) -> (source: Source, groups: [String]) {
    let owners = (0..<patients).flatMap { $0 % 2 == 0 ? [$0] : [$0, $0] }
    let chosen = Hashed.units("labels \(number)", patients)
    let positive = owners.map { chosen[$0] < 0.35 }
    // Nearly normal: what patients have of their own, and what each recording has.
    func noise(_ name: String, _ count: Int) -> [Double] {
      var sums = [Double](repeating: -3, count: count)
      for part in 0..<3 {
        for (i, x) in Hashed.units("\(name) \(number) \(part)", count).enumerated() { sums[i] += 2 * x }
      }
      return sums
    }
    let (own, other) = (noise("patients", patients * width), noise("recordings", owners.count * width))
    var features: [Double] = []
    for (row, owner) in owners.enumerated() {
      for column in 0..<width {
        let told = column == 0 && positive[row] ? 1.2 : 0
        features.append(0.7 * own[owner * width + column] + 0.7 * other[row * width + column] + told)
      }
    }
    var probabilities: [Double] = []
    for row in owners.indices {
      for said in [features[row * width] - 0.5, -features[row * width + 1]] {
        probabilities.append(1 / (1 + exponential(-said)))
      }
    }
    let target = Target(labels: ["a"], positive: positive)
    return (
      Source(
        name: "made",
        representation: Representation(
          probabilities: Matrix(rows: owners.count, columns: 2, values: probabilities),
          features: Matrix(rows: owners.count, columns: width, values: features), target: target)),
      owners.map { "patient \($0)" }
    )
  }

  private static func entries(
    _ measures: [String]?, _ number: Int, patients: Int, width: Int, draws: Int = 60
  ) -> [RankingResult.Entry] {
    let (source, groups) = source(number, patients: patients, width: width)
    var options = Ranking.Options()
    (options.measures, options.draws, options.groups, options.workLimit) = (measures, draws, groups, 1e12)
    options.seed = UInt64(number)
    return Ranking([source], options: options).result().sources[0].measures
  }

  @Test(arguments: [80, 41]) func ofAMeanHalvesSpreadAsTheBootstrapDoes(patients: Int) {
    let values = Hashed.units("means", 2 * patients)
    let resampling = GroupResampling(groups: (0..<2 * patients).map { "\($0 / 2)" }, seed: 3)
    func deviation(_ draws: [[Int]]) -> Double {
      let means = draws.map { draw in draw.reduce(0) { $0 + values[$1] } / Double(draw.count) }
      let centre = means.reduce(0, +) / Double(means.count)
      return (means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(means.count)).squareRoot()
    }
    let halves = resampling.halfScale * deviation((0..<3000).map(resampling.half))
    let whole = deviation((0..<3000).map(resampling.examples))
    #expect(abs(halves / whole - 1) < 0.06, "\(halves), \(whole)")
  }

  @Test func aHalfHoldsWholeGroupsAndNoneTwice() {
    let resampling = GroupResampling(groups: (0..<30).map { "\($0 % 15)" }, seed: 1)
    var seen: Set<Int> = []
    for draw in 0..<50 {
      let half = resampling.half(draw: draw)
      #expect(half.count == 14 && Set(half).count == 14 && half == resampling.half(draw: draw))
      #expect(Set(half.map { $0 % 15 }).count == 7)
      seen.formUnion(half)
    }
    #expect(seen.count == 30)
  }

  /// With as many features as examples, a draw with replacement moved `logme` and others away from their own value.
  @Test(arguments: [4, 50]) func everyIntervalHoldsItsValue(width: Int) throws {
    let entries = Self.entries(nil, 0, patients: 40, width: width)
    #expect(entries.count { $0.interval != nil } > 8)
    // What features that outnumber the examples say does not hang on whose they are.
    let saturated = entries.filter { ["hscore/label", "transrate/label", "gbc/label"].contains($0.measure) }
    #expect(saturated.count == 3 && saturated.allSatisfy { ($0.interval != nil) == (width == 4) })
    for entry in entries {
      guard let interval = entry.interval, let value = entry.value else { continue }
      #expect(interval[0] <= value && value <= interval[1] && interval[0] < interval[1], "\(entry.measure)")
    }
  }

  /// Over made cohorts, the interval holds what the measure comes to on average as often as it says, and is not wider than it must.
  @Test(arguments: [
    (["melep", "leep", "logme", "hscore", "sfda"], 60, 4, 100), (["logme", "hscore:regularised"], 30, 60, 50),
  ])
  func intervalsHoldWhatTheyAreOf(measures: [String], patients: Int, width: Int, cohorts: Int) {
    let all = (0..<cohorts).map { Self.entries(measures, $0, patients: patients, width: width) }
    for place in measures.indices {
      let entries = all.map { $0[place] }
      let values = entries.compactMap(\.value)
      let mean = values.reduce(0, +) / Double(cohorts)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(cohorts)).squareRoot()
      let intervals = entries.compactMap(\.interval)
      #expect(intervals.count == cohorts)
      let held = Double(intervals.count { $0[0] <= mean && mean <= $0[1] }) / Double(cohorts)
      let width = intervals.reduce(0) { $0 + $1[1] - $1[0] } / Double(cohorts) / deviation
      #expect(held >= 0.84, "\(measures[place]): \(held)")
      #expect((2.8...6).contains(width), "\(measures[place]): \(width) deviations")
    }
  }

  @Test func whatIsEqualButForRoundingSharesItsRank() {
    let draws: [[Double?]] = [[3, 3 + 4e-16, 2.9], [3 - 4e-16, 3, 2.9]]
    let standing = Standing([3, 3 + 4e-16, 2.9], draws: draws, isHigherBetter: true)
    #expect(standing.ranks == [1, 1, 3] && standing.best == 0 && standing.chances == [0.5, 0.5, 0])
    #expect(Standing([-1e-40, -1e-30, 0], draws: [], isHigherBetter: true).ranks == [1, 1, 1])
    #expect(Standing([2e7, 2e7 + 1, nil], draws: [], isHigherBetter: false).ranks == [1, 2, nil])
    // What no draw moves has no interval.
    let still = Standing([3, 1], draws: (0..<40).map { [3, Double($0)] }, isHigherBetter: true)
    #expect(still.intervals[0] == nil && still.intervals[1] != nil)
  }

  /// A mean over fewer labels is another figure.
  @Test func halvesThatLoseALabelAreLeftOut() {
    let count = 60
    let values = Hashed.units("rare", count)
    func result(rare: Int) -> RankingResult {
      let labels = ["a"] + (0..<rare).map { "rare \($0)" }
      var positive: [Bool] = []
      for row in 0..<count {
        positive.append(values[row] < 0.4)
        for label in 0..<rare { positive.append(row == label) }
      }
      let source = Source(
        name: "made",
        representation: Representation(
          probabilities: Matrix(rows: count, columns: 1, values: values),
          target: Target(labels: labels, positive: positive)))
      var options = Ranking.Options()
      (options.measures, options.draws) = (["leep", "melep"], 200)
      return Ranking([source], options: options).result()
    }
    #expect(result(rare: 0).measures.map(\.draws) == [200, 200])
    let one = result(rare: 1)
    #expect((75..<125).contains(one.measures[0].draws) && one.measures[1].draws == 200)
    let many = result(rare: 8)
    #expect(many.measures[0].draws == 0 && many.sources[0].measures[0].interval == nil)
    #expect(many.measures[1].draws == 200 && many.sources[0].measures[1].interval != nil)
  }
}
