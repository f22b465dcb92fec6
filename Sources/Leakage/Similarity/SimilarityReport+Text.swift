import Interchange
import Learning

extension SimilarityReport {
  /// The report as a text: the conclusion, the table, and what it hangs on.
  public var text: String {
    var lines = [words, ""]
    lines.append(
      "\(subject): \(counted(beats, "beat")) of \(counted(persons.count, "patient")), one second of lead \(lead) each; autoencoder learnt from "
        + "\(learntFrom), tells again \(percent(told.outer)) % of the variance by 32 numbers, \(percent(told.both)) % by "
        + "\(plan.code)")
    lines.append("Densities: \(table.estimate.words); intervals from resampled patients")
    for (title, figures) in Self.measures {
      lines += ["", title]
      lines += Columns.lines(
        ["", "patients", "between", "between halves", "within", "ratio"],
        (table.rows + [table.sameDiagnosis, table.anyDiagnosis]).map { row in
          let own = figures(row)
          return ["  \(row.name)", "\(row.patients)"]
            + [own.between, own.betweenHalves, own.within].map { $0.text(places: 2) } + [own.ratio.text(places: 1)]
        })
    }
    lines += ["", "What the ratio hangs on (patients of one diagnosis)"]
    lines += Columns.lines(
      ["", "KL between", "within", "ratio", "JS between", "within", "ratio"],
      ([table] + sensitivity).map { table in
        let row = table.rows.isEmpty ? table.anyDiagnosis : table.sameDiagnosis
        return ["  \(table.estimate.words)"]
          + [row.symmetrisedKL, row.jensenShannon].flatMap {
            [fixed($0.betweenHalves.value, 2), fixed($0.within.value, 2), fixed($0.ratio.value, 1)]
          }
      })
    if !notes.isEmpty { lines += [""] + notes }
    return lines.joined(separator: "\n")
  }

  private static var measures: [(String, (SimilarityTable.Row) -> SimilarityTable.Figures)] {
    [
      ("Symmetrised Kullback–Leibler divergence, nats", { $0.symmetrisedKL }),
      ("Jensen–Shannon divergence, bits (0 alike, 1 apart)", { $0.jensenShannon }),
    ]
  }

  private func percent(_ share: Double) -> String { fixed(100 * share, 1) }
}
