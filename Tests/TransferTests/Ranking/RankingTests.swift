import Foundation
import Interchange
import Learning
import Testing

@testable import Transfer

@Suite struct RankingTests {
  private static let count = 60
  private static let target = Target(
    labels: ["a", "b"], positive: Hashed.units("ranked", 2 * count).map { $0 < 0.4 })

  /// A source whose first probability tells label a as far as `telling` goes.
  private static func source(_ name: String, telling: Double) -> Source {
    let noise = Hashed.units(name, 2 * count)
    let values = noise.indices.map { index in
      (1 - telling) * noise[index] + (target.isPositive[index] ? telling : 0)
    }
    return Source(
      name: name,
      representation: Representation(
        probabilities: Matrix(rows: count, columns: 2, values: values),
        features: Matrix(rows: count, columns: 2, values: values), target: target),
      ownScore: telling, parameters: name.utf8.count)
  }

  private static let sources = [
    source("some", telling: 0.4), source("much", telling: 0.8), source("nothing", telling: 0),
  ]

  private static func result(_ measures: [String]?, draws: Int = 60, workLimit: Double = 1e12) -> RankingResult {
    var options = Ranking.Options()
    options.measures = measures
    options.draws = draws
    options.workLimit = workLimit
    return Ranking(sources, options: options).result()
  }

  @Test(arguments: ["melep", "leep", "logme", "sfda", "source-score"]) func ordersByWhatTheSourcesTell(_ name: String) {
    let result = Self.result([name])
    #expect(result.sources.map { $0.measures[0].rank } == [2, 1, 3])
    #expect(result.measures[0].best == "much")
  }

  @Test func theChanceOfTheWinnerIsItsShareOfTheDraws() throws {
    let result = Self.result(["melep"])
    let entries = result.sources.map { $0.measures[0] }
    #expect(isNear(entries.compactMap(\.chance).reduce(0, +), 1, 1e-12))
    #expect(try #require(entries[1].chance) > 0.9)
    for entry in entries {
      let interval = try #require(entry.interval)
      #expect(interval[0] < interval[1])
      #expect(try #require(entry.value) > interval[0] - 0.1)
    }
    #expect(result.measures[0].draws == 60)
  }

  @Test func aSourceTwiceSharesTheWins() throws {
    var options = Ranking.Options()
    options.measures = ["melep"]
    let twins = Ranking([Self.sources[0], Self.sources[0]], options: options).result()
    let entries = twins.sources.map { $0.measures[0] }
    #expect(entries.map(\.rank) == [1, 1])
    #expect(entries.map(\.chance) == [0.5, 0.5])
  }

  @Test func theSameSeedGivesTheSameDraws() {
    let names = ["melep", "hscore", "entropy"]
    let a = Self.result(names)
    let b = Self.result(names)
    #expect(a.sources.map { $0.measures.map(\.interval) } == b.sources.map { $0.measures.map(\.interval) })
  }

  @Test func groupsAreDrawnWhole() {
    let groups = (0..<12).map { "patient \($0 / 4)" }
    let resampling = GroupResampling(groups: groups, seed: 3)
    #expect(resampling.groupCount == 3)
    for draw in 0..<20 {
      let examples = resampling.examples(draw: draw)
      #expect(examples.count == 12)
      for start in stride(from: 0, to: 12, by: 4) {
        #expect(examples[start] % 4 == 0)
        #expect(Array(examples[start..<start + 4]) == (0..<4).map { examples[start] + $0 })
      }
    }
  }

  @Test func whatTakesTooLongIsNotDrawn() {
    let result = Self.result(["melep"], workLimit: 1000)
    #expect(result.measures[0].draws == 0)
    #expect(result.sources.allSatisfy { $0.measures[0].interval == nil && $0.measures[0].chance == nil })
    #expect(result.sources.allSatisfy { $0.measures[0].value != nil })
  }

  @Test func jsonHasTheAgreedShape() throws {
    let result = Self.result(nil, workLimit: 1.5e5)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.json.utf8)) as? [String: Any])
    #expect(object["examples"] as? Int == 60)
    #expect(object["labels"] as? [String] == ["a", "b"])
    #expect(object["part"] as? String == "train")
    let sources = try #require(object["sources"] as? [[String: Any]])
    #expect(sources.map { $0["name"] as? String } == ["some", "much", "nothing"])
    let measures = try #require(sources[0]["measures"] as? [String: [String: Any]])
    #expect(Set(measures.keys) == Set(Measure.all(for: .severalLabels).map(\.name)))
    let melep = try #require(measures["melep"])
    #expect(isNear(melep["value"] as? Double, result.sources[0].measures[0].value, 0))
    #expect((melep["perLabel"] as? [Any])?.count == 2)
    #expect((melep["interval"] as? [Double])?.count == 2)
    // What is not defined stands there as null.
    #expect(measures["parc"]?["value"] is NSNull)
    #expect(!result.json.contains("nan") && !result.json.contains("inf"))
  }

  @Test func jsonIsReadBack() throws {
    let result = Self.result(["melep"])
    #expect(try JSONDecoder().decode(RankingResult.self, from: Data(result.json.utf8)) == result)
  }

  @Test func theTableNamesDirectionDrawsAndExamples() {
    let text = Self.result(["melep", "logme"]).text()
    #expect(text.contains("\nmelep puts much first, in "), "\(text)")
    #expect(text.contains(". Other kinds of measure: the same: logme.\n"), "\(text)")
    #expect(text.contains("60 examples of the part \"train\", 60 groups; labels: a, b"))
    #expect(text.contains("melep (lower is better, 95 % by 60 halves of the groups)\n   1  much"))
    #expect(text.contains("logme (higher is better"))
    #expect(text.contains("melep by label"))
    #expect(RankingResult.shown(-0.0000123) == "−1.2e−5" && RankingResult.shown(0) == "0.0000")
    #expect(RankingResult.shown(-1.5) == "−1.5000")
    #expect(RankingResult.shown(29_315_712) == "29315712")
  }

  /// Variants are no second opinion, and what is the same for every source is none.
  @Test func onlyOtherKindsOfMeasureCountAsAgreeing() {
    let variants = Self.result(["melep", "melep:paper", "melep:share", "entropy", "parameters"]).text()
    #expect(!variants.contains("Other kind"), "\(variants)")
    let tied = Self.result(["entropy", "melep", "logme"]).text()
    #expect(tied.contains("\nentropy cannot tell some and "), "\(tied)")
    #expect(!tied.contains("Other kind"), "\(tied)")
  }

  @Test func sourcesThatTellNothingAreSaidTo() {
    #expect(!Self.result(["melep", "melep:share"]).text().contains("mind:"))
    let even = Matrix(rows: Self.count, columns: 2, values: [Double](repeating: 0.5, count: 2 * Self.count))
    let blind = Ranking([
      Source(name: "even", representation: Representation(probabilities: even, target: Self.target))
    ]).result()
    #expect(blind.text().contains("no source tells more than 0.0 %"), "\(blind.overview().prefix(400))")
    #expect(blind.overview().contains("their order says little"))
    // However sure an order of equals is, it is not put first.
    let two = Ranking([
      Source(name: "even", representation: Representation(probabilities: even, target: Self.target)),
      Source(name: "as even", representation: Representation(probabilities: even, target: Self.target)),
    ]).result()
    #expect(two.text().contains("their order says little") && !two.text().contains("cannot tell"))
  }

  @Test func theOverviewSaysAllMeasuresOnAScreen() throws {
    let result = Self.result(nil)
    let lines = result.overview().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // The first measure stands there with its intervals, the others in a line each.
    #expect(lines.count { $0.contains("is better") } == 1)
    for measure in result.measures {
      let row = try #require(lines.last { $0.hasPrefix(measure.name + " ") })
      if let best = result.sources.firstIndex(where: { $0.name == measure.best }) {
        let value = try #require(result.sources[best].measures.first { $0.measure == measure.name }?.value)
        let isTie = result.sources.allSatisfy { $0.measures.first { $0.measure == measure.name }?.rank == 1 }
        #expect(row.contains((isTie ? " " : "*") + RankingResult.shown(value)), "\(row)")
      }
    }
    #expect(Self.result(["melep", "logme"]).overview() == Self.result(["melep", "logme"]).text())
  }

  @Test func sourcesAreCalledByWhatTellsThemApart() {
    #expect(RankingResult.differences(["runs/a/model.safetensors", "runs/b/model.safetensors"]) == ["a", "b"])
    #expect(
      RankingResult.differences(["a/fold-1/model.safetensors", "a/fold-2/model.safetensors"]) == ["fold-1", "fold-2"])
    #expect(RankingResult.differences(["a", "a"]) == ["a", "a"])
    #expect(RankingResult.differences(["x/a.safetensors"]) == ["x/a.safetensors"])
    #expect(RankingResult.differences(["a/b", "b"]) == ["a/b", "b"])
  }

  @Test func sourcesOfOtherExamplesAreRefused() async {
    await #expect(processExitsWith: .failure) {
      let other = Source(
        name: "other",
        representation: Representation(
          probabilities: Matrix(rows: 1, columns: 1, values: [0.5]), target: Target(labels: ["a"], positive: [true])))
      let one = Source(
        name: "one",
        representation: Representation(
          probabilities: Matrix(rows: 1, columns: 1, values: [0.5]), target: Target(labels: ["a"], positive: [false])))
      _ = Ranking([one, other])
    }
  }
}
