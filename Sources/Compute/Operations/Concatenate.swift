import CKernels

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

extension Node {
  /// Returns values side by side along their channels.
  public static func concatenated(_ nodes: [Node]) -> Node {
    guard let first = nodes.first else { fatalError("concatenate got no values, expected at least one") }
    return nodes.count == 1 ? first : first.graph.apply(Concatenate(), to: nodes)[0]
  }
}
