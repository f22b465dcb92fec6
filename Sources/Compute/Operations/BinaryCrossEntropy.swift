import CKernels

/// Binary cross-entropy on logits, element by element, with what focal and asymmetric loss make of it. Inputs: logits,
/// targets, and weights of positives where given.
package struct BinaryCrossEntropy: Operation {
  /// What the positive and the negative part of each loss are multiplied by.
  package var positive: Float = 1
  package var negative: Float = 1
  /// How much less a part counts that is right already.
  package var positiveGamma: Float = 0
  package var negativeGamma: Float = 0
  /// What a negative's probability is lowered by; below 0 it no longer counts.
  package var clip: Float = 0

  package var name: String {
    let options = [
      ("positive", positive, 1), ("negative", negative, 1), ("gamma+", positiveGamma, 0), ("gamma-", negativeGamma, 0),
      ("clip", clip, 0),
    ].filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1)" }
    return options.isEmpty ? "binaryCrossEntropy" : "binaryCrossEntropy(\(options.joined(separator: ", ")))"
  }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0] == inputs[1] && inputs[0].span == .example
        && (inputs.count < 3 || inputs[2].shape.count == inputs[0].shape.channels),
      name, got: "\(inputs)", expected: "targets of the logits' shape and one weight a label")
    Drawing.require(
      positive >= 0 && negative >= 0 && positiveGamma >= 0 && negativeGamma >= 0 && clip >= 0 && clip < 1, name,
      got: "these options", expected: "weights and gammas of 0 or more, and a clip from 0 to below 1")
    return [inputs[0]]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 30 * inputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    site.requireFixed(1..., name, "targets and weights")
    let dlogits = site.apply(BinaryCrossEntropyGradient(forward: self), [gradient] + site.inputs)[0]
    return [dlogits] + site.inputs.dropFirst().map { _ in nil }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (operation, shape, isWeighted) = (self, site.inputTypes[0].shape, site.inputs.count > 2)
    return .eachExample(site) { output, input in
      var options = operation.options(isWeighted ? input(2) : nil)
      ek_binary_losses(&options, output(0), input(0), input(1), Int32(shape.rows), Int32(shape.channels))
    }
  }

  fileprivate func options(_ weights: UnsafeMutablePointer<Float>?) -> ek_binary_loss {
    ek_binary_loss(
      positive: positive, negative: negative, positive_gamma: positiveGamma, negative_gamma: negativeGamma, clip: clip,
      weights: weights)
  }
}

/// dloss · the slope of the loss. Inputs: dloss, then the forward's own.
package struct BinaryCrossEntropyGradient: Operation {
  package let forward: BinaryCrossEntropy

  package var name: String { "binaryCrossEntropyGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[1]] }

  package func kernel(_ site: Site) -> Kernel {
    let (forward, shape, isWeighted) = (forward, site.outputTypes[0].shape, site.inputs.count > 3)
    return .eachExample(site) { output, input in
      var options = forward.options(isWeighted ? input(3) : nil)
      ek_binary_losses_gradient(
        &options, output(0), input(0), input(1), input(2), Int32(shape.rows), Int32(shape.channels))
    }
  }
}

extension Node {
  /// Returns the mean over labels and batch of the binary cross-entropy of these logits.
  ///
  /// - Parameters:
  ///   - targets: 0 or 1 for each label, or shares between them.
  ///   - positiveWeights: One weight a label for its positive examples.
  ///   - exampleWeights: One weight an example, or one a label of each.
  public func binaryCrossEntropy(
    _ targets: Node, positiveWeights: [Float]? = nil, exampleWeights: Node? = nil
  ) -> Node {
    binary(BinaryCrossEntropy(), targets, positiveWeights, exampleWeights)
  }

  /// Returns the mean over labels and batch of the focal loss (Lin et al., "Focal loss for dense object detection", ICCV
  /// 2017): labels that are right already count less. A target between 0 and 1 has its share of both parts.
  ///
  /// - Parameters:
  ///   - targets: 0 or 1 for each label, or shares between them.
  ///   - alpha: The weight of positives, 1 − alpha being that of negatives; nil for 1 of each.
  ///   - gamma: How much less; 0 is the binary cross-entropy.
  ///   - exampleWeights: One weight an example, or one a label of each.
  public func focalLoss(
    _ targets: Node, alpha: Float? = 0.25, gamma: Float = 2, exampleWeights: Node? = nil
  ) -> Node {
    let operation = BinaryCrossEntropy(
      positive: alpha ?? 1, negative: alpha.map { 1 - $0 } ?? 1, positiveGamma: gamma, negativeGamma: gamma)
    return binary(operation, targets, nil, exampleWeights)
  }

  /// Returns the mean over labels and batch of the asymmetric loss (Ridnik et al., "Asymmetric loss for multi-label
  /// classification", ICCV 2021), for labels that are mostly absent. Gradients flow through the focusing factors.
  ///
  /// - Parameters:
  ///   - targets: 0 or 1 for each label, or shares between them.
  ///   - positiveGamma: How much less a positive counts that is right already.
  ///   - negativeGamma: The same for a negative.
  ///   - clip: What a negative's probability is lowered by; easier ones do not count at all.
  ///   - exampleWeights: One weight an example, or one a label of each.
  public func asymmetricLoss(
    _ targets: Node, positiveGamma: Float = 0, negativeGamma: Float = 4, clip: Float = 0.05,
    exampleWeights: Node? = nil
  ) -> Node {
    let operation = BinaryCrossEntropy(positiveGamma: positiveGamma, negativeGamma: negativeGamma, clip: clip)
    return binary(operation, targets, nil, exampleWeights)
  }

  private func binary(
    _ operation: BinaryCrossEntropy, _ targets: Node, _ weights: [Float]?, _ exampleWeights: Node?
  ) -> Node {
    let weights = weights.map { [graph.constant($0, [$0.count])] } ?? []
    return graph.apply(operation, to: [self, targets] + weights)[0].meanOverBatch(weights: exampleWeights)
  }
}
