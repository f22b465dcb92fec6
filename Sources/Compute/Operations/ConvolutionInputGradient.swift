import CKernels

/// The gradient to a convolution's input: for each phase of the stride, a convolution of dy with the weight turned round.
///
/// Inputs: dy (time, out), the weight, then a value to add and a reference whose sign masks the result, as fused.
package struct ConvolutionInputGradient: Operation {
  package let geometry: Convolution.Geometry
  package let inputShape: Shape
  package var isPacked = false
  package var adds = false
  package var maskSlope: Float?

  package init(geometry: Convolution.Geometry, inputShape: Shape) {
    self.geometry = geometry
    self.inputShape = inputShape
  }

  package var name: String {
    "convolutionInputGradient(\(inputShape.channels)@\(geometry.kernel))" + (adds ? " + add" : "")
      + (maskSlope != nil ? " + reluGradient" : "")
  }

  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType(inputShape)] }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    2 * inputs[0].shape.rows * geometry.kernel * (inputShape.channels / geometry.groups) * inputs[0].shape.channels
  }

  /// Rows of dy that some input row reads beyond dy's ends.
  package func halo(of input: Int, _ inputs: [ValueType]) -> Halo {
    guard input == 0 else { return .none }
    var halo = Halo.none
    for phase in 0..<min(geometry.stride, inputShape.rows) {
      let taps = geometry.taps(phase: phase)
      guard let first = taps.first, let last = taps.last else { continue }
      let lastRow = (inputShape.rows - 1 - phase) / geometry.stride
      halo.before = max(halo.before, -first.row)
      halo.after = max(halo.after, lastRow + last.row + 1 - inputs[0].shape.rows)
    }
    return halo
  }

  package func arrangement(of input: Int, _ inputs: [ValueType]) -> (any Operation)? {
    guard input == 1, !isPacked else { return nil }
    return ConvolutionPacking(geometry: geometry, weightShape: inputs[1].shape, direction: .backward)
  }

  package func arranged() -> any Operation {
    var copy = self
    copy.isPacked = true
    return copy
  }

  package func absorbing(_ next: any Operation, output: Int, position: Int) -> (any Operation)? {
    var fused = self
    if let sum = next as? Arithmetic, sum.kind == .add, !adds, maskSlope == nil {
      fused.adds = true
    } else if let next = next as? RectifierGradient, position == 0, maskSlope == nil {
      fused.maskSlope = next.slope
    } else {
      return nil
    }
    return fused
  }

  package func kernel(_ site: Site) -> Kernel {
    let g = geometry
    let dy = site.inputs[0]
    let weight = site.inputs[1]
    let add = adds ? site.inputs[2] : nil
    let mask = maskSlope == nil ? nil : site.inputs[adds ? 3 : 2]
    let dx = site.outputs[0]
    let (channels, rows) = (inputShape.channels, inputShape.rows)
    let width = site.inputTypes[0].shape.channels
    let (groupInputs, groupWidth) = (channels / g.groups, width / g.groups)
    let packing = ConvolutionPacking(
      geometry: g, weightShape: [g.kernel, groupInputs, width], direction: .backward)
    let phases = (0..<g.stride).map { (taps: g.taps(phase: $0), size: packing.size(phase: $0)) }
    let maskSlope = maskSlope ?? 0
    return Kernel { frame, _ in
      for (phase, plan) in phases.enumerated() where phase < rows {
        var before = 0
        for earlier in phases[..<phase] { before += earlier.size }
        for group in 0..<g.groups {
          let groupSize = phases.reduce(0) { $0 + $1.size }
          let offset = phase * channels + group * groupInputs
          var product = ek_product()
          product.examples = Int32(frame.count)
          product.rows = Int32((rows - 1 - phase) / g.stride + 1)
          product.columns = Int32(groupInputs)
          let firstRow = plan.taps.first?.row ?? 0
          let step = plan.taps.count > 1 ? plan.taps[1].row - firstRow : 0
          product.a = UnsafePointer(frame[dy] + firstRow * width + group * groupWidth)
          product.a_example = dy.stride
          product.a_row = width
          product.a_tap = step * width
          let isOneRun = step == 1 && g.groups == 1
          product.taps = Int32(isOneRun ? 1 : plan.taps.count)
          product.segment = Int32(isOneRun ? plan.taps.count * width : groupWidth)
          product.b = UnsafePointer(frame[weight] + group * groupSize + before)
          product.c = frame[dx] + offset
          product.c_example = dx.stride
          product.c_row = g.stride * channels
          if let add {
            product.add = UnsafePointer(frame[add] + offset)
            (product.add_example, product.add_row) = (add.stride, product.c_row)
          }
          if let mask {
            product.mask = UnsafePointer(frame[mask] + offset)
            (product.mask_example, product.mask_row) = (mask.stride, product.c_row)
            product.mask_slope = maskSlope
          }
          withUnsafePointer(to: product) { ek_multiply($0) }
        }
      }
    }
  }
}
