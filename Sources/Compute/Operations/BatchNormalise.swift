import CKernels

/// x · scale + shift per channel. Inputs: x, coefficients, gamma, beta (the last two only so that they learn), and a
/// value to add where fused; a rectifier may be fused too.
package struct BatchNormalise: Operation {
  /// Statistics that do not hang on this batch: nothing flows back through them.
  package let isFrozen: Bool
  package var adds = false
  package var rectifier: Float?

  package init(isFrozen: Bool) { self.isFrozen = isFrozen }

  package var name: String {
    (isFrozen ? "batchNormalise(frozen)" : "batchNormalise") + (adds ? " + add" : "")
      + (rectifier.map { " + " + Rectifier(slope: $0).name } ?? "")
  }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 2 * outputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let dy = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    let (x, coefficients) = (site.inputs[0], site.inputs[1])
    let channels = x.shape.channels
    var sums: Node?
    if site.needs[2] || site.needs[3] || (site.needs[0] && !isFrozen) {
      sums = site.apply(BatchNormSums(), [dy, x, coefficients])[0]
    }
    var result: [Node?] = [nil, nil, nil, nil]
    if site.needs[0] {
      let inputs = [dy, x, coefficients] + (isFrozen ? [] : sums.map { [$0] } ?? [])
      result[0] = site.apply(BatchNormInputGradient(isFrozen: isFrozen), inputs)[0]
    }
    if let sums {
      for (index, part) in [(3, 0), (2, 1)] where site.needs[index] {
        let slice = Slice(rows: 0..<1, channels: (part * channels)..<((part + 1) * channels))
        result[index] = site.apply(slice, [sums])[0]
      }
    }
    return result
  }

  package func absorbing(_ next: any Operation, output: Int, position: Int) -> (any Operation)? {
    var fused = self
    if let sum = next as? Arithmetic, sum.kind == .add, !adds, rectifier == nil {
      fused.adds = true
    } else if let next = next as? Rectifier, rectifier == nil {
      fused.rectifier = next.slope
    } else {
      return nil
    }
    return fused
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, coefficients, y) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let add = adds ? site.inputs[4] : nil
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    let (rectifies, slope): (Int32, Float) = (rectifier == nil ? 0 : 1, rectifier ?? 0)
    return Kernel(parts: shape.rows) { frame, rows in
      let scale = frame[coefficients]
      let offset = rows.lowerBound * channels
      for example in 0..<frame.count {
        ek_channel_affine(
          frame[y] + example * y.stride + offset, frame[x] + example * x.stride + offset,
          add.map { frame[$0] + example * $0.stride + offset }, scale, scale + channels, Int32(rows.count),
          Int32(channels), rectifies, slope)
      }
    }
  }
}

/// Where a batch norm's statistics come from.
public enum BatchNormStatistics: Sendable, Hashable {
  /// The batch, while the running ones are carried along: training.
  case batch(momentum: Float)
  /// The running ones: prediction, or fine-tuning with frozen statistics.
  case running
}

extension Node {
  /// Returns the value normalised per channel: (x − mean)/√(variance + ε) · gamma + beta.
  ///
  /// - Parameters:
  ///   - gamma: A parameter of shape (channels).
  ///   - beta: Another.
  ///   - runningMean: Name of a parameter of shape (channels) that training carries along.
  ///   - runningVariance: The same for the variance.
  ///   - statistics: Whose mean and variance are used.
  ///   - epsilon: Keeps the root from zero where a channel does not vary.
  public func batchNormalised(
    gamma: Node, beta: Node, runningMean: String, runningVariance: String,
    statistics: BatchNormStatistics = .batch(momentum: 0.1), epsilon: Float = 1e-5
  ) -> Node {
    let mean = graph.parameter(runningMean, [shape.channels], trainable: false)
    let variance = graph.parameter(runningVariance, [shape.channels], trainable: false)
    switch statistics {
    case .batch(let momentum):
      let moments = apply(BatchMoments())
      let coefficients = moments.apply(BatchNormCoefficients(epsilon: epsilon, isRunning: false), gamma, beta)
      // Drawn a second time, the same norm goes on from where its first drawing left the statistics.
      let carried = graph.apply(
        RunningStatistics(momentum: momentum),
        to: [
          moments, graph.pendingUpdate(of: runningMean) ?? mean, graph.pendingUpdate(of: runningVariance) ?? variance,
        ])
      graph.update(parameter: runningMean, with: carried[0])
      graph.update(parameter: runningVariance, with: carried[1])
      return apply(BatchNormalise(isFrozen: false), coefficients, gamma, beta)
    case .running:
      let coefficients = mean.apply(
        BatchNormCoefficients(epsilon: epsilon, isRunning: true), variance, gamma, beta)
      return apply(BatchNormalise(isFrozen: true), coefficients, gamma, beta)
    }
  }
}
