import Compute

/// Mean and deviation of each number of the encoder's state.
///
/// A cell counts up to the length of a beat, and the tanh of the inner code would be saturated from its first step on: the
/// inner autoencoder learns from states of mean 0 and deviation 1, and its layers take the scale in afterwards.
struct StateScale: Sendable {
  let means: [Double]
  let deviations: [Double]

  /// Measures states of so many numbers each.
  init(_ states: [Float], width: Int) {
    let count = Double(max(1, states.count / max(1, width)))
    func mean(_ column: Int, _ value: (Double) -> Double) -> Double {
      stride(from: column, to: states.count, by: width).reduce(0) { $0 + value(Double(states[$1])) } / count
    }
    let means = (0..<width).map { mean($0) { $0 } }
    self.means = means
    deviations = (0..<width).map { column in
      max(1e-6, mean(column) { ($0 - means[column]) * ($0 - means[column]) }.squareRoot())
    }
  }

  /// Returns the states at mean 0 and deviation 1.
  func applied(to states: [Float]) -> [Float] {
    states.indices.map { index in
      let column = index % means.count
      return Float((Double(states[index]) - means[column]) / deviations[column])
    }
  }

  /// Changes `code` and `expansion`, which learnt from scaled states, so that they do the same with the states themselves.
  func fold(into parameters: Parameters) {
    var (weight, bias) = (parameters["code.weight"], parameters["code.bias"])
    let width = means.count
    for row in bias.elements.indices {
      var offset = Double(bias.elements[row])
      for column in 0..<width {
        let scaled = Double(weight.elements[row * width + column]) / deviations[column]
        offset -= scaled * means[column]
        weight.elements[row * width + column] = Float(scaled)
      }
      bias.elements[row] = Float(offset)
    }
    (parameters["code.weight"], parameters["code.bias"]) = (weight, bias)
    (weight, bias) = (parameters["expansion.weight"], parameters["expansion.bias"])
    let code = weight.elements.count / width
    for row in 0..<width {
      for column in 0..<code {
        weight.elements[row * code + column] = Float(Double(weight.elements[row * code + column]) * deviations[row])
      }
      bias.elements[row] = Float(Double(bias.elements[row]) * deviations[row] + means[row])
    }
    (parameters["expansion.weight"], parameters["expansion.bias"]) = (weight, bias)
  }
}
