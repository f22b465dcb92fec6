extension Metric {
  /// Every metric that is not of one label.
  static let whole: [Metric] = shares + means + probabilities + published

  /// The mean F1 of the labels.
  public static let macroF1 = LabelMeasure.f1.macro("macroF1")

  private static let shares = [
    Metric("accuracy", "share of examples with the right label, or with all labels right") { $0.exactShare },
    Metric("labelAccuracy", "share of all labels of all examples that are right") { $0.pooledTable.accuracy },
    Metric("balancedAccuracy", "mean recall of one label; of several, mean of sensitivity and specificity") { tally in
      definedMean(tally.tables.map { [isOne = tally.isOneLabel] in isOne ? $0.sensitivity : $0.balancedAccuracy })
    },
    Metric("MCC", "Matthews' correlation; of several labels their mean") {
      $0.isOneLabel ? $0.confusion.matthews : definedMean($0.tables.map(\.matthews))
    },
    Metric("kappa", "Cohen's kappa; of several labels their mean") {
      $0.isOneLabel ? $0.confusion.kappa : definedMean($0.tables.map(\.kappa))
    },
  ]

  private static let means: [Metric] =
    [
      macroF1, LabelMeasure.f1.weighted("weightedF1"),
      Metric("microF1", "F1 of all labels' tables added up") { $0.pooledTable.f1 },
      LabelMeasure.precision.macro("macroPrecision"), LabelMeasure.precision.weighted("weightedPrecision"),
      Metric("microPrecision", "precision of all labels' tables added up") { $0.pooledTable.precision },
      LabelMeasure.recall.macro("macroRecall"), LabelMeasure.recall.weighted("weightedRecall"),
      Metric("microRecall", "recall of all labels' tables added up") { $0.pooledTable.sensitivity },
      LabelMeasure.sensitivity.macro("macroSensitivity"), LabelMeasure.specificity.macro("macroSpecificity"),
      LabelMeasure.auroc.macro("macroAUROC"), LabelMeasure.auroc.weighted("weightedAUROC"),
      Metric("microAUROC", "area under the ROC curve of all labels together", needs: .pooledRanking) {
        $0.pooledAreas?.roc ?? .nan
      },
      LabelMeasure.auprc.macro("macroAUPRC"), LabelMeasure.auprc.weighted("weightedAUPRC"),
      Metric("microAUPRC", "area under the precision-recall curve of all labels together", needs: .pooledRanking) {
        $0.pooledAreas?.precisionRecall ?? .nan
      },
    ]

  private static let probabilities = [
    Metric("brier", "Brier score: sum over one example's labels; of several labels their mean", isHigherBetter: false) {
      $0.brier()
    },
    Metric(
      "logLoss", "logarithmic loss of the true label; of several labels their mean", isHigherBetter: false,
      needs: .losses
    ) { $0.loss() },
    Metric(
      "ECE", "expected calibration error of the likeliest label; of several labels their mean", isHigherBetter: false
    ) { $0.calibrationError() },
  ]

  private static let published = [
    Metric("cinc2017F1", "mean F1 of N, A and O, as the challenge of 2017 ranked", required: ["N", "A", "O"]) {
      $0.meanF1(of: ["N", "A", "O"])
    },
    Metric("cinc2017F1four", "mean F1 of N, A, O and ~", required: ["N", "A", "O", "~"]) {
      $0.meanF1(of: ["N", "A", "O", "~"])
    },
    Metric(
      "challenge2020", "weighted score of the challenge of 2020, over the labels (SNOMED CT) that it scores",
      needs: .challenge2020, required: [ChallengeScoring.normal]
    ) { $0.assessment.challenge2020?.score($0) ?? .nan },
    Metric(
      "challenge2021", "weighted score of the challenge of 2021, over the labels (SNOMED CT) that it scores",
      needs: .challenge2021, required: [ChallengeScoring.normal]
    ) { $0.assessment.challenge2021?.score($0) ?? .nan },
    Metric("macroF2", "mean F with β = 2, an example counting 1 over its true labels (challenge of 2020)") {
      $0.macroF2()
    },
    Metric("macroG2", "mean G with β = 2, an example counting 1 over its true labels (challenge of 2020)") {
      $0.macroG2()
    },
    Metric("Fmax", "greatest F of mean precision and recall by example, over all thresholds", needs: .pooledRanking) {
      $0.greatestF()
    },
  ]
}

extension Tally {
  /// All labels' tables added up.
  var pooledTable: LabelTable { mutating get { tables.reduce(LabelTable(), +) } }
}
