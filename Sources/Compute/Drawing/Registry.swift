/// Every kind of operation there is. A test walks this list, checks each one's values and gradients, and fails for an
/// operation in the sources that is missing here, or here without cases.
package let registeredOperations: [any Operation.Type] = [
  Absolute.self, AbsoluteGradient.self, Activation.self, ActivationGradient.self, Arithmetic.self, AveragePool.self,
  AveragePoolGradient.self, BatchMean.self, BatchMeanGradient.self, BatchMoments.self, BatchNormCoefficients.self,
  BatchNormInputGradient.self, BatchNormSums.self, BatchNormalise.self, BatchSum.self, BatchSumGradient.self,
  BinaryCrossEntropy.self, BinaryCrossEntropyGradient.self, ClassWeight.self, Concatenate.self, Convolution.self,
  ConvolutionInputGradient.self, ConvolutionPacking.self, ConvolutionWeightGradient.self, Copy.self,
  CrossEntropy.self, CrossEntropyGradient.self, Dropout.self, GroupScale.self, LSTM.self, LSTMGradient.self,
  LSTMPacking.self,
  MaxPool.self, MaxPoolGradient.self, MeanOverTime.self, Penalty.self, PenaltyGradient.self, Place.self,
  Rectifier.self, RectifierGradient.self, Reshape.self, RunningStatistics.self, Scale.self, Slice.self, Softmax.self,
  SoftmaxGradient.self, SpreadOverTime.self, StopGradient.self, Transpose.self,
]
