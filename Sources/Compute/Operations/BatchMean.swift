import CKernels

/// The mean over the batch and all elements; with weights, Σ w·x / Σ w. Inputs: x, then weights and their sum.
package struct BatchMean: Operation {
  package let isWeighted: Bool

  package var name: String { isWeighted ? "weightedBatchMean" : "batchMean" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].span == .example && (!isWeighted || inputs[1] == inputs[0]), name, got: "\(inputs)",
      expected: "a value of each example, and as many weights")
    return [ValueType([], .batch)]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { inputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    site.requireFixed(1..., name, "weights")
    let spread = BatchMeanGradient(shape: site.inputs[0].shape, isWeighted: isWeighted)
    return site.apply(spread, [gradient] + site.inputs.dropFirst()) + site.inputs.dropFirst().map { _ in nil }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, output) = (site.inputs[0], site.outputs[0])
    let weights = isWeighted ? (site.inputs[1], site.inputs[2]) : nil
    let count = site.inputTypes[0].shape.count
    return Kernel { frame, _ in
      var sum = 0.0
      for example in 0..<frame.count {
        let values = frame[x] + example * x.stride
        if let (weight, _) = weights {
          let factors = frame[weight] + example * weight.stride
          for i in 0..<count { sum += Double(values[i]) * Double(factors[i]) }
        } else {
          sum += ek_sum(values, count)
        }
      }
      let divisor = weights.map { Double(frame[$0.1][0]) } ?? Double(max(1, frame.total * count))
      // The mean of no examples is 0, weighted or not.
      let part = frame.total == 0 ? 0 : Float(sum / divisor)
      frame[output][0] = frame.accumulates ? frame[output][0] + part : part
    }
  }
}

/// Each element's share of the gradient to a mean. Inputs: the gradient, then weights and their sum.
package struct BatchMeanGradient: Operation {
  package let shape: Shape
  package let isWeighted: Bool

  package var name: String { "batchMeanGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType(shape)] }

  package func kernel(_ site: Site) -> Kernel {
    let (gradient, output, count) = (site.inputs[0], site.outputs[0], shape.count)
    let weights = isWeighted ? (site.inputs[1], site.inputs[2]) : nil
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        let to = frame[output] + example * output.stride
        if let (weight, sum) = weights {
          ek_scale(to, frame[weight] + example * weight.stride, frame[gradient][0] / frame[sum][0], 0, count)
        } else {
          to.update(repeating: frame[gradient][0] / Float(max(1, frame.total * count)), count: count)
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
  public func meanOverBatch() -> Node { apply(BatchMean(isWeighted: false)) }

  /// Returns Σ weights · x / Σ weights over the batch and all elements.
  public func meanOverBatch(weights: Node) -> Node {
    apply(BatchMean(isWeighted: true), weights, weights.sumOverBatch())
  }

  /// Returns the sum over the batch and all elements.
  public func sumOverBatch() -> Node {
    Drawing.require(type.span == .example, "batchSum", got: "\(type)", expected: "a value of each example")
    return apply(BatchSum())
  }
}
