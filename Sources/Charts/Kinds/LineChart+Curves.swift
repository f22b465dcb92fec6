extension LineChart {
  /// Returns a ROC chart: true over false positive rates, with the diagonal of chance.
  public static func receiverOperating(title: String, summary: String = "", series: [Series]) -> LineChart {
    LineChart(
      title: title, summary: summary, x: .share("false positive rate"), y: .share("true positive rate"),
      series: series, isSquare: true, chance: Series("chance", x: [0, 1], y: [0, 1]))
  }

  /// Returns a precision-recall chart, with a line at the share of positives if that is known.
  public static func precisionRecall(
    title: String, summary: String = "", series: [Series], prevalence: Double? = nil
  ) -> LineChart {
    LineChart(
      title: title, summary: summary, x: .share("recall"), y: .share("precision"), series: series, isSquare: true,
      chance: prevalence.map { Series("chance", x: [0, 1], y: [$0, $0]) })
  }

  /// Returns how values are spread, one curve a group: two patients overlaid, say.
  public static func densities(
    title: String, summary: String = "", axis: Axis, groups: [(name: String, values: [Double])]
  ) -> LineChart {
    LineChart(
      title: title, summary: summary, x: axis, y: Axis("density", includesZero: true),
      series: groups.map { group in
        let curve = Density.curve(of: group.values)
        return Series(group.name, x: curve.x, y: curve.y, look: .filled)
      })
  }
}
