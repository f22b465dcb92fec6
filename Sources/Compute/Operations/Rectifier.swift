import CKernels

/// ReLU, or leaky ReLU: negative values are multiplied by `slope`.
package struct Rectifier: Operation {
  package let slope: Float

  package var name: String { slope == 0 ? "relu" : "leakyReLU(\(slope))" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(slope >= 0, "relu", got: "slope \(slope)", expected: "a slope of 0 or more")
    return [inputs[0]]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(RectifierGradient(slope: slope), [gradient, site.outputs[0]])
  }

  package func kernel(_ site: Site) -> Kernel {
    let slope = slope
    return .elementwise(site) { ek_leaky($0, $1(0), slope, $2) }
  }
}

/// dy where the output was positive, else dy · slope.
package struct RectifierGradient: Operation {
  package let slope: Float

  package var name: String { "reluGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }

  package func kernel(_ site: Site) -> Kernel {
    let slope = slope
    return .elementwise(site) { ek_mask($0, $1(0), $1(1), slope, $2) }
  }
}

extension Node {
  /// Returns max(x, 0) of each element.
  public func relu() -> Node { apply(Rectifier(slope: 0)) }
  /// Returns x where positive, else slope · x.
  public func leakyReLU(slope: Float = 0.01) -> Node { apply(Rectifier(slope: slope)) }
}
