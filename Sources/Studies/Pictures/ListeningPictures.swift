import Charts
import Learning
import Transfer

extension Listening {
  /// The matrix as tinted cells: a row hears, a column is heard.
  public var chart: any Chart {
    HeatMap(
      title: "Who listens to whom after \(stage)",
      summary:
        "How much each lead's channels take from every lead, beyond the identity; 1 is as much as from itself at first.",
      rowTitle: "hears", columnTitle: "is heard", rows: leads, columns: leads, values: strengths)
  }
}

/// The cross-channel layers of a checkpoint as pictures.
public enum ListeningPictures {
  /// Returns each layer's stage with its picture as SVG, and its numbers as CSV.
  public static func all(in checkpoint: Checkpoint) -> [(stage: String, svg: String, csv: String)] {
    Listening.all(in: checkpoint).map { ($0.stage, $0.chart.svg, $0.chart.csv) }
  }
}
