/// Examples of a cohort as a network takes them, whatever they were made of.
public protocol WindowSource: Sendable {
  /// The cohort.
  var cohort: Cohort { get }
  /// How recordings become what a network takes, or what features were computed of.
  var recipe: Recipe { get }

  /// Returns an example's windows; without a seed as for evaluation, with one as for a training epoch.
  func windows(of index: Int, seed: UInt64?, epoch: Int) throws(RecipeError) -> Windows
}

extension WindowSource {
  /// Returns an example's windows as for evaluation.
  public func windows(of index: Int) throws(RecipeError) -> Windows { try windows(of: index, seed: nil, epoch: 0) }
}
