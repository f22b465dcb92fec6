import CKernels

/// Binary cross-entropy on logits, element by element. Inputs: logits, targets, and weights of positives where given.
package struct BinaryCrossEntropy: Operation {
  package var name: String { "binaryCrossEntropy" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0] == inputs[1] && inputs[0].span == .example
        && (inputs.count < 3 || inputs[2].shape.count == inputs[0].shape.channels),
      name, got: "\(inputs)", expected: "targets of the logits' shape and one weight a label")
    return [inputs[0]]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 30 * inputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    site.requireFixed(1..., name, "targets and weights")
    let dlogits = site.apply(BinaryCrossEntropyGradient(), [gradient] + site.inputs)[0]
    return [dlogits] + site.inputs.dropFirst().map { _ in nil }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, loss) = (site.inputs, site.outputs[0])
    let shape = site.inputTypes[0].shape
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_binary_cross_entropy(
          frame[loss] + example * loss.stride, frame[inputs[0]] + example * inputs[0].stride,
          frame[inputs[1]] + example * inputs[1].stride, inputs.count > 2 ? frame[inputs[2]] : nil, Int32(shape.rows),
          Int32(shape.channels))
      }
    }
  }
}

/// dloss · ((1 − t)·σ(x) − w·t·(1 − σ(x))). Inputs: dloss, then the forward's own.
package struct BinaryCrossEntropyGradient: Operation {
  package var name: String { "binaryCrossEntropyGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[1]] }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, output) = (site.inputs, site.outputs[0])
    let shape = site.outputTypes[0].shape
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_binary_cross_entropy_gradient(
          frame[output] + example * output.stride, frame[inputs[0]] + example * inputs[0].stride,
          frame[inputs[1]] + example * inputs[1].stride, frame[inputs[2]] + example * inputs[2].stride,
          inputs.count > 3 ? frame[inputs[3]] : nil, Int32(shape.rows), Int32(shape.channels))
      }
    }
  }
}

extension Node {
  /// Returns the mean over labels and batch of the binary cross-entropy of these logits.
  ///
  /// - Parameter positiveWeights: One weight a label for its positive examples.
  public func binaryCrossEntropy(_ targets: Node, positiveWeights: [Float]? = nil) -> Node {
    let weights = positiveWeights.map { [graph.constant($0, [$0.count])] } ?? []
    return graph.apply(BinaryCrossEntropy(), to: [self, targets] + weights)[0].meanOverBatch()
  }
}
