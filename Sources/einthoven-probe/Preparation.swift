import Cohorts
import Waveforms

/// Times a recipe over a whole cohort: without a cache, into an empty one, and out of the full one.
enum Preparation {
  private static let recipe = Recipe([
    .filter(band: .between(0.5, 40), order: 2), .normalize(normalization: .zScore(.lead)),
    .window(window: Window(250, at: .random)), .fill(value: 0),
  ])

  static func run(_ specification: String, cache folder: String) -> Int32 {
    do {
      let cohort = try Cohort.load(specification)
      let cache = RecipeCache(folder: folder)
      let clock = ContinuousClock()
      for (name, cache) in [("no cache", nil), ("cold cache", cache), ("warm cache", cache)] {
        var found = 0
        let time = try clock.measure { found = try PreparedCohort(cohort, recipe: recipe, cache: cache).found }
        print("\(specification)\t\(name)\t\(cohort.count) examples\t\(found) found\t\(time / .seconds(1)) s")
      }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }
}
