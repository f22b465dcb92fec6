import Charts
import Interchange
import Learning

/// How trainings went, epoch by epoch.
public struct TrainingCurves: Sendable {
  /// One training's name and its epochs.
  public var trainings: [(name: String, epochs: [EpochRecord])]

  /// Creates curves of trainings.
  public init(_ trainings: [(name: String, epochs: [EpochRecord])]) { self.trainings = trainings }

  /// Reads the log of a training, a line an epoch.
  public static func read(_ path: String) throws(FileError) -> [EpochRecord] {
    let bytes = try FileAccess.read(path)
    var records: [EpochRecord] = []
    for (number, line) in bytes.split(separator: 10).enumerated() {
      do throws(FileError) {
        records.append(try JSONFile.parse(EpochRecord.self, Array(line), file: path))
      } catch {
        var error = error
        error.line = number + 1
        throw error
      }
    }
    return records
  }

  /// The loss, and what was measured on the validation part, where there was one.
  public var section: ReportPage.Section {
    var figures = [
      ReportPage.Figure(
        lossChart, caption: "The mean loss of each epoch" + (hasValidation ? ", and on the validation part." : "."))
    ]
    if hasValidation {
      figures.append(
        ReportPage.Figure(
          scoreChart, caption: "On the validation part, which the weights were chosen by and nothing is judged on."))
    }
    return ReportPage.Section("Training", [.figures(figures)])
  }

  private var hasValidation: Bool { trainings.contains { $0.epochs.contains { !$0.validation.isEmpty } } }

  private func series(
    _ look: LineChart.Series.Look, of name: String, _ value: (EpochRecord) -> Double?
  ) -> [LineChart.Series] {
    trainings.enumerated().compactMap { number, training in
      let values = training.epochs.map { value($0) ?? .nan }
      guard values.contains(where: \.isFinite) else { return nil }
      let title = [training.name, name].filter { !$0.isEmpty }.joined(separator: ", ")
      return LineChart.Series(
        title, x: training.epochs.map { Double($0.epoch) }, y: values, look: look,
        colour: trainings.count > 1 ? number : nil)
    }
  }

  private var lossChart: LineChart {
    LineChart(
      title: "Loss", summary: "The loss of each epoch", x: Axis("epoch", isWhole: true),
      y: Axis("loss", includesZero: true),
      series: series(.line, of: hasValidation ? "training" : "") { $0.loss }
        + series(.dashed, of: "validation") { $0.validation["logLoss"] }, marks: marks)
  }

  private var scoreChart: LineChart {
    let names = Set(trainings.flatMap { $0.epochs.flatMap(\.validation.keys) }).subtracting(["logLoss", "brier"])
      .sorted()
    // Several trainings and several metrics would be too many lines: then the one that tells most.
    let shown = trainings.count > 1 ? names.filter { $0 == "macroF1" } : names
    return LineChart(
      title: "Validation", summary: "Metrics on the validation part after each epoch", x: Axis("epoch", isWhole: true),
      y: Axis("score"),
      series: shown.flatMap { name in series(.line, of: name) { $0.validation[name] } }, marks: marks)
  }

  /// The epoch whose weights were taken, where there is one training.
  private var marks: [(x: Double, label: String)] {
    guard trainings.count == 1, let best = trainings[0].epochs.last(where: \.isBest) else { return [] }
    return [(Double(best.epoch), "best")]
  }
}
