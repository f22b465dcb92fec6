import CKernels

/// Adds, subtracts or multiplies two values of one type, element by element.
package struct Arithmetic: Operation {
  package enum Kind: String, Sendable { case add, subtract, multiply }
  package let kind: Kind

  package var name: String { kind.rawValue }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs.count == 2 && inputs[0] == inputs[1], name, got: "\(inputs)", expected: "two values of one shape and span")
    return [inputs[0]]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil, nil] }
    switch kind {
    case .add: return [gradient, gradient]
    case .subtract: return [gradient, site.needs[1] ? site.apply(Scale(factor: -1, offset: 0), [gradient])[0] : nil]
    case .multiply:
      return (0..<2).map { index in
        site.needs[index] ? site.apply(Arithmetic(kind: .multiply), [gradient, site.inputs[1 - index]])[0] : nil
      }
    }
  }

  package func kernel(_ site: Site) -> Kernel {
    switch kind {
    case .add: .elementwise(site) { ek_add($0, $1(0), $1(1), $2) }
    case .subtract: .elementwise(site) { ek_subtract($0, $1(0), $1(1), $2) }
    case .multiply: .elementwise(site) { ek_multiply_elements($0, $1(0), $1(1), $2) }
    }
  }
}

/// Multiplies by a number and adds another.
package struct Scale: Operation {
  package let factor: Float
  package let offset: Float

  package var name: String { "scale(\(factor), \(offset))" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(Scale(factor: factor, offset: 0), [gradient])
  }

  package func kernel(_ site: Site) -> Kernel {
    let (factor, offset) = (factor, offset)
    return .elementwise(site) { ek_scale($0, $1(0), factor, offset, $2) }
  }
}

extension Node {
  /// Returns the sum of two values of one shape.
  public static func + (left: Node, right: Node) -> Node { left.apply(Arithmetic(kind: .add), right) }
  /// Returns the difference of two values of one shape.
  public static func - (left: Node, right: Node) -> Node { left.apply(Arithmetic(kind: .subtract), right) }
  /// Returns the product, element by element, of two values of one shape.
  public static func * (left: Node, right: Node) -> Node { left.apply(Arithmetic(kind: .multiply), right) }
  /// Returns the value times a number.
  public static func * (left: Node, right: Float) -> Node { left.scaled(by: right) }

  /// Returns factor · value + offset.
  public func scaled(by factor: Float, plus offset: Float = 0) -> Node { apply(Scale(factor: factor, offset: offset)) }
}
