import CKernels

/// Cross-entropy of logits, row by row, against a class or a distribution over the classes; keeps the probabilities for
/// its gradient. Inputs: logits, targets, and weights by class where given.
package struct CrossEntropy: Operation {
  /// Whether targets are shares of all classes rather than one class.
  package var isDistribution = false
  package var smoothing: Float = 0
  /// Focal: each row counts (1 − p)^gamma.
  package var gamma: Float = 0

  package var name: String {
    let options = (isDistribution ? ["distribution"] : []) + (smoothing == 0 ? [] : ["smoothing \(smoothing)"])
    let all = options + (gamma == 0 ? [] : ["gamma \(gamma)"])
    return all.isEmpty ? "crossEntropy" : "crossEntropy(\(all.joined(separator: ", ")))"
  }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let (logits, targets) = (inputs[0], inputs[1])
    let isFitting = isDistribution ? targets == logits : targets.shape.count == logits.shape.rows
    Drawing.require(
      logits.span == .example && targets.span == .example && logits.shape.channels > 0 && isFitting, name,
      got: "logits \(logits), \(isDistribution ? "targets" : "labels") \(targets)",
      expected: isDistribution ? "one share for each logit" : "one label for each row of logits")
    Drawing.require(
      inputs.count < 3 || inputs[2].shape.count == logits.shape.channels, name,
      got: "\(inputs.last?.shape.count ?? 0) class weights", expected: "\(logits.shape.channels)")
    Drawing.require(
      (0...1).contains(smoothing) && gamma >= 0 && (gamma == 0 || !isDistribution && smoothing == 0), name,
      got: "smoothing \(smoothing), gamma \(gamma)",
      expected: "smoothing from 0 to 1; gamma 0 or more, and only for one class without smoothing")
    return [ValueType(Shape(logits.shape.sizes.dropLast() + [])), logits]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 15 * inputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    site.requireFixed(1..., name, "targets and weights")
    let dlogits = site.apply(
      CrossEntropyGradient(forward: self), [gradient, site.outputs[1]] + site.inputs.dropFirst())
    return dlogits + site.inputs.dropFirst().map { _ in nil }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (operation, shape, isWeighted) = (self, site.inputTypes[0].shape, site.inputs.count > 2)
    return .eachExample(site) { output, input in
      var targets = operation.targets(input(1), isWeighted ? input(2) : nil)
      ek_cross_entropy(output(0), output(1), input(0), &targets, Int32(shape.rows), Int32(shape.channels))
    }
  }

  fileprivate func targets(
    _ targets: UnsafeMutablePointer<Float>, _ weights: UnsafeMutablePointer<Float>?
  ) -> ek_class_targets {
    ek_class_targets(
      targets: targets, is_distribution: isDistribution ? 1 : 0, weights: weights, smoothing: smoothing, gamma: gamma)
  }
}

/// dloss · (Σ target · probabilities − target). Inputs: dloss, probabilities, then the forward's own but for the logits.
package struct CrossEntropyGradient: Operation {
  package let forward: CrossEntropy

  package var name: String { "crossEntropyGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[1]] }

  package func kernel(_ site: Site) -> Kernel {
    let (forward, shape, isWeighted) = (forward, site.outputTypes[0].shape, site.inputs.count > 3)
    return .eachExample(site) { output, input in
      var targets = forward.targets(input(2), isWeighted ? input(3) : nil)
      ek_cross_entropy_gradient(output(0), input(0), input(1), &targets, Int32(shape.rows), Int32(shape.channels))
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
    let (count, classes) = (site.outputTypes[0].shape.count, site.inputTypes[1].shape.count)
    return .eachExample(site) { output, input in
      let (weights, labels, weight) = (input(1), input(0), output(0))
      for i in 0..<count {
        weight[i] = labels[i] >= 0 && labels[i] < Float(classes) ? weights[Int(labels[i])] : .nan
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
  ///   - smoothing: The share of the target that is spread over all classes.
  ///   - exampleWeights: One weight an example, or one a row; those of 0 take no part in the mean.
  public func crossEntropy(
    _ labels: Node, classWeights: [Float]? = nil, smoothing: Float = 0, exampleWeights: Node? = nil
  ) -> Node {
    crossEntropy(CrossEntropy(smoothing: smoothing), labels, classWeights, exampleWeights)
  }

  /// Returns the mean over the batch of the cross-entropy of these logits against a distribution over the classes.
  ///
  /// - Parameters:
  ///   - shares: The share of each class, of the logits' shape: what mixtures of examples have.
  ///   - classWeights: One weight a class for its part of each loss; as in PyTorch, the mean does not divide by them.
  ///   - smoothing: The share of the target that is spread over all classes.
  ///   - exampleWeights: One weight an example, or one a row.
  public func crossEntropy(
    distribution shares: Node, classWeights: [Float]? = nil, smoothing: Float = 0, exampleWeights: Node? = nil
  ) -> Node {
    crossEntropy(CrossEntropy(isDistribution: true, smoothing: smoothing), shares, classWeights, exampleWeights)
  }

  /// Returns the mean over the batch of the focal loss −(1 − p)^gamma · log p of each row's class (Lin et al., ICCV 2017):
  /// rows that are right already count less. Gamma 0 is `crossEntropy`, and means are weighted as there.
  public func focalCrossEntropy(
    _ labels: Node, gamma: Float = 2, classWeights: [Float]? = nil, exampleWeights: Node? = nil
  ) -> Node {
    crossEntropy(CrossEntropy(gamma: gamma), labels, classWeights, exampleWeights)
  }

  private func crossEntropy(
    _ operation: CrossEntropy, _ targets: Node, _ classWeights: [Float]?, _ exampleWeights: Node?
  ) -> Node {
    let weights = classWeights.map { graph.constant($0, [$0.count]) }
    let losses = graph.apply(operation, to: [self, targets] + (weights.map { [$0] } ?? []))[0]
    guard let weights, !operation.isDistribution else { return losses.meanOverBatch(weights: exampleWeights) }
    let counted = targets.apply(ClassWeight(), weights).reshaped(losses.shape)
    return losses.meanOverBatch(weights: exampleWeights, counting: counted)
  }
}
