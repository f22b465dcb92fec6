/// Limb leads from limb leads: every one is a combination of two others (Einthoven, Goldberger).
enum LimbLeads {
  /// Each limb lead as weights of leads I and II.
  private static let weights: [String: (one: Double, two: Double)] = [
    "I": (1, 0), "II": (0, 1), "III": (-1, 1), "aVR": (-0.5, -0.5), "aVL": (1, -0.5), "aVF": (-0.5, 1),
  ]

  /// How to make a lead from two that are at hand.
  struct Rule: Equatable {
    var first: String
    var second: String
    var firstWeight: Double
    var secondWeight: Double
  }

  /// Returns how to make `target` from two of the `available` leads, or nothing when it cannot be made.
  static func rule(for target: String, from available: [String]) -> Rule? {
    let limbs = LeadName.limb.filter { $0 != target && available.contains($0) }
    guard let wanted = weights[target], limbs.count >= 2, let a = weights[limbs[0]], let b = weights[limbs[1]] else {
      return nil
    }
    // Two limb leads are never parallel, so the 2 × 2 system always has its one answer.
    let determinant = a.one * b.two - a.two * b.one
    return Rule(
      first: limbs[0], second: limbs[1],
      firstWeight: (wanted.one * b.two - wanted.two * b.one) / determinant,
      secondWeight: (a.one * wanted.two - a.two * wanted.one) / determinant)
  }
}

extension Recording {
  /// Returns the recording with the limb leads that it lacks, made from two that it has (III = II − I, aVR = −(I + II)/2…).
  ///
  /// New leads stand after the old ones; a recording with fewer than two limb leads comes back unchanged.
  public func derivingLimbLeads() -> Recording {
    var result = self
    for name in LeadName.limb where self[lead: name] == nil {
      if let lead = derived(name) { result.leads.append(lead) }
    }
    return result
  }

  /// Returns the limb lead `name` made from two others, or nothing when that cannot be done.
  func derived(_ name: String) -> Lead? {
    let available = leads.filter { $0.units == "mV" }.map { LeadName.canonical($0.name) }
    guard let rule = LimbLeads.rule(for: name, from: available),
      let first = self[lead: rule.first], let second = self[lead: rule.second]
    else { return nil }
    let count = min(first.samples.count, second.samples.count)
    let samples = (0..<count).map { index in
      Float(rule.firstWeight * Double(first.samples[index]) + rule.secondWeight * Double(second.samples[index]))
    }
    return Lead(name: name, samples: samples)
  }
}
