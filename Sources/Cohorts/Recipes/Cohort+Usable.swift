import Interchange
import Waveforms

extension Cohort {
  /// Returns the cohort without the examples that a recipe refuses, such as those in which it finds no beat, and says how
  /// many those are and why the first was refused.
  ///
  /// - Throws: When a record cannot be read: a broken file is no example that merely does not suit.
  public func usable(by recipe: Recipe, threads: Int? = nil) throws(RecipeError) -> Cohort {
    let (units, places) = PreparedCohort.units(of: self)
    let owned = Dictionary(grouping: places.indices) { places[$0] }
    let refusals = try Parallel.map(units.count, threads: threads) { index throws(RecipeError) in
      let recording = try units[index].read()
      let prepared: Recording
      do throws(RecipeError) { prepared = try recipe.prepared(recording) } catch {
        return (owned[index] ?? []).map { ($0, error) }
      }
      return (owned[index] ?? []).compactMap { example -> (Int, RecipeError)? in
        let focus = examples[example].focus.map { $0 - (examples[example].samples?.lowerBound ?? 0) }
        do throws(RecipeError) {
          _ = try recipe.windows(of: prepared, focus: focus, rate: recording.rate, chance: nil)
          return nil
        } catch { return (example, error) }
      }
    }.flatMap(\.self).sorted { $0.0 < $1.0 }
    guard let first = refusals.first else { return self }
    let refused = Set(refusals.map(\.0))
    var result = selecting(examples.indices.filter { !refused.contains($0) })
    result.notes.append("\(counted(refused.count, "example")) that the recipe refuses left out, the first: \(first.1)")
    return result
  }
}
