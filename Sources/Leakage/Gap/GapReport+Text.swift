import Learning

extension GapReport {
  /// The report as a text: the conclusion, the metrics, the folds.
  public var text: String {
    let judged = folds.map(\.judged)
    var lines = [words, ""]
    lines.append(
      "\(subject): \(examples) examples of \(patients) patients, network \(network), \(plan.epochs) epochs; \(folds.count) "
        + "folds of \(judged.min() ?? 0) to \(judged.max() ?? 0) examples, in both ways as large, label by label")
    lines += Columns.lines(
      ["", "by example", "by patient", "difference"],
      comparisons.map {
        [
          "  \($0.metric)", $0.first.text(places: 3), $0.second.text(places: 3), $0.difference.text(places: 3),
        ]
      })
    lines += ["", "\(comparisons.first?.metric ?? "") by fold"]
    lines += Columns.lines(
      ["", "learnt from", "judged", "by example", "by patient"],
      folds.enumerated().map { number, fold in
        [
          "  \(number + 1)", "\(fold.learntFrom)", "\(fold.judged)", fixed(fold.byExample ?? .nan, 3),
          fixed(fold.byPatient ?? .nan, 3),
        ]
      })
    if !notes.isEmpty { lines += [""] + notes }
    return lines.joined(separator: "\n")
  }
}
