import Learning

extension Card {
  /// What each label of a network counts: how much better than chance it was told, 2·AUROC − 1, from 0 to 1.
  ///
  /// What was never measured counts nothing; nothing at all is known where no label was.
  var labelSkills: [Double]? {
    let skills = labels.map { label in
      let result = results.first { $0.metric == "AUROC[\(label.code)]" }
      return max(0, 2 * (result?.value ?? 0.5) - 1)
    }
    return skills.contains { $0 > 0 } ? skills : nil
  }
}
