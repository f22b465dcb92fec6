/// What a normalisation needs of each channel: (scale, shift, mean, 1/deviation).
///
/// Inputs: the batch's moments, or running mean and variance; then gamma and beta.
package struct BatchNormCoefficients: Operation {
  package let epsilon: Float
  package let isRunning: Bool

  package var name: String { "batchNormCoefficients" }
  package func results(of inputs: [ValueType]) -> [ValueType] {
    let channels = inputs[inputs.count - 1].shape.count
    Drawing.require(
      inputs.allSatisfy { $0.span == .batch } && inputs[inputs.count - 2].shape.count == channels
        && (isRunning ? inputs[0].shape.count == channels : inputs[0].shape.count == 2 * channels + 1),
      name, got: "\(inputs)", expected: "statistics, gamma and beta of as many channels as the input has")
    return [ValueType([4 * channels], .batch)]
  }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, output, epsilon, isRunning) = (site.inputs, site.outputs[0], epsilon, isRunning)
    let channels = site.outputTypes[0].shape.count / 4
    return Kernel { frame, _ in
      let statistics = frame[inputs[0]]
      let spread = isRunning ? frame[inputs[1]] : statistics + channels
      let count = isRunning ? 1 : max(1, statistics[2 * channels])
      let gamma = frame[inputs[inputs.count - 2]]
      let beta = frame[inputs[inputs.count - 1]]
      let to = frame[output]
      for channel in 0..<channels {
        let inverse = 1 / (Double(spread[channel]) / Double(count) + Double(epsilon)).squareRoot()
        let scale = Double(gamma[channel]) * inverse
        to[channel] = Float(scale)
        to[channels + channel] = Float(Double(beta[channel]) - Double(statistics[channel]) * scale)
        to[2 * channels + channel] = statistics[channel]
        to[3 * channels + channel] = Float(inverse)
      }
    }
  }
}
