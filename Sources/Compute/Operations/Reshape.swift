/// The same elements under another shape; no work.
package struct Reshape: Operation {
  package let shape: Shape

  package var name: String { "reshape(\(shape))" }
  package var isAlias: Bool { true }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight {
    inputs[0].shape.rows == shape.rows ? .step : .all
  }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].shape.count == shape.count, name, got: "\(inputs[0])", expected: "\(shape.count) elements")
    return [ValueType(shape, inputs[0].span)]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(Reshape(shape: site.inputs[0].shape), [gradient])
  }

  package func kernel(_ site: Site) -> Kernel { Kernel { _, _ in } }
}

extension Node {
  /// Returns the same elements, in the same order, under another shape.
  public func reshaped(_ shape: Shape) -> Node { apply(Reshape(shape: shape)) }
}
