extension Parameters {
  /// Draws every parameter anew as PyTorch's layers do by default: weights and biases uniform within ±1/√fan-in (LSTMs
  /// within ±1/√hidden), norms at scale 1 and shift 0, running statistics at mean 0 and variance 1.
  ///
  /// Which is which is told from the names: `running_mean`, `running_var`, `weight_hh…`; a `weight` of one axis is a
  /// norm's. The same seed gives the same numbers on any machine.
  public func initialise(seed: UInt64) {
    for spec in specs { self[spec.name] = initial(spec, seed: seed) }
  }

  private func initial(_ spec: ParameterSpec, seed: UInt64) -> Tensor {
    let leaf = spec.name.split(separator: ".").last.map(String.init) ?? spec.name
    let owner = String(spec.name.dropLast(leaf.count))
    if leaf == "running_var" { return Tensor(spec.shape, repeating: 1) }
    if leaf == "running_mean" { return Tensor(spec.shape, repeating: 0) }
    if let norm = specs.first(where: { $0.name == owner + "weight" }), norm.shape.rank == 1 {
      return Tensor(spec.shape, repeating: leaf == "weight" ? 1 : 0)
    }
    let fan =
      if let hidden = specs.first(where: { $0.name.hasPrefix(owner + "weight_hh") }) {
        hidden.shape.channels
      } else {
        (specs.first { $0.name == owner + "weight" } ?? spec).shape.sizes.dropFirst().reduce(1, *)
      }
    let bound = 1 / Double(max(1, fan)).squareRoot()
    // FNV-1a of the name: a parameter's numbers do not hang on what else is in the network.
    let key = spec.name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    return Tensor(
      spec.shape,
      (0..<spec.shape.count).map { index in
        let unit = Double(mixed(key &+ UInt64(index)) >> 11) / 9_007_199_254_740_992
        return Float((2 * unit - 1) * bound)
      })
  }
}
