import Cohorts
import Interchange
import Learning
import Networks
import Waveforms

/// How much a split by example flatters: what is to be trained, in words.
public struct GapRequest: Sendable {
  /// The cohort, the network, its recipe and its plan; how it would be split does not matter.
  public var training: TrainingRequest
  /// How many folds; each example is judged once in either way.
  public var folds = 5
  /// How often all of it is done, each time with other folds and other weights to begin with: one training says nothing of
  /// how much another would differ.
  public var repeats = 5

  /// Creates a request.
  public init(_ training: TrainingRequest, folds: Int = 5, repeats: Int = 5) {
    self.training = training
    self.folds = folds
    self.repeats = repeats
  }

  /// Loads and prepares everything.
  public func audit(threads: Int? = nil) throws(LearningError) -> GapAudit {
    let origin = NamedNetwork()
    let loaded = try training.loadedCohort()
    let recipe = try origin.recipe(for: loaded.cohort, training)
    let leads = recipe.leads
    let having = try filing { () throws(FileError) in try leads.map(loaded.cohort.having) ?? loaded.cohort }
    guard having.count > 0 else {
      throw .request("no record has the leads \((leads ?? []).joined(separator: ", "))")
    }
    let prepared: PreparedCohort
    let shape: WindowShape
    do throws(RecipeError) {
      let cohort = training.dropsUnusable ? try having.usable(by: recipe, threads: threads) : having
      prepared = try PreparedCohort(cohort, recipe: recipe, threads: threads)
      shape = try WindowShape(of: prepared, at: 0)
    } catch {
      throw .recipe(error)
    }
    return try GapAudit(self, prepared, task: loaded.task, shape: shape, origin)
  }
}
