extension Split {
  /// Returns the split in which one part is judged on and the others are learnt from, a share of them apart to choose by.
  ///
  /// What this split kept together stays together there too.
  public func holdingOut(_ name: String, of cohort: Cohort, validation share: Double, seed: UInt64) -> Split {
    let test = Set(self[name]?.examples ?? [])
    precondition(!test.isEmpty, "holdingOut(\(name)): expected one of \(parts.map(\.name)) that is not empty")
    precondition((0..<1).contains(share), "holdingOut(validation: \(share)): expected 0 up to 1")
    let known = Set(parts.flatMap(\.examples))
    var assignment: [Int?] = cohort.examples.map { example in
      test.contains(example.id) ? 2 : known.contains(example.id) ? 0 : nil
    }
    if share > 0 {
      let places = cohort.examples.indices.filter { assignment[$0] == 0 }
      let rest = cohort.selecting(places)
      let inner = Split.fractions(
        of: rest, [("train", 1 - share), ("validation", share)], seed: seed, options: Options(unit: unit))
      let chosen = Set(inner["validation"]?.examples ?? [])
      for place in places where chosen.contains(cohort.examples[place].id) { assignment[place] = 1 }
    }
    let words = share > 0 ? "; of the others \(share) apart to choose by" : ""
    return Split(
      of: cohort, method: "\(method); judged on \(name)\(words)", unit: unit, seed: seed,
      names: ["train", "validation", "test"], assignment: assignment)
  }

  /// Returns the split in which one part is learnt from and all others are judged on.
  public func learningFrom(_ name: String, of cohort: Cohort) -> Split {
    let train = Set(self[name]?.examples ?? [])
    precondition(!train.isEmpty, "learningFrom(\(name)): expected one of \(parts.map(\.name)) that is not empty")
    let known = Set(parts.flatMap(\.examples))
    return Split(
      of: cohort, method: "\(method); learnt from \(name) alone, judged on all others", unit: unit, seed: seed,
      names: ["train", "test"],
      assignment: cohort.examples.map { train.contains($0.id) ? 0 : known.contains($0.id) ? 1 : nil })
  }
}
