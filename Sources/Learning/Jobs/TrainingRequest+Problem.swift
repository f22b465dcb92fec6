import Cohorts
import Interchange

extension TrainingRequest {
  /// What is wrong with what was asked for, as far as no data is needed to tell; or nothing.
  public var problem: String? {
    if let problem = split.problem { return problem }
    var plan = plan
    plan.metric = metric == "none" || metric == "usual" && split.hasValidation == false ? nil : metric
    if let problem = plan.problem { return problem }
    guard !Self.metricWords.contains(metric) else { return nil }
    if let problem = EpochFigures.problem(ofName: metric) { return problem }
    return split.hasValidation == false ? TrainingPlan.problem(choosingBy: metric) : nil
  }

  /// What stands for a metric: that which suits the task, and that there is none.
  package static let metricWords = ["usual", "none"]

  /// Throws when the recipe is neither a file that holds one nor known by its name.
  package func checkRecipe() throws(LearningError) {
    if FileAccess.kind(recipe) == .file {
      _ = try filing { () throws(FileError) in try Recipe(reading: recipe) }
    } else if !Recipe.presets.contains(where: { $0.name == recipe }) {
      throw unknownRecipe
    }
  }

  var unknownRecipe: LearningError {
    .word(
      recipe, among: Recipe.presets.map(\.name),
      message: "there is no recipe '\(recipe)', and no such file; there are")
  }
}

extension TrainingPlan {
  /// What is wrong where weights are to be chosen by a metric and there is no part to choose by.
  static func problem(choosingBy metric: String) -> String {
    "to choose the best weights by \(metric) there must be a validation part (--validation SHARE); or keep the last ones "
      + "(--metric none)"
  }
}
