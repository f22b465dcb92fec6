import CKernels

/// Softmax over the last axis.
package struct Softmax: Operation {
  package var name: String { "softmax" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].span == .example && inputs[0].shape.channels > 0, name, got: "\(inputs[0])",
      expected: "a value of each example with at least one channel")
    return [inputs[0]]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 12 * outputs[0].shape.count }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(SoftmaxGradient(), [gradient, site.outputs[0]])
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let shape = site.inputTypes[0].shape
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_softmax(
          frame[y] + example * y.stride, frame[x] + example * x.stride, Int32(shape.rows), Int32(shape.channels))
      }
    }
  }
}

/// y · (dy − Σ dy·y), row by row.
package struct SoftmaxGradient: Operation {
  package var name: String { "softmaxGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, y, dx) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let shape = site.inputTypes[0].shape
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_softmax_gradient(
          frame[dx] + example * dx.stride, frame[dy] + example * dy.stride, frame[y] + example * y.stride,
          Int32(shape.rows), Int32(shape.channels))
      }
    }
  }
}

extension Node {
  /// Returns the softmax over the last axis.
  public func softmax() -> Node { apply(Softmax()) }
}
