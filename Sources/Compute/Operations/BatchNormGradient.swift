import CKernels

/// Σ dy and Σ dy · normalised x for each channel: the gradients to beta and gamma.
package struct BatchNormSums: Operation {
  package var name: String { "batchNormSums" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [ValueType([2 * inputs[0].shape.channels], .batch)] }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 4 * inputs[0].shape.count }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, x, coefficients, sums) = (site.inputs[0], site.inputs[1], site.inputs[2], site.outputs[0])
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    return Kernel { frame, _ in
      ek_normalise_sums(
        frame[sums], frame[sums] + channels, frame[dy], frame[x], frame[coefficients] + 2 * channels,
        frame[coefficients] + 3 * channels, dy.stride, x.stride, Int32(frame.count), Int32(shape.rows), Int32(channels),
        frame.accumulates ? 1 : 0)
    }
  }
}

/// The gradient to a normalisation's input: scale · (dy − mean dy − x̂ · mean(dy · x̂)), or scale · dy when frozen.
package struct BatchNormInputGradient: Operation {
  package let isFrozen: Bool

  package var name: String { "batchNormInputGradient" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[0]] }
  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 4 * inputs[0].shape.count }

  package func kernel(_ site: Site) -> Kernel {
    let (dy, x, coefficients, dx) = (site.inputs[0], site.inputs[1], site.inputs[2], site.outputs[0])
    let sums = isFrozen ? nil : site.inputs[3]
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    return Kernel(scratch: 3 * channels) { frame, _ in
      // dx = a·dy + b·x + c, one triple a channel.
      let a = frame[coefficients]
      let (b, c) = (frame.scratch, frame.scratch + channels)
      let share = 1 / Float(max(1, frame.total * shape.rows))
      for channel in 0..<channels {
        let (mean, inverse) = (a[2 * channels + channel], a[3 * channels + channel])
        guard let sums else {
          (b[channel], c[channel]) = (0, 0)
          continue
        }
        let crossed = frame[sums][channels + channel] * share * inverse
        b[channel] = -a[channel] * crossed
        c[channel] = a[channel] * (crossed * mean - frame[sums][channel] * share)
      }
      for example in 0..<frame.count {
        ek_normalise_gradient(
          frame[dx] + example * dx.stride, frame[dy] + example * dy.stride, frame[x] + example * x.stride, a, b, c,
          Int32(shape.rows), Int32(channels))
      }
    }
  }
}
