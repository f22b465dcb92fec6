import CKernels

/// coefficient · Σ |w − anchor| or Σ (w − anchor)² over some weights. Inputs: the weights, then as many anchors if any.
package struct Penalty: Operation {
  package enum Kind: String, Sendable { case l1, l2 }
  package let kind: Kind
  package let coefficient: Float
  package let weights: Int
  package let isAnchored: Bool

  package var name: String { "penalty(\(kind.rawValue), \(coefficient)" + (isAnchored ? ", anchored)" : ")") }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs.count == weights * (isAnchored ? 2 : 1) && inputs.allSatisfy { $0.span == .batch }
        && (!isAnchored || (0..<weights).allSatisfy { inputs[$0].shape == inputs[weights + $0].shape }),
      name, got: "\(inputs)", expected: "parameters, and an anchor of the same stored shape for each")
    return [ValueType([], .batch)]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    3 * inputs.prefix(weights).reduce(0) { $0 + $1.shape.count }
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    site.requireFixed(weights..., name, "anchors")
    return site.apply(PenaltyGradient(forward: self), [gradient] + site.inputs)
      + site.inputs.dropFirst(weights).map { _ in nil }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, output, kind, coefficient) = (site.inputs, site.outputs[0], kind, Double(coefficient))
    let (weights, isAnchored) = (weights, isAnchored)
    let counts = site.inputTypes.map(\.shape.count)
    return Kernel { frame, _ in
      var sum = 0.0
      for i in 0..<weights {
        let anchor = isAnchored ? UnsafePointer(frame[inputs[weights + i]]) : nil
        switch kind {
        case .l1: sum += ek_penalty_l1(frame[inputs[i]], anchor, counts[i])
        case .l2: sum += ek_penalty_l2(frame[inputs[i]], anchor, counts[i])
        }
      }
      frame[output][0] = Float(coefficient * sum)
    }
  }
}

/// The gradient of a penalty to each of its weights: a subgradient, 0 where the weight is at its anchor.
package struct PenaltyGradient: Operation {
  package let forward: Penalty

  package var name: String { "penaltyGradient(\(forward.kind.rawValue))" }
  package func results(of inputs: [ValueType]) -> [ValueType] { Array(inputs[1...forward.weights]) }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    3 * outputs.reduce(0) { $0 + $1.shape.count }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, outputs, forward) = (site.inputs, site.outputs, forward)
    let counts = site.outputTypes.map(\.shape.count)
    let isUsed = site.isUsed
    return Kernel { frame, _ in
      let factor = frame[inputs[0]][0] * forward.coefficient
      for i in 0..<forward.weights where isUsed[i] {
        let to = frame[outputs[i]]
        to.update(repeating: 0, count: counts[i])
        let anchor = forward.isAnchored ? UnsafePointer(frame[inputs[1 + forward.weights + i]]) : nil
        switch forward.kind {
        case .l1: ek_penalty_l1_gradient(to, frame[inputs[1 + i]], anchor, factor, counts[i])
        case .l2: ek_penalty_l2_gradient(to, frame[inputs[1 + i]], anchor, factor, counts[i])
        }
      }
    }
  }
}

/// What weights are drawn towards.
public enum PenaltyKind: Sendable, Hashable {
  /// Σ |w − anchor|.
  case l1
  /// Σ (w − anchor)².
  case l2
}

extension Graph {
  /// Returns coefficient · Σ |w − anchor| (or its square) over some parameters; without anchors, over the weights.
  public func penalty(
    _ kind: PenaltyKind, on weights: [Node], towards anchors: [Node]? = nil, coefficient: Float
  ) -> Node {
    Drawing.require(!weights.isEmpty, "penalty", got: "no weights", expected: "at least one")
    let operation = Penalty(
      kind: kind == .l1 ? .l1 : .l2, coefficient: coefficient, weights: weights.count, isAnchored: anchors != nil)
    return apply(operation, to: weights + (anchors ?? []))[0]
  }

  /// Returns the identity matrix as a constant: the anchor of a cross-channel layer.
  public func identity(_ size: Int) -> Node {
    var elements = [Float](repeating: 0, count: size * size)
    for i in 0..<size { elements[i * size + i] = 1 }
    return constant(elements, [size, size])
  }
}
