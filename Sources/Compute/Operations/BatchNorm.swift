import CKernels

/// Mean and summed squared deviation of each channel over the whole batch: (mean, squares, count), 2·channels + 1.
///
/// Two passes over a shard while it is warm, and shards merged in order by Chan's formula in Float64: no cancellation.
package struct BatchMoments: Operation {
  package var name: String { "batchMoments" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].span == .example && inputs[0].shape.rank >= 1, name, got: "\(inputs[0])", expected: "(time, channels)")
    return [ValueType([2 * inputs[0].shape.channels + 1], .batch)]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 4 * inputs[0].shape.count }

  package func combine(output: Int) -> Combine? {
    { into, from, count in BatchMoments.merge(into, from, channels: (count - 1) / 2) }
  }

  fileprivate static func merge(
    _ into: UnsafeMutablePointer<Float>, _ from: UnsafePointer<Float>, channels: Int
  ) {
    let a = Double(into[2 * channels])
    let b = Double(from[2 * channels])
    guard b > 0 else { return }
    let total = a + b
    for channel in 0..<channels {
      let difference = Double(from[channel]) - Double(into[channel])
      into[channel] = Float(Double(into[channel]) + difference * b / total)
      let squares = Double(into[channels + channel]) + Double(from[channels + channel])
      into[channels + channel] = Float(squares + difference * difference * a * b / total)
    }
    into[2 * channels] = Float(total)
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, output) = (site.inputs[0], site.outputs[0])
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    return Kernel(scratch: 2 * channels + 1) { frame, _ in
      let to = frame.accumulates ? frame.scratch : frame[output]
      ek_channel_moments(
        to, to + channels, frame[x], x.stride, Int32(frame.count), Int32(shape.rows), Int32(channels))
      to[2 * channels] = Float(frame.count * shape.rows)
      if frame.accumulates { BatchMoments.merge(frame[output], frame.scratch, channels: channels) }
    }
  }
}

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

/// Carries running statistics on: old · (1 − momentum) + new · momentum, the variance unbiased as PyTorch has it.
package struct RunningStatistics: Operation {
  package let momentum: Float

  package var name: String { "runningStatistics" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[1], inputs[2]] }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, outputs, momentum) = (site.inputs, site.outputs, momentum)
    let channels = site.outputTypes[0].shape.count
    return Kernel { frame, _ in
      let moments = frame[inputs[0]]
      let free = max(1, moments[2 * channels] - 1)
      // There is nothing to learn from no examples.
      let momentum = moments[2 * channels] > 0 ? momentum : 0
      for channel in 0..<channels {
        frame[outputs[0]][channel] = (1 - momentum) * frame[inputs[1]][channel] + momentum * moments[channel]
        frame[outputs[1]][channel] =
          (1 - momentum) * frame[inputs[2]][channel] + momentum * moments[channels + channel] / free
      }
    }
  }
}

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

/// Σ dy and Σ dy · normalised x for each channel: the gradients to beta and gamma.
package struct BatchNormSums: Operation {
  package var name: String { "batchNormSums" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType([2 * inputs[0].shape.channels], .batch)] }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 4 * inputs[0].shape.count }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, x, coefficients, sums) = (site.inputs[0], site.inputs[1], site.inputs[2], site.outputs[0])
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    return Kernel { frame, _ in
      ek_normalise_sums(
        frame[sums], frame[sums] + channels, frame[dy], frame[x], frame[coefficients] + 2 * channels,
        frame[coefficients] + 3 * channels, dy.stride, x.stride, Int32(frame.count), Int32(shape.rows), Int32(channels),
        frame.accumulates ? 1 : 0)
    }
  }
}

/// The gradient to a normalisation's input: scale · (dy − mean dy − x̂ · mean(dy · x̂)), or scale · dy when frozen.
package struct BatchNormInputGradient: Operation {
  package let isFrozen: Bool

  package var name: String { "batchNormInputGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 4 * inputs[0].shape.count }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, x, coefficients, dx) = (site.inputs[0], site.inputs[1], site.inputs[2], site.outputs[0])
    let sums = isFrozen ? nil : site.inputs[3]
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    return Kernel(scratch: 3 * channels) { frame, _ in
      // dx = a·dy + b·x + c, one triple a channel.
      let a = frame[coefficients]
      let (b, c) = (frame.scratch, frame.scratch + channels)
      let share = 1 / Float(max(1, frame.total * shape.rows))
      for channel in 0..<channels {
        let (mean, inverse) = (a[2 * channels + channel], a[3 * channels + channel])
        guard let sums else {
          (b[channel], c[channel]) = (0, 0)
          continue
        }
        let crossed = frame[sums][channels + channel] * share * inverse
        b[channel] = -a[channel] * crossed
        c[channel] = a[channel] * (crossed * mean - frame[sums][channel] * share)
      }
      for example in 0..<frame.count {
        ek_normalise_gradient(
          frame[dx] + example * dx.stride, frame[dy] + example * dy.stride, frame[x] + example * x.stride, a, b, c,
          Int32(shape.rows), Int32(channels))
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
  ///   - runningMean: Name of a parameter of shape (channels) that training carries along.
  ///   - runningVariance: The same for the variance.
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
