import CKernels

/// The mean of each channel over all time steps.
package struct MeanOverTime: Operation {
  package var name: String { "meanOverTime" }

  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight { .all }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].span == .example && inputs[0].shape.rank == 2 && inputs[0].shape.rows > 0, name, got: "\(inputs[0])",
      expected: "(time, channels) with at least one step")
    return [ValueType([inputs[0].shape.channels])]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(SpreadOverTime(steps: site.inputs[0].shape.rows), [gradient])
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { inputs[0].shape.count }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let shape = site.inputTypes[0].shape
    let (rows, channels) = (Int32(shape.rows), Int32(shape.channels))
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_row_sum(frame[y] + example * y.stride, frame[x] + example * x.stride, 1 / Float(rows), rows, channels)
      }
    }
  }
}

/// Gives each time step an equal share.
package struct SpreadOverTime: Operation {
  package let steps: Int

  package var name: String { "spreadOverTime(\(steps))" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType([steps, inputs[0].shape.count])] }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, dx) = (site.inputs[0], site.outputs[0])
    let (rows, channels) = (Int32(steps), Int32(site.inputTypes[0].shape.count))
    return Kernel { frame, _ in
      for example in 0..<frame.count {
        ek_row_spread(frame[dx] + example * dx.stride, frame[dy] + example * dy.stride, 1 / Float(rows), rows, channels)
      }
    }
  }
}

extension Node {
  /// Returns the mean of each channel over all time steps.
  public func meanOverTime() -> Node { apply(MeanOverTime()) }

  /// Returns the last time step.
  public func lastOverTime() -> Node {
    sliced(rows: (shape.rows - 1)..<shape.rows, channels: 0..<shape.channels).reshaped([shape.channels])
  }
}
