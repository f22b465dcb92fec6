/// A measure of one label against the rest: `name[label]`.
struct LabelMeasure: Sendable {
  let name: String
  let summary: String
  var isHigherBetter = true
  var needs: Assessment.Needs = []
  var task: Task?
  var permitted: [String]?
  let compute: @Sendable (inout Tally, _ label: Int) -> Double

  /// Returns the metric of one label.
  func metric(of label: String) -> Metric {
    Metric(
      "\(name)[\(label)]", "\(summary): \(label)", isHigherBetter: isHigherBetter, needs: needs,
      task: task, required: [label], permitted: permitted
    ) { [compute] tally in
      tally.assessment.predictions.labels.firstIndex(of: label).map { compute(&tally, $0) } ?? .nan
    }
  }

  /// Returns the metric of the mean over labels for which the measure is defined.
  func macro(_ name: String) -> Metric {
    Metric(name, "\(summary): mean of the labels where defined", isHigherBetter: isHigherBetter, needs: needs) {
      [self] tally in definedMean(values(&tally))
    }
  }

  /// Returns the metric of the mean over labels, each counting as often as it is there.
  func weighted(_ name: String) -> Metric {
    Metric(
      name, "\(summary): mean of the labels by how often they are there", isHigherBetter: isHigherBetter, needs: needs
    ) {
      [self] tally in definedMean(values(&tally), weights: tally.positives)
    }
  }

  /// Returns the value for each label.
  func values(_ tally: inout Tally) -> [Double] {
    var values: [Double] = []
    for label in 0..<tally.labels { values.append(compute(&tally, label)) }
    return values
  }

  private static func counted(
    _ name: String, _ summary: String, _ figure: @escaping @Sendable (LabelTable) -> Double
  ) -> LabelMeasure {
    LabelMeasure(name: name, summary: summary) { tally, label in figure(tally.tables[label]) }
  }

  static let precision = counted("precision", "share of what is said that is true") { $0.precision }
  static let recall = counted("recall", "share of positives that are said") { $0.sensitivity }
  static let sensitivity = counted("sensitivity", "the same as recall") { $0.sensitivity }
  static let specificity = counted("specificity", "share of negatives that are not said") { $0.specificity }
  static let f1 = counted("F1", "harmonic mean of precision and recall") { $0.f1 }
  static let balancedAccuracy = counted("balancedAccuracy", "mean of sensitivity and specificity") {
    $0.balancedAccuracy
  }
  static let matthews = counted("MCC", "Matthews' correlation") { $0.matthews }
  static let kappa = counted("kappa", "Cohen's kappa") { $0.kappa }
  static let auroc = LabelMeasure(
    name: "AUROC", summary: "area under the ROC curve", needs: .rankings
  ) { $0.areas[$1].roc }
  static let auprc = LabelMeasure(
    name: "AUPRC", summary: "area under the precision-recall curve (average precision)", needs: .rankings
  ) { $0.areas[$1].precisionRecall }
  static let brier = LabelMeasure(
    name: "brier", summary: "Brier score", isHigherBetter: false
  ) { $0.brier(label: $1) }
  static let logLoss = LabelMeasure(
    name: "logLoss", summary: "logarithmic loss", isHigherBetter: false, needs: .losses
  ) { $0.loss(label: $1) }
  static let calibrationError = LabelMeasure(
    name: "ECE", summary: "expected calibration error, 10 bins of one width", isHigherBetter: false
  ) { $0.calibration(label: $1, bins: Calibration.usualBins).error }
  static let beatPredictivity = LabelMeasure(
    name: "EC57PPV", summary: "positive predictivity of V or S beats as bxb counts it", task: .oneLabel,
    permitted: BeatTable.groups
  ) { beatFigures(&$0, $1)?.positivePredictivity ?? .nan }
  static let beatFalsePositives = LabelMeasure(
    name: "EC57FPR", summary: "false positive rate of V or S beats as bxb counts it", isHigherBetter: false,
    task: .oneLabel, permitted: BeatTable.groups
  ) { beatFigures(&$0, $1)?.falsePositiveRate ?? .nan }

  private static func beatFigures(_ tally: inout Tally, _ label: Int) -> BeatTable.Figures? {
    guard tally.isOneLabel, let table = BeatTable(tally.confusion) else { return nil }
    return switch tally.assessment.predictions.labels[label] {
    case "V": table.ventricular
    case "S": table.supraventricular
    default: nil
    }
  }

  /// Every measure of one label.
  static let all = [
    precision, recall, sensitivity, specificity, f1, balancedAccuracy, auroc, auprc, brier, logLoss, calibrationError,
    matthews, kappa, beatPredictivity, beatFalsePositives,
  ]
}
