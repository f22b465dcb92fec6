import CKernels

/// The gradients to a convolution's weight and bias, summed over the examples.
package struct ConvolutionWeightGradient: Operation {
  package let geometry: Convolution.Geometry
  package let weightShape: Shape
  package let hasBias: Bool

  package var name: String { "convolutionWeightGradient(\(weightShape))" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    [ValueType(weightShape, .batch)] + (hasBias ? [ValueType([weightShape.channels], .batch)] : [])
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    2 * inputs[1].shape.rows * weightShape.count
  }

  package func halo(of input: Int, _ inputs: [ValueType]) -> Halo {
    let forward = Convolution(geometry: geometry, hasBias: false, outputs: weightShape.channels)
    return input == 0 ? forward.halo(of: 0, inputs) : .none
  }

  package func kernel(_ site: Site) -> Kernel {
    let g = geometry
    let (x, dy) = (site.inputs[0], site.inputs[1])
    let weight = site.outputs[0]
    let bias = hasBias && site.isUsed[1] ? site.outputs[1] : nil
    let channels = site.inputTypes[0].shape.channels
    let width = weightShape.channels
    let steps = site.inputTypes[1].shape.rows
    let (groupInputs, groupWidth) = (channels / g.groups, width / g.groups)
    let usesWeight = site.isUsed[0]
    return Kernel(scratch: Int(ek_outer_scratch())) { frame, _ in
      var outer = ek_outer_product()
      outer.a_example = x.stride
      outer.a_row = g.stride * channels
      outer.a_tap = g.dilation * channels
      outer.taps = Int32(g.kernel)
      outer.segment = Int32(groupInputs)
      outer.b_example = dy.stride
      outer.b_row = width
      outer.examples = Int32(frame.count)
      outer.rows = Int32(steps)
      outer.columns = Int32(groupWidth)
      outer.c_row = width
      outer.accumulate = frame.accumulates ? 1 : 0
      outer.scratch = frame.scratch
      for group in 0..<(usesWeight ? g.groups : 0) {
        outer.a = UnsafePointer(frame[x] - g.before * channels + group * groupInputs)
        outer.b = UnsafePointer(frame[dy] + group * groupWidth)
        outer.c = frame[weight] + group * groupWidth
        withUnsafePointer(to: outer) { ek_outer($0) }
      }
      if let bias {
        ek_column_sums(
          frame[bias], frame[dy], dy.stride, width, Int32(frame.count), Int32(steps), Int32(width),
          frame.accumulates ? 1 : 0)
      }
    }
  }
}
