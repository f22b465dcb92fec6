import Charts
import Interchange

extension ReportPage {
  /// The figures' numbers: a file name and its text for each, top to bottom.
  public var tables: [(file: String, csv: String)] {
    var names = FigureNames()
    return figures.map { (names.next(for: $0) + ".csv", $0.chart.csv) }
  }

  /// Writes `report.html` into a folder, and the figures' numbers as `report/NAME.csv` beside it.
  public func write(to folder: String) throws(FileError) {
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    let tables = tables
    if !tables.isEmpty { try AtomicFile.makeFolder(base + "report") }
    for table in tables { try AtomicFile.write(Array(table.csv.utf8), to: base + "report/" + table.file) }
    try AtomicFile.write(Array(html.utf8), to: base + "report.html")
  }
}
