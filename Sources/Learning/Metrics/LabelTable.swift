/// How often one label was there and said, counted.
public struct LabelTable: Sendable, Hashable, Codable {
  /// There, and said.
  public var truePositives = 0
  /// Said, but not there.
  public var falsePositives = 0
  /// There, but not said.
  public var falseNegatives = 0
  /// Neither there nor said.
  public var trueNegatives = 0

  /// Creates a table.
  public init(truePositives: Int = 0, falsePositives: Int = 0, falseNegatives: Int = 0, trueNegatives: Int = 0) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  /// The examples that have the label.
  public var positives: Int { truePositives + falseNegatives }
  /// The examples that do not have the label.
  public var negatives: Int { falsePositives + trueNegatives }
  /// The examples that are said to have the label.
  public var outputs: Int { truePositives + falsePositives }
  /// All examples.
  public var count: Int { positives + negatives }

  /// The share of examples that are judged rightly.
  public var accuracy: Double { Double(truePositives + trueNegatives) / Double(count) }

  /// The share of positives that are said; NaN without positives.
  public var sensitivity: Double { Double(truePositives) / Double(positives) }

  /// The share of negatives that are not said; NaN without negatives.
  public var specificity: Double { Double(trueNegatives) / Double(negatives) }

  /// The share of what is said that is true; 0 where positives are never said, NaN without positives and outputs.
  public var precision: Double {
    outputs == 0 && positives > 0 ? 0 : Double(truePositives) / Double(outputs)
  }

  /// The harmonic mean of precision and sensitivity, 2·TP / (2·TP + FP + FN); NaN without positives and outputs.
  public var f1: Double { Double(2 * truePositives) / Double(positives + outputs) }

  /// The mean of sensitivity and specificity; NaN where one of them is.
  public var balancedAccuracy: Double { (sensitivity + specificity) / 2 }

  /// Matthews' correlation; 0 where all outputs are equal, NaN where all examples are.
  public var matthews: Double { asConfusion.matthews }

  /// Cohen's kappa; NaN where all examples and outputs are equal.
  public var kappa: Double { asConfusion.kappa }

  private var asConfusion: ConfusionMatrix {
    ConfusionMatrix(labels: ["", "+"], counts: [[trueNegatives, falsePositives], [falseNegatives, truePositives]])
  }

  /// Adds two tables.
  public static func + (a: LabelTable, b: LabelTable) -> LabelTable {
    LabelTable(
      truePositives: a.truePositives + b.truePositives, falsePositives: a.falsePositives + b.falsePositives,
      falseNegatives: a.falseNegatives + b.falseNegatives, trueNegatives: a.trueNegatives + b.trueNegatives)
  }
}
