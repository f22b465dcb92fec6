/// The same value; nothing below it learns through it.
package struct StopGradient: Operation {
  package var name: String { "stopGradient" }
  package var isAlias: Bool { true }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func kernel(_ site: Site) -> Kernel { Kernel { _, _ in } }
}

extension Node {
  /// Returns the same value, through which no gradient passes.
  public func stoppingGradient() -> Node { apply(StopGradient()) }
}
