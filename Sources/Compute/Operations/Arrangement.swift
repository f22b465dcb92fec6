import CKernels

/// A rectangle of a (time, channels) value.
package struct Slice: Operation {
  package let rows: Range<Int>
  package let channels: Range<Int>

  package var name: String { "slice(\(rows), \(channels))" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let x = inputs[0].shape
    Drawing.require(
      rows.lowerBound >= 0 && rows.upperBound <= x.rows && channels.lowerBound >= 0
        && channels.upperBound <= x.channels,
      name, got: "\(inputs[0])", expected: "a value that reaches that far")
    return [ValueType(x.rank > 1 ? [rows.count, channels.count] : [channels.count], inputs[0].span)]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return [nil] }
    return site.apply(
      Place(shape: site.inputs[0].shape, row: rows.lowerBound, channel: channels.lowerBound), [gradient])
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, y) = (site.inputs[0], site.outputs[0])
    let width = site.inputTypes[0].shape.channels
    let offset = rows.lowerBound * width + channels.lowerBound
    let (count, columns, isBatch) = (Int32(rows.count), Int32(channels.count), site.outputTypes[0].span == .batch)
    return Kernel { frame, _ in
      for example in 0..<(isBatch ? 1 : frame.count) {
        ek_copy_rows(
          frame[y] + example * y.stride, Int(columns), frame[x] + example * x.stride + offset, width, count, columns, 0)
      }
    }
  }
}

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

/// Values side by side along their channels.
package struct Concatenate: Operation {
  package var name: String { "concatenate" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      !inputs.isEmpty
        && inputs.allSatisfy {
          $0.span == inputs[0].span && $0.shape.rank == inputs[0].shape.rank && $0.shape.rows == inputs[0].shape.rows
        }, name, got: "\(inputs)", expected: "values of one span and as many time steps")
    let channels = inputs.reduce(0) { $0 + $1.shape.channels }
    return [ValueType(Shape(inputs[0].shape.sizes.dropLast() + [channels]), inputs[0].span)]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    var channel = 0
    return zip(site.inputs, site.needs).map { input, needed in
      defer { channel += input.shape.channels }
      guard needed else { return nil }
      let slice = Slice(rows: 0..<input.shape.rows, channels: channel..<(channel + input.shape.channels))
      return site.apply(slice, [gradient])[0]
    }
  }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, y) = (site.inputs, site.outputs[0])
    let shapes = site.inputTypes.map(\.shape)
    let (width, isBatch) = (site.outputTypes[0].shape.channels, site.outputTypes[0].span == .batch)
    return Kernel { frame, _ in
      for example in 0..<(isBatch ? 1 : frame.count) {
        var to = frame[y] + example * y.stride
        for (input, shape) in zip(inputs, shapes) {
          let from = frame[input] + (isBatch ? 0 : example * input.stride)
          ek_copy_rows(to, width, from, shape.channels, Int32(shape.rows), Int32(shape.channels), 0)
          to += shape.channels
        }
      }
    }
  }
}

/// Time and channels exchanged.
package struct Transpose: Operation {
  package var name: String { "transpose" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

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

/// The same elements in memory of their own.
package struct Copy: Operation {
  package var name: String { "copy" }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func gradients(_ site: GradientSite) -> [Node?] { [site.outputGradients[0]] }
  package func kernel(_ site: Site) -> Kernel { .elementwise(site) { $0.update(from: $1(0), count: $2) } }
}

extension Node {
  /// Returns a rectangle of a (time, channels) value.
  public func sliced(rows: Range<Int>, channels: Range<Int>) -> Node { apply(Slice(rows: rows, channels: channels)) }

  /// Returns some of the channels of every time step.
  public func channels(_ range: Range<Int>) -> Node { sliced(rows: 0..<shape.rows, channels: range) }

  /// Returns the leads of a recording one by one, each (time, 1).
  public func splitIntoLeads() -> [Node] { (0..<shape.channels).map { channels($0..<($0 + 1)) } }

  /// Returns the value between rows of zeros.
  public func padded(before: Int, after: Int) -> Node {
    apply(Place(shape: [before + shape.rows + after, shape.channels], row: before, channel: 0))
  }

  /// Returns the value with time and channels exchanged.
  public func transposed() -> Node { apply(Transpose()) }

  /// Returns values side by side along their channels.
  public static func concatenated(_ nodes: [Node]) -> Node {
    guard let first = nodes.first else { fatalError("concatenate got no values, expected at least one") }
    return nodes.count == 1 ? first : first.graph.apply(Concatenate(), to: nodes)[0]
  }
}
