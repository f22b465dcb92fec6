import CKernels

/// The mean of each window along time.
package struct AveragePool: Operation {
  package let window: Int
  package let stride: Int
  package let padding: Int
  package let isCeil: Bool
  /// Whether padded rows count as zeros, as in PyTorch's default; rows past the padding never count.
  package let countsPadding: Bool

  package var name: String { "averagePool(\(window)/\(stride))" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let x = inputs[0].shape
    Drawing.require(
      inputs[0].span == .example && x.rank == 2 && window > 0 && stride > 0 && padding >= 0
        && 2 * padding <= window && x.rows > 0 && x.rows + 2 * padding >= window
        && (!countsPadding || !isCeil || padding == 0),
      name, got: "\(inputs[0]), padding \(padding)",
      expected: "(time, channels) with at least \(window) steps, padding from 0 to half the window, and none with ceil"
    )
    return [ValueType([poolingSteps(x.rows, window, stride, padding, padding, isCeil), x.channels])]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(AveragePoolGradient(forward: self, inputShape: site.inputs[0].shape), [gradient])
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { outputs[0].shape.count * window }

  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight { .window(size: window, stride: stride) }

  fileprivate func geometry(_ shape: Shape) -> ek_pooling {
    ek_pooling(
      window: Int32(window), stride: Int32(stride), before: Int32(padding), rows_in: Int32(shape.rows),
      rows_out: Int32(poolingSteps(shape.rows, window, stride, padding, padding, isCeil)),
      channels: Int32(shape.channels))
  }
  /// Without padding a window that hangs over the end is divided by the rows it has.
  fileprivate var divisor: Int32 { countsPadding && padding > 0 ? 1 : 0 }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let (pooling, divisor) = (geometry(site.inputTypes[0].shape), divisor)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        withUnsafePointer(to: pooling) {
          ek_average_pool($0, frame[y] + example * y.stride, frame[x] + example * x.stride, divisor)
        }
      }
    }
  }
}

/// Spreads each window's gradient over the rows it averaged.
package struct AveragePoolGradient: Operation {
  package let forward: AveragePool
  package let inputShape: Shape

  package var name: String { "averagePoolGradient(\(forward.window)/\(forward.stride))" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType(inputShape)] }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, dx) = (site.inputs[0], site.outputs[0])
    let (pooling, divisor) = (forward.geometry(inputShape), forward.divisor)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        withUnsafePointer(to: pooling) {
          ek_average_pool_gradient($0, frame[dx] + example * dx.stride, frame[dy] + example * dy.stride, divisor)
        }
      }
    }
  }
}

extension Node {
  /// Returns the mean of each window along time.
  public func averagePooled(
    window: Int, stride: Int? = nil, padding: Int = 0, ceil: Bool = false, countsPadding: Bool = true
  ) -> Node {
    apply(
      AveragePool(
        window: window, stride: stride ?? window, padding: padding, isCeil: ceil, countsPadding: countsPadding))
  }
}
