import Testing
import Waveforms

@testable import Cohorts

@Suite struct RecipeTests {
  static let steps: [Step] = [
    .leads(names: ["I", "II", "III"], absent: .refuse), .resample(rate: 100), .filter(band: .above(0.5), order: 2),
    .window(window: Window(250, at: .random, stride: 100)), .perlin(noise: PerlinStep(sources: 2, scale: 0.1, seed: 4)),
    .gain(by: 0.1), .jitter(deviation: 0.01), .normalize(normalization: .zScore(.lead)), .fill(value: 0),
  ]

  private func cohort(_ patients: Int = 12) throws -> Cohort {
    try Cohort.load("synthetic,patients=\(patients),seconds=5:3")
  }

  private func ramp(_ count: Int, rate: Double = 100, leads: [String] = ["I", "II"], units: String = "steps")
    -> Recording
  {
    Recording(
      name: "ramp", rate: rate,
      leads: leads.enumerated().map { place, name in
        .init(name: name, samples: (0..<count).map { Float($0) + 1000 * Float(place) }, units: units)
      })
  }

  @Test func putsTimesFirstAndLeadsTogether() throws {
    let windows = try Recipe([.leads(names: ["II", "I"], absent: .refuse), .window(window: Window(3))])(ramp(10))
    #expect(windows.values == [1000, 0, 1001, 1, 1002, 2])
    #expect(windows.leads == ["II", "I"] && windows.times == 3 && windows.count == 1)
  }

  @Test func isOnePathForTrainingAndPrediction() throws {
    let cohort = try cohort()
    let recipe = Recipe(Self.steps)
    let prepared = try PreparedCohort(cohort, recipe: recipe)
    for index in cohort.examples.indices {
      let recording = try cohort.examples[index].source.read()
      let chance = Chance(seed: 7, epoch: 2, example: cohort.examples[index].id)
      #expect(try prepared.windows(of: index, seed: 7, epoch: 2) == recipe(recording, chance: chance))
      #expect(try prepared.windows(of: index) == recipe(recording))
    }
    // Without a draw, the random window becomes windows every 100 samples of 500, the last at the end.
    #expect(try prepared.windows(of: 0).count == 4)
    #expect(try prepared.windows(of: 0).missing == 0)
  }

  @Test func doesNotDependOnThreadsOrCompany() throws {
    let cohort = try cohort()
    let all = Array(cohort.examples.indices)
    let one = try PreparedCohort(cohort, recipe: Recipe(Self.steps), threads: 1).batch(
      all, seed: 5, epoch: 1, threads: 1)
    for threads in [2, 3, 8] {
      let other = try PreparedCohort(cohort, recipe: Recipe(Self.steps), threads: threads)
      #expect(try other.batch(all, seed: 5, epoch: 1, threads: threads) == one)
    }
    let turned = cohort.selecting(all.reversed())
    let back = try PreparedCohort(turned, recipe: Recipe(Self.steps)).batch(all.reversed(), seed: 5, epoch: 1)
    #expect(back.values == one.values)
    #expect(back.targets == one.targets)
  }

  @Test func drawsAnewForEachEpochSeedAndExample() throws {
    let recipe = Recipe([.window(window: Window(10, at: .random)), .fill(value: 0)])
    func first(_ seed: UInt64, _ epoch: Int, _ id: String) throws -> Float {
      try recipe(ramp(100_000, leads: ["I"]), chance: Chance(seed: seed, epoch: epoch, example: id)).values[0]
    }
    let base = try first(1, 1, "a")
    #expect(try first(1, 1, "a") == base)
    #expect(try first(2, 1, "a") != base)
    #expect(try first(1, 2, "a") != base)
    #expect(try first(1, 1, "b") != base)
  }

  @Test func cutsAboutAFocusAtTheNewRate() throws {
    let recipe = Recipe([.window(window: Window(5, at: .focus, before: 2))])
    #expect(try recipe(ramp(20, leads: ["I"]), focus: 10).values == [8, 9, 10, 11, 12])
    let edge = try recipe(ramp(20, leads: ["I"]), focus: 1).values
    #expect(edge[0].isNaN && Array(edge[1...]) == [0, 1, 2, 3])
    let end = try recipe(ramp(20, leads: ["I"]), focus: 18).values
    #expect(Array(end[..<4]) == [16, 17, 18, 19] && end[4].isNaN)
    let beyond = try recipe(ramp(20, leads: ["I"]), focus: 500).values
    #expect(beyond.allSatisfy(\.isNaN) && beyond.count == 5)
    let halved = Recipe([.resample(rate: 50), .window(window: Window(1, at: .focus))])
    let value = try halved(ramp(200, leads: ["I"]), focus: 100).values[0]
    #expect(abs(value - 100) < 0.05)
  }

  @Test func placesWindows() {
    #expect(Window(4, at: .start).starts(length: 10, focus: nil, random: nil) == [0])
    #expect(Window(4, at: .centre).starts(length: 10, focus: nil, random: nil) == [3])
    #expect(Window(4, at: .random).starts(length: 10, focus: nil, random: nil) == [3])
    #expect(Window(4, at: .random, stride: 4).starts(length: 10, focus: nil, random: nil) == [0, 4, 6])
    #expect(Window(4, at: .random, stride: 3).starts(length: 10, focus: nil, random: nil) == [0, 3, 6])
    #expect(Window(12, at: .random, stride: 3).starts(length: 10, focus: nil, random: nil) == [0])
    for seed in 0..<50 {
      let start = Window(4, at: .random).starts(length: 10, focus: nil, random: SplitMix64(seed: UInt64(seed)))[0]
      #expect((0...6).contains(start))
    }
  }

  @Test func derivesMarksOrRefusesMissingLeads() throws {
    let derived = try Recipe([.leads(names: ["III"], absent: .refuse), .window(window: Window(2))])(
      ramp(4, units: "mV"))
    #expect(derived.values == [1000, 1000])
    let absent = try Recipe([.leads(names: ["V1", "I"], absent: .missing), .window(window: Window(1))])(
      ramp(4, units: "mV"))
    #expect(absent.values[0].isNaN && absent.values[1] == 0)
    #expect(throws: RecipeError.self) { try Recipe([.leads(names: ["V1"], absent: .refuse)])(ramp(4, units: "mV")) }
    #expect(throws: RecipeError.self) { try Recipe([.window(window: Window(9, short: .refuse))])(ramp(4, units: "mV")) }
    #expect(throws: RecipeError.self) { try Recipe([.filter(band: .below(80), order: 2)])(ramp(40, units: "mV")) }
    #expect(throws: RecipeError.self) {
      try Recipe([.normalize(normalization: .given(means: [1, 2, 3], scales: [1]))])(ramp(4, units: "mV"))
    }
    #expect(throws: RecipeError.self) {
      try Recipe([.perlin(noise: PerlinStep(sources: 2, scale: 1, seed: 1, isAlways: true))])(ramp(4, units: "mV"))
    }
  }

  @Test func survivesAFileAndRefusesNonsense() throws {
    let folder = try TemporaryFolder()
    try Recipe(Self.steps).write(to: folder.path + "/recipe.json")
    #expect(try Recipe(reading: folder.path + "/recipe.json") == Recipe(Self.steps))
    for text in [
      "{\"steps\": [{\"filter\": {\"band\": {\"above\": {\"_0\": 1}}, \"order\": 99}}]}",
      "{\"steps\": [{\"window\": {\"window\": {\"count\": 0, \"placement\": \"start\", \"before\": 0, \"short\": \"missing\"}}}]}",
      "{\"steps\": [{\"resample\": {\"rate\": -1}}]}", "{\"steps\": [{\"resample\": {\"rate\": 1e-9}}]}",
      "{\"steps\": [{\"fly\": {}}]}", "{}",
    ] {
      try folder.write("bad.json", Array(text.utf8))
      #expect(throws: FileError.self) { try Recipe(reading: folder.path + "/bad.json") }
    }
  }

  @Test func batchRefusesWhatDoesNotFitTogether() throws {
    var cohort = try cohort(2)
    cohort.examples[1].source = .memory(ramp(300))
    let prepared = try PreparedCohort(cohort, recipe: Recipe([.leads(names: ["I"], absent: .refuse)]))
    #expect(throws: RecipeError.self) { try prepared.batch([0, 1]) }
    #expect(try prepared.batch([1]).values.count == 300)
  }
}

@Suite struct RecipeCacheTests {
  private let recipe = Recipe([
    .resample(rate: 50), .filter(band: .above(0.5), order: 2), .window(window: Window(100, at: .random)),
    .fill(value: 0),
  ])

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder([
      "index.csv": "record,patient,labels\nr0,p0,a\nr1,p1,b\nr2,p2,a\n"
    ])
    for number in 0..<3 { try folder.record("r\(number)", leads: ["I", "II"], offset: number) }
    try folder.write("cache/keep", [])
    return folder
  }

  @Test func findsWhatItPreparedAndOnlyThat() throws {
    let folder = try folder()
    let cohort = try Cohort.load("csv:\(folder.path)/index.csv")
    let cache = RecipeCache(folder: folder.path + "/cache")
    let bare = try PreparedCohort(cohort, recipe: recipe).batch([0, 1, 2], seed: 1)
    let first = try PreparedCohort(cohort, recipe: recipe, cache: cache)
    #expect(first.found == 0)
    #expect(try first.batch([0, 1, 2], seed: 1) == bare)
    let second = try PreparedCohort(cohort, recipe: recipe, cache: cache, threads: 3)
    #expect(second.found == 3)
    #expect(try second.batch([0, 1, 2], seed: 1) == bare)
    // A record that changes is prepared again, whatever its name and date.
    try folder.record("r1", leads: ["I", "II"], offset: 9)
    let third = try PreparedCohort(cohort, recipe: recipe, cache: cache)
    #expect(third.found == 2)
    #expect(try third.batch([1], seed: 1) == PreparedCohort(cohort, recipe: recipe).batch([1], seed: 1))
    let other = Recipe([.resample(rate: 40), .window(window: Window(100))])
    #expect(try PreparedCohort(cohort, recipe: other, cache: cache).found == 0)
  }

  @Test func doesNotTrustDamagedFiles() throws {
    let folder = try folder()
    let cohort = try Cohort.load("csv:\(folder.path)/index.csv")
    let cache = RecipeCache(folder: folder.path + "/cache")
    let bare = try PreparedCohort(cohort, recipe: recipe).batch([0, 1, 2], seed: 1)
    _ = try PreparedCohort(cohort, recipe: recipe, cache: cache)
    let name = try #require(try FileAccessForTests.files(folder.path + "/cache").first { $0.hasSuffix(".prepared") })
    let bytes = try FileAccessForTests.read(folder.path + "/cache/" + name)
    for position in stride(from: 0, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[position] ^= 0x10
      try folder.write("cache/" + name, damaged)
      #expect(try PreparedCohort(cohort, recipe: recipe, cache: cache).batch([0, 1, 2], seed: 1) == bare)
    }
    for length in stride(from: 0, to: bytes.count, by: 211) {
      try folder.write("cache/" + name, Array(bytes[..<length]))
      #expect(try PreparedCohort(cohort, recipe: recipe, cache: cache).batch([0, 1, 2], seed: 1) == bare)
    }
    #expect(throws: RecipeError.self) {
      try PreparedCohort(cohort, recipe: recipe, cache: RecipeCache(folder: folder.path + "/nothing"))
    }
  }
}

@Suite struct SamplingTests {
  private let made = cohort(
    (0..<100).map { ("e\($0)", nil, [$0 < 80 ? "a" : $0 < 95 ? "b" : "c"]) })

  private func counts(_ order: [Int]) -> [Int] { made.selecting(order).positives }

  @Test func shufflesEachEpochAnew() {
    let all = Array(0..<100)
    let first = Sampling.shuffled.order(all, of: made, seed: 1, epoch: 0)
    #expect(first.sorted() == all && first != all)
    #expect(first == Sampling.shuffled.order(all, of: made, seed: 1, epoch: 0))
    #expect(first != Sampling.shuffled.order(all, of: made, seed: 1, epoch: 1))
  }

  @Test func balancesLabels() {
    let order = Sampling.balanced.order(Array(0..<99), of: made, seed: 1, epoch: 0)
    #expect(counts(order) == [33, 33, 33])
  }

  @Test func trimsLabelsAlikeInEachEpoch() {
    let all = Array(0..<100)
    let first = Sampling.trimmed(to: nil).order(all, of: made, seed: 1, epoch: 0)
    #expect(counts(first) == [5, 5, 5])
    #expect(Set(first) == Set(Sampling.trimmed(to: nil).order(all, of: made, seed: 1, epoch: 9)))
    #expect(Set(first) != Set(Sampling.trimmed(to: nil).order(all, of: made, seed: 2, epoch: 0)))
    #expect(counts(Sampling.trimmed(to: 10).order(all, of: made, seed: 1, epoch: 0)) == [10, 10, 5])
  }
}
