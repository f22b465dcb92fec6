import CKernels

/// A value laid into zeros of a larger shape: the gradient of a slice, and padding.
package struct Place: Operation {
  package let shape: Shape
  package let row: Int
  package let channel: Int

  package var name: String { "place(\(shape) at \(row), \(channel))" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let x = inputs[0].shape
    Drawing.require(
      row >= 0 && channel >= 0 && row + x.rows <= shape.rows && channel + x.channels <= shape.channels, name,
      got: "\(inputs[0])", expected: "a value that fits")
    return [ValueType(shape, inputs[0].span)]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    let x = site.inputs[0].shape
    let slice = Slice(rows: row..<(row + x.rows), channels: channel..<(channel + x.channels))
    return [site.apply(slice, [gradient])[0].reshaped(x)]
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let inner = site.inputTypes[0].shape
    let (count, width, isBatch) = (shape.count, shape.channels, site.outputTypes[0].span == .batch)
    let offset = row * width + channel
    return Kernel { frame, _ in
      for example in 0..<(isBatch ? 1 : frame.count) {
        let to = frame[y] + example * y.stride
        to.update(repeating: 0, count: count)
        ek_copy_rows(
          to + offset, width, frame[x] + example * x.stride, inner.channels, Int32(inner.rows), Int32(inner.channels), 0
        )
      }
    }
  }
}

extension Node {
  /// Returns the value between rows of zeros.
  public func padded(before: Int, after: Int) -> Node {
    apply(Place(shape: [before + shape.rows + after, shape.channels], row: before, channel: 0))
  }
}
