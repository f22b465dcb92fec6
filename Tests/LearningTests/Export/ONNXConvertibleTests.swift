import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Every operation is either said in ONNX or named here with the reason why not.
@Suite struct ONNXConvertibleTests {
  /// What only a training graph holds: losses, penalties, statistics of a batch, dropout, gradients.
  static let forTraining = [
    "AbsoluteGradient", "ActivationGradient", "AveragePoolGradient", "BatchMean", "BatchMeanGradient", "BatchMoments",
    "BatchNormInputGradient", "BatchNormSums", "BatchSum", "BatchSumGradient", "BinaryCrossEntropy",
    "BinaryCrossEntropyGradient", "ClassWeight", "ConvolutionInputGradient", "ConvolutionWeightGradient",
    "CrossEntropy", "CrossEntropyGradient", "Dropout", "LSTMGradient", "MaxPoolGradient", "Penalty",
    "PenaltyGradient", "RectifierGradient", "RunningStatistics", "SoftmaxGradient", "SpreadOverTime",
  ]
  /// What passes over a graph add once it is compiled, long after an export.
  static let fromCompiling = ["ConvolutionPacking", "LSTMPacking"]
  /// What hangs on parameters alone, and so is computed before anything is written.
  static let folded = ["BatchNormCoefficients"]

  @Test func everyOperationIsConvertibleOrSaidNotToBe() {
    let excused = Set(Self.forTraining + Self.fromCompiling + Self.folded)
    var names: Set<String> = []
    for operation in registeredOperations {
      let name = "\(operation)"
      names.insert(name)
      #expect((operation is any ONNXConvertible.Type) != excused.contains(name), "\(name)")
    }
    #expect(excused.isSubset(of: names), "\(excused.subtracting(names)) is not there any more")
  }
}
