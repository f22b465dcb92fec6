import CKernels

/// The magnitude of each element.
package struct Absolute: Operation {
  package var name: String { "absolute" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(AbsoluteGradient(), [gradient, site.inputs[0]])
  }

  package func kernel(_ site: Site) -> Kernel { .elementwise(site) { ek_leaky($0, $1(0), -1, $2) } }
}

/// dy · sign(x), 0 where x is 0.
package struct AbsoluteGradient: Operation {
  package var name: String { "absoluteGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }

  package func kernel(_ site: Site) -> Kernel {
    .elementwise(site) { output, input, count in
      let (gradient, x) = (input(0), input(1))
      for i in 0..<count { output[i] = x[i] > 0 ? gradient[i] : x[i] < 0 ? -gradient[i] : 0 }
    }
  }
}

extension Node {
  /// Returns the mean squared difference over all elements; weights are one an example, or one an element.
  public func meanSquareError(_ targets: Node, exampleWeights: Node? = nil) -> Node {
    squaredDifference(targets).meanOverBatch(weights: exampleWeights)
  }

  /// Returns the squared difference of each element: what an autoencoder missed, example by example.
  public func squaredDifference(_ targets: Node) -> Node {
    let difference = self - targets
    return difference * difference
  }

  /// Returns the mean absolute difference.
  public func meanAbsoluteError(_ targets: Node) -> Node { (self - targets).apply(Absolute()).meanOverBatch() }

  /// Returns the magnitude of each element.
  public func magnitude() -> Node { apply(Absolute()) }
}
