import CKernels

/// Zeroes each unit with a probability and scales the others up. The mask is a hash of (seed, step, layer, example,
/// unit), so it is the same on any number of threads, and is made again rather than kept.
package struct Dropout: Operation {
  package let probability: Float
  /// Which dropout of the graph this is: its gradient draws the same mask.
  package let identity: Int

  package var name: String { "dropout(\(probability))" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 8 * outputs[0].shape.count }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      probability >= 0 && probability < 1 && inputs[0].span == .example, name, got: "\(inputs[0])",
      expected: "a value of each example and a probability from 0 to below 1")
    return [inputs[0]]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(self, [gradient])
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let count = site.outputTypes[0].shape.count
    let threshold = UInt32(Double(probability) * 4_294_967_296)
    let factor = 1 / (1 - probability)
    let identity = UInt64(identity)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        let layer = mixed(mixed(frame.seed) &+ identity)
        let key = mixed(mixed(layer &+ frame.step) &+ UInt64(frame.start + example))
        ek_dropout(frame[y] + example * y.stride, frame[x] + example * x.stride, key, threshold, factor, count)
      }
    }
  }
}

/// SplitMix64's finisher: every bit of the result hangs on every bit of `value`.
package func mixed(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

extension Node {
  /// Returns the value with units dropped while training; draw it only into a graph that trains.
  public func droppedOut(_ probability: Float) -> Node {
    probability == 0 ? self : apply(Dropout(probability: probability, identity: graph.steps.count))
  }
}
