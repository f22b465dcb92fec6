extension Recipe {
  /// Returns the recipe with these leads in place of those it names; without `absent`, a lead that a record lacks is
  /// treated as before.
  public func taking(leads: [String], absent: Step.Absent? = nil) -> Recipe {
    var kept = Step.Absent.refuse
    var rest: [Step] = []
    for step in steps {
      if case .leads(_, let old) = step { kept = old } else { rest.append(step) }
    }
    return Recipe([.leads(names: leads, absent: absent ?? kept)] + rest)
  }

  /// Returns the recipe that brings recordings of one rate to another: one that halves the rate must be given twice
  /// what it is to make.
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
