import CKernels

/// Tanh, sigmoid, GELU (the exact one, with the error function) or the exponential.
package struct Activation: Operation {
  package enum Kind: String, Sendable {
    case tanh, sigmoid, gelu, exp

    var function: ek_function {
      switch self {
      case .tanh: EK_TANH
      case .sigmoid: EK_SIGMOID
      case .gelu: EK_GELU
      case .exp: EK_EXP
      }
    }
  }
  package let kind: Kind

  package var name: String { kind.rawValue }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 12 * outputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    let seen = kind == .gelu ? site.inputs[0] : site.outputs[0]
    return site.apply(ActivationGradient(kind: kind), [gradient, seen])
  }

  package func kernel(_ site: Site) -> Kernel {
    let function = kind.function
    return .elementwise(site) { ek_apply(function, $0, $1(0), $2) }
  }
}

/// dy times the derivative, from the input for GELU and from the output for the others.
package struct ActivationGradient: Operation {
  package let kind: Activation.Kind

  package var name: String { "\(kind.rawValue)Gradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 3 * outputs[0].shape.count }

  package func kernel(_ site: Site) -> Kernel {
    let function = kind.function
    return .elementwise(site) { ek_apply_gradient(function, $0, $1(0), $1(1), $1(1), $2) }
  }
}

extension Node {
  /// Returns tanh of each element.
  public func tanh() -> Node { apply(Activation(kind: .tanh)) }
  /// Returns 1/(1 + e⁻ˣ) of each element.
  public func sigmoid() -> Node { apply(Activation(kind: .sigmoid)) }
  /// Returns x·Φ(x) of each element.
  public func gelu() -> Node { apply(Activation(kind: .gelu)) }
  /// Returns eˣ of each element.
  public func exp() -> Node { apply(Activation(kind: .exp)) }
}
