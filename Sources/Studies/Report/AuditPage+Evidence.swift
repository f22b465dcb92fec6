import Charts
import Interchange
import Leakage
import Learning

extension SimilarityReport {
  /// How alike beats are: the sentence, the tables, the pictures, and what the ratio hangs on.
  func pageSection(_ pictures: [any Chart]) -> ReportPage.Section {
    var blocks: [ReportPage.Block] = [
      .prose(words),
      .prose(
        "\(counted(beats, "beat")) of \(counted(persons.count, "patient")), a second of lead \(lead) each, as \(plan.code) numbers of an autoencoder "
          + "that tells \(fixed(100 * told.both, 1)) % of their variance again. \(sentence(table.estimate.words)); intervals "
          + "are from resampled patients."),
      .table(table("Jensen–Shannon divergence in bits: 0 alike, 1 apart.") { $0.jensenShannon }),
      .table(table("Symmetrised Kullback–Leibler divergence in nats.") { $0.symmetrisedKL }),
    ]
    if !pictures.isEmpty { blocks.append(.figures(pictures.map { .init($0, caption: $0.summary) })) }
    blocks.append(.table(hangsOn))
    if !notes.isEmpty { blocks.append(.list(notes)) }
    return .init("How alike are the beats of one patient?", blocks)
  }

  private func table(
    _ caption: String, _ figures: (SimilarityTable.Row) -> SimilarityTable.Figures
  ) -> ReportPage.Table {
    .init(
      caption, columns: ["", "patients", "between", "between halves", "within", "ratio"],
      rows: (table.rows + [table.sameDiagnosis, table.anyDiagnosis]).map { row in
        let own = figures(row)
        return [row.name, "\(row.patients)"]
          + [own.between, own.betweenHalves, own.within].map { $0.text(places: 2) } + [own.ratio.text(places: 1)]
      })
  }

  /// The row that decides, with each choice changed in turn.
  private var hangsOn: ReportPage.Table {
    .init(
      "What the ratio hangs on (\(decisive.name)): divergences between halves of two patients, and within one.",
      columns: ["densities", "KL between", "KL within", "ratio", "JS between", "JS within", "ratio"],
      rows: ([table] + sensitivity).map { other in
        let row = table.rows.isEmpty ? other.anyDiagnosis : other.sameDiagnosis
        return [other.estimate.words]
          + [row.symmetrisedKL, row.jensenShannon].flatMap {
            [fixed($0.betweenHalves.value, 2), fixed($0.within.value, 2), fixed($0.ratio.value, 1)]
          }
      })
  }

  private func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

extension GapReport {
  /// How much a split by example flatters: the sentence, both figures of each metric, and the folds.
  var pageSection: ReportPage.Section {
    let rows = comparisons.flatMap { comparison in
      [
        IntervalChart.Row(
          "\(comparison.metric), by example", comparison.first.value, comparison.first.interval, group: 1),
        IntervalChart.Row("by patient", comparison.second.value, comparison.second.interval),
      ]
    }
    let chart = IntervalChart(
      title: "What each split claims", summary: "Each metric by example and by patient, with intervals",
      axis: Axis("figure"), rows: rows)
    let metric = comparisons.first?.metric ?? "figure"
    let blocks: [ReportPage.Block] = [
      .prose(words),
      .prose(
        "\(counted(examples, "example")) of \(counted(patients, "patient")), network \(network), \(counted(plan.epochs, "epoch")); \(folds.count) folds, in both "
          + "ways as large, label by label."),
      .table(
        .init(
          columns: ["metric", "by example", "by patient", "difference", "p"],
          rows: comparisons.map {
            [$0.metric, $0.first.text(), $0.second.text(), $0.difference.text(), $0.p.map { fixed($0, 3) } ?? "–"]
          })),
      .figures([
        .init(
          chart, caption: "The same network on the same examples; intervals are from resampled patients and repeats.")
      ]
      ),
      .table(
        .init(
          "\(metric) each time, with other folds and first weights.", columns: ["time", "by example", "by patient"],
          rows: repeats.enumerated().map { number, one in
            ["\(number + 1)"] + [one.byExample, one.byPatient].map { $0.map { fixed($0, 3) } ?? "–" }
          })),
    ]
    return .init(
      "How much does a split by example flatter?", blocks + (notes.isEmpty ? [] : [.list(notes)]))
  }
}
