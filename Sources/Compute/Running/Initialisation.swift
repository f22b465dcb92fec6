/// How a parameter's first numbers are drawn, by PyTorch's names.
public enum Initialisation: Sendable, Hashable {
  /// What a weight's deviation is measured by: the numbers that it sums over, or those that it reaches.
  public enum Fan: Sendable, Hashable { case `in`, out }

  /// As PyTorch's layers do unless told otherwise: weights and biases uniform within ±1/√fan-in, LSTMs within
  /// ±1/√hidden, norms at scale 1 and shift 0, running statistics at mean 0 and variance 1.
  case standard
  /// Normal with deviation √(2/fan), for layers before a ReLU.
  case kaimingNormal(Fan = .in)
  /// Uniform within ±√(6/fan).
  case kaimingUniform(Fan = .in)
  /// Normal with deviation √(2/(fan-in + fan-out)).
  case xavierNormal
  /// Uniform within ±√(6/(fan-in + fan-out)).
  case xavierUniform
  /// One number everywhere.
  case constant(Float)
  /// Ones on the diagonal, zeros elsewhere.
  case identity
}

extension Parameters {
  /// Draws every parameter anew, each as `scheme` says.
  ///
  /// What `standard` means for a parameter is told from its name: `running_mean`, `running_var`, `weight_hh…`; a
  /// `weight` of one axis is a norm's. The same seed gives the same numbers on any machine, and a parameter's do not
  /// hang on what else is in the network.
  public func initialise(seed: UInt64, _ scheme: (ParameterSpec) -> Initialisation = { _ in .standard }) {
    // What a bias takes its range from: its layer's weight, of an LSTM the one to its own outputs.
    var weights: [Substring: ParameterSpec] = [:]
    for spec in specs {
      let (owner, leaf) = spec.split
      if leaf == "weight" || leaf.hasPrefix("weight_hh") { weights[owner] = spec }
    }
    for spec in specs {
      self[spec.name] = RandomTensor(spec, seed: seed).drawn(scheme(spec), weight: weights[spec.split.owner] ?? spec)
    }
  }
}

extension ParameterSpec {
  /// The layer that a parameter belongs to, and its own name there.
  fileprivate var split: (owner: Substring, leaf: Substring) {
    guard let dot = name.lastIndex(of: ".") else { return ("", name[...]) }
    return (name[..<dot], name[name.index(after: dot)...])
  }
}

/// Random numbers for one parameter.
private struct RandomTensor {
  let spec: ParameterSpec
  let key: UInt64

  init(_ spec: ParameterSpec, seed: UInt64) {
    self.spec = spec
    // FNV-1a of the name.
    key = spec.name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  func drawn(_ scheme: Initialisation, weight: ParameterSpec) -> Tensor {
    let sizes = spec.shape.sizes
    let taps = sizes.dropFirst(2).reduce(1, *)
    let fanIn = sizes.dropFirst().reduce(1, *)
    let fanOut = (sizes.first ?? 1) * taps
    func fan(_ which: Initialisation.Fan) -> Double { Double(max(1, which == .in ? fanIn : fanOut)) }
    switch scheme {
    case .standard: return standard(weight)
    case .kaimingNormal(let which): return normal((2 / fan(which)).squareRoot())
    case .kaimingUniform(let which): return uniform((6 / fan(which)).squareRoot())
    case .xavierNormal: return normal((2 / Double(max(1, fanIn + fanOut))).squareRoot())
    case .xavierUniform: return uniform((6 / Double(max(1, fanIn + fanOut))).squareRoot())
    case .constant(let number): return Tensor(spec.shape, repeating: number)
    case .identity:
      demand(sizes.count == 2, "parameter '\(spec.name)' of \(spec.shape) cannot be an identity, expected two axes")
      return Tensor(spec.shape, (0..<spec.shape.count).map { $0 / sizes[1] == $0 % sizes[1] ? 1 : 0 })
    }
  }

  private func standard(_ weight: ParameterSpec) -> Tensor {
    let leaf = spec.split.leaf
    if leaf == "running_var" { return Tensor(spec.shape, repeating: 1) }
    if leaf == "running_mean" { return Tensor(spec.shape, repeating: 0) }
    let weightLeaf = weight.split.leaf
    if weightLeaf == "weight" && weight.shape.rank == 1 {
      return Tensor(spec.shape, repeating: leaf == "weight" ? 1 : 0)
    }
    let fan = weightLeaf.hasPrefix("weight_hh") ? weight.shape.channels : weight.shape.sizes.dropFirst().reduce(1, *)
    return uniform(1 / Double(max(1, fan)).squareRoot())
  }

  private func uniform(_ bound: Double) -> Tensor {
    Tensor(spec.shape, (0..<spec.shape.count).map { Float((2 * unit(key &+ UInt64($0)) - 1) * bound) })
  }

  private func normal(_ deviation: Double) -> Tensor {
    Tensor(spec.shape, (0..<spec.shape.count).map { Float(deviate(key &+ UInt64($0)) * deviation) })
  }

  /// A number from 0 to below 1.
  private func unit(_ counter: UInt64) -> Double { Double(mixed(counter) >> 11) / 9_007_199_254_740_992 }

  /// A number of the standard normal distribution, by Marsaglia's polar method.
  private func deviate(_ counter: UInt64) -> Double {
    var state = mixed(counter)
    while true {
      state = mixed(state)
      let x = 2 * unit(state) - 1
      state = mixed(state)
      let y = 2 * unit(state) - 1
      let square = x * x + y * y
      if square > 0 && square < 1 { return x * (-2 * logarithm(square) / square).squareRoot() }
    }
  }

  /// The natural logarithm by its series: libraries differ in the last bit, and these numbers must not.
  private func logarithm(_ x: Double) -> Double {
    var (exponent, mantissa) = (Double(x.exponent), x.significand)
    if mantissa > 1.5 {
      mantissa /= 2
      exponent += 1
    }
    let z = (mantissa - 1) / (mantissa + 1)
    var (power, sum) = (z, 0.0)
    for term in stride(from: 1.0, through: 31, by: 2) {
      sum += power / term
      power *= z * z
    }
    return 2 * sum + exponent * 0.693_147_180_559_945_3
  }
}
