import CKernels

/// Cross-entropy of logits against a class label for each row; keeps the probabilities for its gradient.
package struct CrossEntropy: Operation {
  package let smoothing: Float

  package var name: String { smoothing == 0 ? "crossEntropy" : "crossEntropy(smoothing \(smoothing))" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let (logits, labels) = (inputs[0], inputs[1])
    Drawing.require(
      logits.span == .example && labels.span == .example && logits.shape.channels > 0
        && labels.shape.count == logits.shape.rows,
      name, got: "logits \(logits), labels \(labels)", expected: "one label for each row of logits")
    return [ValueType(Shape(logits.shape.sizes.dropLast() + [])), logits]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 15 * inputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil, nil] }
    site.requireFixed(1..., name, "labels")
    let operation = CrossEntropyGradient(smoothing: smoothing)
    return [site.apply(operation, [gradient, site.outputs[1], site.inputs[1]])[0], nil]
  }

  package func kernel(_ site: Site) -> Kernel {
    let (logits, labels, loss, probabilities) = (site.inputs[0], site.inputs[1], site.outputs[0], site.outputs[1])
    let (shape, smoothing) = (site.inputTypes[0].shape, smoothing)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_cross_entropy(
          frame[loss] + example * loss.stride, frame[probabilities] + example * probabilities.stride,
          frame[logits] + example * logits.stride, frame[labels] + example * labels.stride, smoothing,
          Int32(shape.rows), Int32(shape.channels))
      }
    }
  }
}

/// dloss · (probabilities − smoothed target).
package struct CrossEntropyGradient: Operation {
  package let smoothing: Float

  package var name: String { "crossEntropyGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[1]] }

  package func kernel(_ site: Site) -> Kernel {
    let (loss, probabilities, labels, output) = (site.inputs[0], site.inputs[1], site.inputs[2], site.outputs[0])
    let (shape, smoothing) = (site.outputTypes[0].shape, smoothing)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_cross_entropy_gradient(
          frame[output] + example * output.stride, frame[loss] + example * loss.stride,
          frame[probabilities] + example * probabilities.stride, frame[labels] + example * labels.stride, smoothing,
          Int32(shape.rows), Int32(shape.channels))
      }
    }
  }
}

/// The weight of each row's class. Inputs: labels, weights by class.
package struct ClassWeight: Operation {
  package var name: String { "classWeight" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].span == .example && inputs[1].span == .batch, name, got: "\(inputs)",
      expected: "labels of each example, and weights that the batch shares")
    return [inputs[0]]
  }

  package func kernel(_ site: Site) -> Kernel {
    let (labels, weights, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let (count, classes) = (site.outputTypes[0].shape.count, site.inputTypes[1].shape.count)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        for i in 0..<count {
          let label = frame[labels][example * labels.stride + i]
          frame[output][example * output.stride + i] =
            label >= 0 && label < Float(classes) ? frame[weights][Int(label)] : .nan
        }
      }
    }
  }
}

extension Node {
  /// Returns the mean over the batch of the cross-entropy of these logits against class labels 0, 1, 2…
  ///
  /// - Parameters:
  ///   - labels: One class index for each row of logits, as a number.
  ///   - classWeights: One weight a class; the mean is then weighted, as in PyTorch.
  ///   - smoothing: The share of the target that is spread over all classes; only without class weights.
  public func crossEntropy(_ labels: Node, classWeights: [Float]? = nil, smoothing: Float = 0) -> Node {
    Drawing.require(
      classWeights == nil || smoothing == 0, "crossEntropy", got: "class weights and smoothing", expected: "one of them"
    )
    let losses = apply(CrossEntropy(smoothing: smoothing), labels)
    guard let classWeights else { return losses.meanOverBatch() }
    Drawing.require(
      classWeights.count == shape.channels, "crossEntropy", got: "\(classWeights.count) class weights",
      expected: "\(shape.channels)")
    let weights = labels.apply(ClassWeight(), graph.constant(classWeights, [classWeights.count])).reshaped(losses.shape)
    return losses.meanOverBatch(weights: weights)
  }
}
