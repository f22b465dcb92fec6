extension Recipe {
  /// Returns the recipe with these leads in place of those it names.
  public func taking(leads: [String]) -> Recipe {
    let rest = steps.filter { if case .leads = $0 { false } else { true } }
    return Recipe([.leads(names: leads, absent: .refuse)] + rest)
  }

  /// Returns the recipe for recordings of any rate: one that halves the rate must be given twice what it is to make.
  ///
  /// - Parameter end: The rate that the recipe is to come to.
  public func coming(from rate: Double, to end: Double) -> Recipe {
    let halvings = steps.count { if case .halve = $0 { true } else { false } }
    let resamples = steps.contains { if case .resample = $0 { true } else { false } }
    var start = end
    for _ in 0..<halvings { start *= 2 }
    if resamples || start == rate { return self }
    let place = steps.firstIndex { if case .leads = $0 { false } else { true } } ?? 0
    return Recipe(Array(steps[..<place]) + [.resample(rate: start)] + steps[place...])
  }
}
