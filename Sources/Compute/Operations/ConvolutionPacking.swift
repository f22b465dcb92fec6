import CKernels

/// Rearranges a convolution's weight into the panels that the product reads, once a step.
package struct ConvolutionPacking: Operation {
  package enum Direction: String, Sendable { case forward, backward }
  package let geometry: Convolution.Geometry
  package let weightShape: Shape
  package let direction: Direction

  package var name: String {
    let g = geometry
    return
      "pack(\(direction.rawValue), \(weightShape), stride \(g.stride), pad \(g.before), dilation \(g.dilation), groups \(g.groups))"
  }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 0 }

  private var inputs: Int { weightShape.sizes[weightShape.rank - 2] }
  private var outputs: Int { weightShape.channels / geometry.groups }

  /// Floats of one group's packed weight, in phase `phase` when going backward.
  package func size(phase: Int = 0) -> Int {
    switch direction {
    case .forward: Int(ek_packed_size(Int64(geometry.kernel * inputs), Int64(outputs)))
    case .backward: Int(ek_packed_size(Int64(geometry.taps(phase: phase).count * outputs), Int64(inputs)))
    }
  }

  package func results(of types: [ValueType]) -> [ValueType] {
    let group =
      switch direction {
      case .forward: size()
      case .backward: (0..<geometry.stride).map { size(phase: $0) }.reduce(0, +)
      }
    return [ValueType([group * geometry.groups], .batch)]
  }

  package func kernel(_ site: Site) -> Kernel {
    let source = site.inputs[0]
    let packed = site.outputs[0]
    let (geometry, inputs, outputs, width) = (geometry, inputs, outputs, weightShape.channels)
    switch direction {
    case .forward:
      let size = size()
      return Kernel { frame, _ in
        for group in 0..<geometry.groups {
          ek_pack(
            frame[packed] + group * size, frame[source] + group * outputs, 1, 0, Int32(geometry.kernel * inputs), width,
            Int32(outputs), 1)
        }
      }
    case .backward:
      let phases = (0..<geometry.stride).map { (taps: geometry.taps(phase: $0), size: size(phase: $0)) }
      return Kernel { frame, _ in
        var to = frame[packed]
        for group in 0..<geometry.groups {
          for phase in phases {
            if let first = phase.taps.first {
              let step = phase.taps.count > 1 ? phase.taps[1].tap - first.tap : 0
              ek_pack(
                to, frame[source] + first.tap * inputs * width + group * outputs, Int32(phase.taps.count),
                step * inputs * width, Int32(outputs), 1, Int32(inputs), width)
            }
            to += phase.size
          }
        }
      }
    }
  }
}

extension Convolution.Geometry {
  /// For input rows r ≡ `phase` (mod stride): the taps that reach them, and the output row that each reads relative to
  /// r / stride; ordered so that the output rows ascend.
  package func taps(phase: Int) -> [(tap: Int, row: Int)] {
    (0..<kernel).compactMap { tap in
      let reached = phase + before - tap * dilation
      return reached.isMultiple(of: stride) ? (tap, reached / stride) : nil
    }.sorted { $0.row < $1.row }
  }
}
