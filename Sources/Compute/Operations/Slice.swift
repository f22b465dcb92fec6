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

extension Node {
  /// Returns a rectangle of a (time, channels) value.
  public func sliced(rows: Range<Int>, channels: Range<Int>) -> Node { apply(Slice(rows: rows, channels: channels)) }

  /// Returns some of the channels of every time step.
  public func channels(_ range: Range<Int>) -> Node { sliced(rows: 0..<shape.rows, channels: range) }

  /// Returns the leads of a recording one by one, each (time, 1).
  public func splitIntoLeads() -> [Node] { (0..<shape.channels).map { channels($0..<($0 + 1)) } }
}
