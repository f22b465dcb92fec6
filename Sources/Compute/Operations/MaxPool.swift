import CKernels

/// The greatest of each window along time; the winner's place in its window is kept for the gradient.
package struct MaxPool: Operation {
  package let window: Int
  package let stride: Int
  package let before: Int
  package let after: Int
  package let isCeil: Bool

  package var name: String { "maxPool(\(window)/\(stride))" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let x = inputs[0].shape
    Drawing.require(
      inputs[0].span == .example && x.rank == 2 && window > 0 && stride > 0 && min(before, after) >= 0
        && 2 * max(before, after) <= window && x.rows > 0 && x.rows + before + after >= window,
      name, got: "\(inputs[0]), padding \(before),\(after)",
      expected: "(time, channels) with at least \(window) steps and padding from 0 to half the window")
    let type = ValueType([poolingSteps(x.rows, window, stride, before, after, isCeil), x.channels])
    return [type, type]
  }

  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight { .window(size: window, stride: stride) }

  package func geometry(rows: Int, channels: Int) -> ek_pooling {
    ek_pooling(
      window: Int32(window), stride: Int32(stride), before: Int32(before), rows_in: Int32(rows),
      rows_out: Int32(poolingSteps(rows, window, stride, before, after, isCeil)), channels: Int32(channels))
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(MaxPoolGradient(forward: self, inputShape: site.inputs[0].shape), [gradient, site.outputs[1]])
  }

  package var skipsUnusedOutputs: Bool { true }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { outputs[0].shape.count * window }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let winners = site.isUsed[1] ? site.outputs[1] : nil
    let pooling = geometry(rows: site.inputTypes[0].shape.rows, channels: site.inputTypes[0].shape.channels)
    return Kernel(parts: Int(pooling.rows_out)) { frame, rows in
      for example in 0..<frame.count {
        let winner = winners.map {
          UnsafeMutableRawPointer(frame[$0] + example * $0.stride).assumingMemoryBound(to: Int32.self)
        }
        withUnsafePointer(to: pooling) {
          ek_max_pool(
            $0, frame[y] + example * y.stride, winner, frame[x] + example * x.stride, 0, Int32(rows.lowerBound),
            Int32(rows.upperBound))
        }
      }
    }
  }
}

/// Sends each window's gradient to its winner.
package struct MaxPoolGradient: Operation {
  package let forward: MaxPool
  package let inputShape: Shape

  package var name: String { "maxPoolGradient(\(forward.window)/\(forward.stride))" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType(inputShape)] }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, winners, dx) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let pooling = forward.geometry(rows: inputShape.rows, channels: inputShape.channels)
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        let winner = UnsafeRawPointer(frame[winners] + example * winners.stride).assumingMemoryBound(to: Int32.self)
        withUnsafePointer(to: pooling) {
          ek_max_pool_gradient($0, frame[dx] + example * dx.stride, frame[dy] + example * dy.stride, winner)
        }
      }
    }
  }
}

/// How many windows fit, as PyTorch counts: with `isCeil` a last one may hang over the end, but must begin inside.
func poolingSteps(_ rows: Int, _ window: Int, _ stride: Int, _ before: Int, _ after: Int, _ isCeil: Bool) -> Int {
  let room = rows + before + after - window
  let floor = room / stride + 1
  guard isCeil else { return floor }
  let ceil = (room + stride - 1) / stride + 1
  return (ceil - 1) * stride >= rows + before ? ceil - 1 : ceil
}

extension Node {
  /// Returns the greatest of each window along time.
  ///
  /// - Parameters:
  ///   - window: Rows that one result is taken of.
  ///   - stride: How far windows are apart; the window's size when nil.
  ///   - padding: Rows on both sides that never win.
  ///   - ceil: Lets a last window hang over the end.
  public func maxPooled(window: Int, stride: Int? = nil, padding: Int = 0, ceil: Bool = false) -> Node {
    apply(MaxPool(window: window, stride: stride ?? window, before: padding, after: padding, isCeil: ceil))
  }

  /// Returns the greatest of each channel over all time steps.
  public func maxOverTime() -> Node {
    let pool = MaxPool(window: shape.rows, stride: shape.rows, before: 0, after: 0, isCeil: false)
    return apply(pool).reshaped([shape.channels])
  }
}
