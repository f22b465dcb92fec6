import CKernels

/// Mean and summed squared deviation of each channel over the whole batch: (mean, squares, count), 2·channels + 1.
///
/// Two passes over a shard while it is warm, and shards merged in order by Chan's formula in Float64: no cancellation.
package struct BatchMoments: Operation {
  package var name: String { "batchMoments" }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    Drawing.require(
      inputs[0].span == .example && inputs[0].shape.rank >= 1, name, got: "\(inputs[0])", expected: "(time, channels)")
    return [ValueType([2 * inputs[0].shape.channels + 1], .batch)]
  }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int { 4 * inputs[0].shape.count }

  package func combine(output: Int) -> Combine? {
    { into, from, count in BatchMoments.merge(into, from, channels: (count - 1) / 2) }
  }

  fileprivate static func merge(
    _ into: UnsafeMutablePointer<Float>, _ from: UnsafePointer<Float>, channels: Int
  ) {
    let a = Double(into[2 * channels])
    let b = Double(from[2 * channels])
    guard b > 0 else { return }
    let total = a + b
    for channel in 0..<channels {
      let difference = Double(from[channel]) - Double(into[channel])
      into[channel] = Float(Double(into[channel]) + difference * b / total)
      let squares = Double(into[channels + channel]) + Double(from[channels + channel])
      into[channels + channel] = Float(squares + difference * difference * a * b / total)
    }
    into[2 * channels] = Float(total)
  }

  package func kernel(_ site: Site) -> Kernel {
    let (x, output) = (site.inputs[0], site.outputs[0])
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    return Kernel(scratch: 2 * channels + 1) { frame, _ in
      let to = frame.accumulates ? frame.scratch : frame[output]
      ek_channel_moments(
        to, to + channels, frame[x], x.stride, Int32(frame.count), Int32(shape.rows), Int32(channels))
      to[2 * channels] = Float(frame.count * shape.rows)
      if frame.accumulates { BatchMoments.merge(frame[output], frame.scratch, channels: channels) }
    }
  }
}

/// Carries running statistics on: old · (1 − momentum) + new · momentum, the variance unbiased as PyTorch has it.
package struct RunningStatistics: Operation {
  package let momentum: Float

  package var name: String { "runningStatistics" }
  package func results(of inputs: [ValueType]) -> [ValueType] { [inputs[1], inputs[2]] }

  package func kernel(_ site: Site) -> Kernel {
    let (inputs, outputs, momentum) = (site.inputs, site.outputs, momentum)
    let channels = site.outputTypes[0].shape.count
    return Kernel { frame, _ in
      let moments = frame[inputs[0]]
      let free = max(1, moments[2 * channels] - 1)
      // There is nothing to learn from no examples.
      let momentum = moments[2 * channels] > 0 ? momentum : 0
      for channel in 0..<channels {
        frame[outputs[0]][channel] = (1 - momentum) * frame[inputs[1]][channel] + momentum * moments[channel]
        frame[outputs[1]][channel] =
          (1 - momentum) * frame[inputs[2]][channel] + momentum * moments[channels + channel] / free
      }
    }
  }
}
