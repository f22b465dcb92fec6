import CKernels

/// The mean over the batch and all elements, or Σ w·x / divisor. Inputs: x, then the divisor, then w, as far as given.
package struct BatchMean: Operation {
  package var hasDivisor = false
  package var hasWeights = false

  package var name: String { hasDivisor ? "weightedBatchMean" : "batchMean" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].span == .example && (!hasWeights || inputs[2] == inputs[0]), name, got: "\(inputs)",
      expected: "a value of each example, and as many weights")
    return [ValueType([], .batch)]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { inputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    site.requireFixed(1..., name, "weights")
    let spread = BatchMeanGradient(forward: self, shape: site.inputs[0].shape)
    return site.apply(spread, [gradient] + site.inputs.dropFirst()) + site.inputs.dropFirst().map { _ in nil }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, output) = (site.inputs[0], site.outputs[0])
    let (divisor, weights) = (hasDivisor ? site.inputs[1] : nil, hasWeights ? site.inputs[2] : nil)
    let count = site.inputTypes[0].shape.count
    return Kernel { frame, _ in
      var sum = 0.0
      for example in 0..<frame.count {
        let values = frame[x] + example * x.stride
        if let weights {
          let factors = frame[weights] + example * weights.stride
          for i in 0..<count { sum += Double(values[i]) * Double(factors[i]) }
        } else {
          sum += ek_sum(values, count)
        }
      }
      let divisor = divisor.map { Double(frame[$0][0]) } ?? Double(max(1, frame.total * count))
      // The mean of no examples is 0, weighted or not.
      let part = frame.total == 0 ? 0 : Float(sum / divisor)
      frame[output][0] = frame.accumulates ? frame[output][0] + part : part
    }
  }
}

/// Each element's share of the gradient to a mean. Inputs: the gradient, then the forward's own but for x.
package struct BatchMeanGradient: Operation {
  package let forward: BatchMean
  package let shape: Shape

  package var name: String { "batchMeanGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType(shape)] }

  package func kernel(_ site: Site) -> Kernel {
    let (gradient, output, count) = (site.inputs[0], site.outputs[0], shape.count)
    let (divisor, weights) = (forward.hasDivisor ? site.inputs[1] : nil, forward.hasWeights ? site.inputs[2] : nil)
    return Kernel { frame, _ in
      let share = frame[gradient][0] / (divisor.map { frame[$0][0] } ?? Float(max(1, frame.total * count)))
      for example in 0..<frame.count {
        let to = frame[output] + example * output.stride
        if let weights {
          ek_scale(to, frame[weights] + example * weights.stride, share, 0, count)
        } else {
          to.update(repeating: share, count: count)
        }
      }
    }
  }
}

/// The sum over the batch and all elements.
package struct BatchSum: Operation {
  package var name: String { "batchSum" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType([], .batch)] }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(BatchSumGradient(shape: site.inputs[0].shape), [gradient])
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, output, count) = (site.inputs[0], site.outputs[0], site.inputTypes[0].shape.count)
    return Kernel { frame, _ in
      var sum = 0.0
      for example in 0..<frame.count { sum += ek_sum(frame[x] + example * x.stride, count) }
      frame[output][0] = (frame.accumulates ? frame[output][0] : 0) + Float(sum)
    }
  }
}

/// The same gradient for every element of a sum.
package struct BatchSumGradient: Operation {
  package let shape: Shape

  package var name: String { "batchSumGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType(shape)] }

  package func kernel(_ site: Site) -> Kernel {
    let (gradient, output, count) = (site.inputs[0], site.outputs[0], shape.count)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        (frame[output] + example * output.stride).update(repeating: frame[gradient][0], count: count)
      }
    }
  }
}

extension Node {
  /// Returns the mean over the batch and all elements.
  public func meanOverBatch() -> Node { apply(BatchMean()) }

  /// Returns Σ weights · x / Σ weights over the batch and all elements; the plain mean without weights.
  ///
  /// - Parameter weights: One an element, or one an example.
  public func meanOverBatch(weights: Node?) -> Node { meanOverBatch(weights: weights, counting: nil) }

  /// Returns Σ weights · x / Σ weights · count, where some elements count for more than one in the divisor.
  func meanOverBatch(weights: Node?, counting count: Node?) -> Node {
    guard let weights else {
      return count.map { apply(BatchMean(hasDivisor: true), $0.sumOverBatch()) } ?? meanOverBatch()
    }
    if weights.shape.count == 1 && shape.count > 1 {
      // Of one weight an example, all of its elements have the same part.
      return meanOfEach().meanOverBatch(weights: weights.reshaped([1]), counting: count?.meanOfEach())
    }
    let own = weights.shape.count == shape.count ? weights.reshaped(shape) : weights
    let divisor = (count.map { $0 * own } ?? own).sumOverBatch()
    return apply(BatchMean(hasDivisor: true, hasWeights: true), divisor, own)
  }

  /// The mean of each example's elements.
  private func meanOfEach() -> Node { reshaped([shape.count, 1]).meanOverTime() }

  /// Returns the sum over the batch and all elements.
  public func sumOverBatch() -> Node {
    Drawing.require(type.span == .example, "batchSum", got: "\(type)", expected: "a value of each example")
    return apply(BatchSum())
  }
}
