import CKernels

/// Channels in equal groups, each multiplied by the example's own number for it; a group at 0 is 0, whatever it holds.
///
/// Balanced, the numbers are multiplied by groups/max(1, their sum): what is left of a sum over groups stands in for the
/// whole. Inputs: x, and the numbers.
package struct GroupScale: Operation {
  package let isBalanced: Bool

  package var name: String { isBalanced ? "groupScale(balanced)" : "groupScale" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let (x, factors) = (inputs[0], inputs[1])
    Drawing.require(
      x.span == .example && factors.span == .example && factors.shape.rank == 1 && factors.shape.count > 0
        && x.shape.channels.isMultiple(of: factors.shape.count),
      name, got: "\(x) in \(factors) groups", expected: "a number for each of some equal groups of channels")
    return [x]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    site.requireFixed(1..., name, "numbers")
    guard let gradient = site.outputGradients[0] else { return [nil, nil] }
    return [site.apply(self, [gradient, site.inputs[1]])[0], nil]
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, factors, y) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let shape = site.outputTypes[0].shape
    let groups = site.inputTypes[1].shape.count
    let width = shape.channels / groups
    let isBalanced = isBalanced
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        let numbers = UnsafeBufferPointer(start: frame[factors] + example * factors.stride, count: groups)
        let balance = isBalanced ? Float(groups) / max(1, numbers.reduce(0, +)) : 1
        for group in 0..<groups {
          var to = frame[y] + example * y.stride + group * width
          var from = frame[x] + example * x.stride + group * width
          for _ in 0..<shape.rows {
            if numbers[group] == 0 {
              to.update(repeating: 0, count: width)
            } else {
              ek_scale(to, from, numbers[group] * balance, 0, width)
            }
            to += shape.channels
            from += shape.channels
          }
        }
      }
    }
  }
}

extension Node {
  /// Returns the value with its channels, in as many equal groups as `factors` has numbers, multiplied by them.
  ///
  /// - Parameters:
  ///   - factors: Numbers of each example, 1 or 0 for a group that is there or not; they learn nothing.
  ///   - balanced: Whether groups that are left stand in for those that are not: times groups/max(1, sum of factors).
  public func scaledByGroup(_ factors: Node, balanced: Bool = false) -> Node {
    apply(GroupScale(isBalanced: balanced), factors)
  }
}
