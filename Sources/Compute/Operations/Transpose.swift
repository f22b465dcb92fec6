import CKernels

/// Time and channels exchanged.
package struct Transpose: Operation {
  package var name: String { "transpose" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight { .all }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(inputs[0].shape.rank == 2, name, got: "\(inputs[0])", expected: "two axes")
    return [ValueType([inputs[0].shape.sizes[1], inputs[0].shape.sizes[0]], inputs[0].span)]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(Transpose(), [gradient])
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let shape = site.inputTypes[0].shape
    let (rows, columns, isBatch) = (Int32(shape.rows), Int32(shape.channels), site.outputTypes[0].span == .batch)
    return Kernel { frame, _ in
      for example in 0..<(isBatch ? 1 : frame.count) {
        ek_transpose(frame[y] + example * y.stride, frame[x] + example * x.stride, rows, columns)
      }
    }
  }
}

extension Node {
  /// Returns the value with time and channels exchanged.
  public func transposed() -> Node { apply(Transpose()) }
}
