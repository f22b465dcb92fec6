import Cohorts
import Learning

/// Tells the cohort that a network learnt from.
enum OwnCohort {
  /// Returns the cohort as a network's training took it, without what that left out; nothing where it is another one.
  static func whole(_ cohort: Cohort, of source: SourceNetwork, threads: Int?) -> Cohort? {
    let card = source.checkpoint.card
    guard let training = card.training, training.cohort == cohort.name else { return nil }
    if training.fingerprint == cohort.fingerprint { return cohort }
    let run = TrainedExamples.run(of: source.path)
    var request = run?.request ?? TrainingRequest(cohort: "", network: "")
    // A card alone does not say what was left out: records that lack a lead are quickly found.
    if run == nil { request.dropsLacking = true }
    guard request.dropsLacking || request.dropsUnusable else { return nil }
    let suiting = try? request.suiting(cohort, recipe: run?.recipe ?? card.recipe, threads: threads)
    return suiting?.fingerprint == training.fingerprint ? suiting : nil
  }

  /// Whether a network learnt from the cohort, or from other examples of the same folds of it: then its test part is judged on.
  static func isOwn(_ cohort: Cohort, _ split: Split?, of card: Card) -> Bool {
    guard let training = card.training else { return false }
    if training.fingerprint == cohort.fingerprint { return true }
    return training.cohort == cohort.name && split?.seed == nil && split?.method == training.split
  }
}
