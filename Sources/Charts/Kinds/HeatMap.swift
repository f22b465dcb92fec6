/// A matrix as tinted cells: a confusion matrix, or who listens to whom.
public struct HeatMap: Chart {
  /// What stands above it.
  public var title: String
  /// What can be seen, in words, for those who cannot.
  public var summary: String
  /// What the rows are.
  public var rowTitle: String
  /// What the columns are.
  public var columnTitle: String
  /// The names of the rows, top to bottom.
  public var rows: [String]
  /// The names of the columns, left to right.
  public var columns: [String]
  /// Row by row; what is no number stays empty.
  public var values: [[Double]]
  /// What stands in the cells, instead of the values themselves.
  public var texts: [[String]]?
  /// The value of the full tint; the largest one when not given.
  public var full: Double?
  /// What the values were made from, where that is what people want as a table.
  private var counts: [[Int]]?

  /// Creates a chart of a matrix with a value for each row and column.
  public init(
    title: String, summary: String = "", rowTitle: String = "", columnTitle: String = "", rows: [String],
    columns: [String], values: [[Double]], texts: [[String]]? = nil, full: Double? = nil
  ) {
    precondition(values.count == rows.count, "\(values.count) rows of values for \(rows.count) names")
    for row in values { precondition(row.count == columns.count, "\(row.count) values for \(columns.count) columns") }
    self.title = title
    self.summary = summary
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.rows = rows
    self.columns = columns
    self.values = values
    self.texts = texts
    self.full = full
  }

  /// Draws it about so wide.
  public func drawing(within width: Double) -> Drawing {
    let labelWidth = min(180, rows.map { TextWidth.of($0, size: ChartStyle.text) }.max() ?? 0)
    let left = 14 + (rowTitle.isEmpty ? 0 : 20) + labelWidth + 8
    let cell = min(72, max(34, (width - left - 24) / Double(max(1, columns.count))))
    let cellHeight = min(cell, 44)
    // Names that do not fit above their column are written upwards.
    let isUpright = columns.contains { TextWidth.of($0, size: ChartStyle.text) > cell - 4 }
    let names = isUpright ? min(130, columns.map { TextWidth.of($0, size: ChartStyle.text) }.max() ?? 0) : 14
    let right = left + cell * Double(columns.count), whole = max(320, right + 24)
    let heading = Title(title, width: whole)
    let top = 44 + heading.height + (columnTitle.isEmpty ? 0 : 20) + names + 6
    let bottom = top + cellHeight * Double(rows.count), height = bottom + 16
    var parts = [Markup.rectangle(0, 0, whole, height, "back")]
    parts.append(heading.markup)
    if rows.isEmpty || columns.isEmpty { parts.append(Markup.text("no data", 14, height - 8, "small")) }
    if !columnTitle.isEmpty {
      parts.append(Markup.text(columnTitle, (left + right) / 2, 54 + heading.height, anchor: "middle"))
    }
    if !rowTitle.isEmpty {
      let middle = Number.place((top + bottom) / 2)
      parts.append(
        Markup.text(rowTitle, 20, (top + bottom) / 2, anchor: "middle", transform: "rotate(-90 20 \(middle))"))
    }
    for (index, name) in columns.enumerated() {
      let x = left + (Double(index) + 0.5) * cell
      let shown = TextWidth.fitted(name, size: ChartStyle.text, width: isUpright ? names : cell)
      parts.append(
        isUpright
          ? Markup.text(
            shown, x + 4, top - 6, transform: "rotate(-90 \(Number.place(x + 4)) \(Number.place(top - 6)))")
          : Markup.text(shown, x, top - 8, anchor: "middle"))
    }
    for (index, name) in rows.enumerated() {
      let y = top + (Double(index) + 0.5) * cellHeight
      parts.append(
        Markup.text(TextWidth.fitted(name, size: ChartStyle.text, width: labelWidth), left - 8, y + 4, anchor: "end"))
      parts += cells(index, left: left, top: top + Double(index) * cellHeight, cell, cellHeight)
    }
    return Drawing(width: whole, height: height, markup: "\n" + parts.joined(separator: "\n") + "\n")
  }

  private func cells(_ row: Int, left: Double, top: Double, _ width: Double, _ height: Double) -> [String] {
    let largest = values.joined().filter(\.isFinite).map(abs).max() ?? 0
    let full = self.full ?? largest
    return columns.indices.flatMap { column -> [String] in
      let value = values[row][column]
      let x = left + Double(column) * width
      let share = value.isFinite && full > 0 ? min(1, abs(value) / full) : 0
      let text = texts.map { $0[row][column] } ?? (value.isFinite ? shown(value, full) : "")
      var parts = [Markup.rectangle(x + 0.5, top + 0.5, width - 1, height - 1, "grid")]
      if share > 0 {
        let opacity = Number.fixed(0.06 + 0.94 * share, places: 2)
        let style = value < 0 ? "counter" : "hue"
        parts.append(Markup.rectangle(x + 0.5, top + 0.5, width - 1, height - 1, style, opacity: opacity))
      }
      let lines = text.split(separator: "\n").map(String.init)
      let fitting = lines.filter { TextWidth.of($0, size: ChartStyle.small) <= width - 2 }.prefix(height >= 34 ? 2 : 1)
      for (index, line) in fitting.enumerated() {
        let y = top + height / 2 + 4 + (Double(index) - Double(fitting.count - 1) / 2) * 14
        parts.append(Markup.text(line, x + width / 2, y, "cell", anchor: "middle"))
      }
      return parts
    }
  }

  /// Two decimals where values are about one: a third would only crowd the cell.
  private func shown(_ value: Double, _ full: Double) -> String {
    (0.1..<10).contains(full) && !values.joined().allSatisfy { !$0.isFinite || $0 == $0.rounded() }
      ? Number.fixed(value, places: 2) : Number.short(value)
  }

  /// The matrix with its names; of a confusion matrix the counts.
  public var csv: String {
    let corner = [rowTitle, columnTitle].filter { !$0.isEmpty }.joined(separator: " by ")
    let table = counts.map { $0.map { $0.map(Double.init) } } ?? values
    return CSVText.table(
      [corner] + columns, zip(rows, table).map { name, row in [name] + row.map(CSVText.number) })
  }
}

extension HeatMap {
  /// Returns a confusion matrix: counts, tinted by their share of the row.
  public static func confusion(title: String, summary: String = "", labels: [String], counts: [[Int]]) -> HeatMap {
    let shares = counts.map { row in
      let sum = row.reduce(0, +)
      return row.map { sum > 0 ? Double($0) / Double(sum) : 0 }
    }
    let texts = zip(counts, shares).map { row, shares in
      zip(row, shares).map { "\($0)\n\(Number.fixed($1 * 100, places: 0)) %" }
    }
    var map = HeatMap(
      title: title, summary: summary, rowTitle: "true", columnTitle: "predicted", rows: labels, columns: labels,
      values: shares, texts: texts, full: 1)
    map.counts = counts
    return map
  }
}
