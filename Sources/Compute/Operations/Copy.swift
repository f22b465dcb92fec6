/// The same elements in memory of their own.
package struct Copy: Operation {
  package var name: String { "copy" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func gradients(_ site: GradientSite) -> [Node?] { [site.outputGradients[0]] }
  package func kernel(_ site: Site) -> Kernel { .elementwise(site) { $0.update(from: $1(0), count: $2) } }
}
