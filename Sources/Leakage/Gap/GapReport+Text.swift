import Interchange
import Learning

extension GapReport {
  /// The report as a text: the conclusion, the metrics, the repeats.
  public var text: String {
    var lines = [words, ""]
    let often = repeats.count > 1 ? "; \(repeats.count) times with other folds and first weights" : ""
    lines.append(
      "\(subject): \(counted(examples, "example")) of \(counted(patients, "patient")), network \(network), \(counted(plan.epochs, "epoch")); \(folds.count) "
        + "folds of \(folds.min() ?? 0) to \(folds.max() ?? 0) examples, in both ways as large, label by label\(often)")
    lines += Columns.lines(
      ["", "by example", "by patient", "difference"],
      comparisons.map {
        [
          "  \($0.metric)", $0.first.text(places: 3), $0.second.text(places: 3), $0.difference.text(places: 3),
        ]
      })
    lines += ["", "\(comparisons.first?.metric ?? "") each time"]
    lines += Columns.lines(
      ["", "by example", "by patient"],
      repeats.enumerated().map { number, one in
        ["  \(number + 1)", fixed(one.byExample ?? .nan, 3), fixed(one.byPatient ?? .nan, 3)]
      })
    lines += [
      "",
      repeats.count > 1
        ? "Intervals are from resampled patients and repeats."
        : "Intervals are from resampled patients alone: another training may differ by more.",
    ]
    if !notes.isEmpty { lines += [""] + notes }
    return lines.joined(separator: "\n")
  }
}
