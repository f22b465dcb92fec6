import CKernels

/// A convolution along time over channels-last data, as a matrix product whose rows overlap in memory.
///
/// Inputs: x (time, in), the weight (kernel, in/groups, out), then bias (out) and a value to add, as far as it has them.
/// A linear layer is this with one tap. Fused onto it may be: the addition, a rectifier, a max-pool and its rectifier.
package struct Convolution: Operation {
  package struct Geometry: Hashable, Sendable {
    package var kernel = 1
    package var stride = 1
    package var before = 0
    package var after = 0
    package var dilation = 1
    package var groups = 1

    /// How far apart the first and the last tap are.
    var reach: Int { (kernel - 1) * dilation }

    func steps(from input: Int) -> Int { max(0, (input + before + after - reach - 1) / stride + 1) }
  }

  package var geometry: Geometry
  package var hasBias: Bool
  package var isPacked = false
  package var adds = false
  package var rectifier: Float?
  package var pool: MaxPool?
  /// The width of the output, known before the weight is packed.
  package let outputs: Int

  package var name: String {
    var text = "convolution(\(outputs)@\(geometry.kernel)"
    if geometry.stride > 1 { text += " stride \(geometry.stride)" }
    if geometry.before > 0 || geometry.after > 0 { text += " pad \(geometry.before),\(geometry.after)" }
    if geometry.dilation > 1 { text += " dilation \(geometry.dilation)" }
    if geometry.groups > 1 { text += " groups \(geometry.groups)" }
    text += ")"
    if adds { text += " + add" }
    if let pool { text += " + \(pool.name)" }
    if let rectifier { text += " + " + Rectifier(slope: rectifier).name }
    return text
  }

  package func results(of inputs: [ValueType]) -> [ValueType] {
    let (x, weight) = (inputs[0], inputs[1])
    if !isPacked {
      let sizes = weight.shape.sizes
      let taps = sizes.count == 3 ? sizes[0] : 1
      Drawing.require(
        x.span == .example && inputs.dropFirst().allSatisfy { $0.span == .batch } && sizes.count >= 2
          && x.shape.rank >= 1
          && x.shape.channels == sizes[sizes.count - 2] * geometry.groups && taps == geometry.kernel
          && outputs % geometry.groups == 0,
        name, got: "input \(x), weight \(weight), \(geometry.groups) groups",
        expected: "weight (kernel, in/groups, out) that the batch shares, with in = the input's channels")
      Drawing.require(
        !hasBias || inputs[2].shape.count == outputs, name, got: "bias \(inputs.count > 2 ? "\(inputs[2])" : "none")",
        expected: "\(outputs) numbers")
      Drawing.require(
        x.shape.rows + geometry.before + geometry.after > geometry.reach, name, got: "\(x.shape.rows) steps",
        expected: "at least \(geometry.reach + 1) with the padding")
    }
    let steps = geometry.steps(from: x.shape.rows)
    let shape = Shape(x.shape.sizes.dropLast(x.shape.rank > 1 ? 2 : 1) + (x.shape.rank > 1 ? [steps] : []) + [outputs])
    let output = ValueType(shape)
    return pool.map { $0.results(of: [output]) } ?? [output]
  }

  package func gradients(_ site: GradientSite) -> [Node?] {
    guard let gradient = site.outputGradients[0] else { return site.inputs.map { _ in nil } }
    let x = site.inputs[0]
    let weight = site.inputs[1]
    var result: [Node?] = [nil]
    if site.needs[0] {
      let back = ConvolutionInputGradient(geometry: geometry, inputShape: x.shape)
      result[0] = site.apply(back, [gradient, weight])[0]
    }
    if site.needs[1] || (hasBias && site.needs[2]) {
      let weights = site.apply(
        ConvolutionWeightGradient(geometry: geometry, weightShape: weight.shape, hasBias: hasBias), [x, gradient])
      result += weights.map { $0 }
    } else {
      result += site.inputs.dropFirst().map { _ in nil }
    }
    return result
  }

  package var skipsUnusedOutputs: Bool { true }

  package func work(_ inputs: [ValueType], _ outputs: [ValueType]) -> Int {
    let x = inputs[0].shape
    return 2 * geometry.steps(from: x.rows) * geometry.kernel * (x.channels / geometry.groups) * self.outputs
  }

  package func sight(_ inputs: [ValueType], _ outputs: [ValueType]) -> Sight {
    .window(size: geometry.reach + 1, stride: geometry.stride)
  }

  package func halo(of input: Int, _ inputs: [ValueType]) -> Halo {
    guard input == 0 else { return .none }
    let rows = inputs[0].shape.rows
    let needed = (geometry.steps(from: rows) - 1) * geometry.stride + geometry.reach + 1 - geometry.before - rows
    return Halo(before: geometry.before, after: max(0, needed))
  }

  package func arrangement(of input: Int, _ inputs: [ValueType]) -> (any Operation)? {
    guard input == 1, !isPacked else { return nil }
    return ConvolutionPacking(geometry: geometry, weightShape: inputs[1].shape, direction: .forward)
  }

  package func arranged() -> any Operation {
    var copy = self
    copy.isPacked = true
    return copy
  }

  package func absorbing(_ next: any Operation, output: Int, position: Int) -> (any Operation)? {
    guard output == 0 else { return nil }
    var fused = self
    if let sum = next as? Arithmetic, sum.kind == .add, !adds, rectifier == nil, pool == nil {
      fused.adds = true
    } else if let next = next as? Rectifier, rectifier == nil, pool == nil || next.slope == 0 {
      fused.rectifier = next.slope
    } else if let next = next as? MaxPool, pool == nil, rectifier == nil {
      fused.pool = next
    } else {
      return nil
    }
    return fused
  }

  package func kernel(_ site: Site) -> Kernel {
    let g = geometry
    let x = site.inputs[0]
    let weight = site.inputs[1]
    let bias = hasBias ? site.inputs[2] : nil
    let add = adds ? site.inputs[hasBias ? 3 : 2] : nil
    let output = site.outputs[0]
    let shape = site.inputTypes[0].shape
    let channels = shape.channels
    let steps = g.steps(from: shape.rows)
    let width = outputs
    let groupWidth = width / g.groups
    let groupInputs = channels / g.groups
    let packedGroup = ek_packed_size(Int64(g.kernel * groupInputs), Int64(groupWidth))
    // Taps that follow each other in memory are one long run.
    let isOneRun = g.dilation == 1 && g.groups == 1
    var product = ek_product()
    product.a_row = g.stride * channels
    product.a_tap = g.dilation * channels
    product.taps = Int32(isOneRun ? 1 : g.kernel)
    product.segment = Int32(isOneRun ? g.kernel * channels : groupInputs)
    product.columns = Int32(groupWidth)
    product.c_row = width
    product.add_row = width
    product.rectify = pool == nil && rectifier != nil ? 1 : 0
    product.slope = rectifier ?? 0
    // Only numbers so far: the pointers are set in each call's own copy.
    nonisolated(unsafe) let base = product

    /// Rows [from, to) of `count` examples from `first` on.
    let multiply: @Sendable (borrowing Frame, Int, Int, UnsafeMutablePointer<Float>, Int, Int, Int) -> Void = {
      frame, first, count, destination, stride, from, to in
      var product = base
      product.a_example = x.stride
      product.examples = Int32(count)
      product.rows = Int32(to - from)
      product.c_example = stride
      for group in 0..<g.groups {
        product.a = UnsafePointer(
          frame[x] + first * x.stride + (from * g.stride - g.before) * channels + group * groupInputs)
        product.b = UnsafePointer(frame[weight] + group * packedGroup)
        product.c = destination + from * width + group * groupWidth
        if let bias { product.bias = UnsafePointer(frame[bias] + group * groupWidth) }
        if let add {
          product.add = UnsafePointer(frame[add] + first * add.stride + from * width + group * groupWidth)
          product.add_example = add.stride
        }
        withUnsafePointer(to: product) { ek_multiply($0) }
      }
    }

    guard let pool else {
      return Kernel(parts: steps) { frame, rows in
        multiply(frame, 0, frame.count, frame[output], output.stride, rows.lowerBound, rows.upperBound)
      }
    }
    let pooled = pool.geometry(rows: steps, channels: width)
    let winners = site.isUsed[1] ? site.outputs[1] : nil
    let rectifies: Int32 = rectifier == nil ? 0 : 1
    return Kernel(parts: Int(pooled.rows_out), scratch: steps * width) { frame, rows in
      // The unpooled rows never leave the cache; pieces make the few rows they share twice.
      let from = max(0, rows.lowerBound * pool.stride - pool.before)
      let to = min(steps, (rows.upperBound - 1) * pool.stride - pool.before + pool.window)
      for example in 0..<frame.count {
        multiply(frame, example, 1, frame.scratch, 0, from, to)
        let winner = winners.map { operand in
          UnsafeMutableRawPointer(frame[operand] + example * operand.stride).assumingMemoryBound(to: Int32.self)
        }
        withUnsafePointer(to: pooled) {
          ek_max_pool(
            $0, frame[output] + example * output.stride, winner, frame.scratch, rectifies, Int32(rows.lowerBound),
            Int32(rows.upperBound))
        }
      }
    }
  }
}

/// How much a convolution pads its input.
public enum Padding: Sendable, Hashable {
  /// None: the output is shorter.
  case valid
  /// As many rows out as in at stride 1; an odd row goes behind, as in PyTorch.
  case same
  /// This many rows on both sides.
  case both(Int)
  /// Rows before and after.
  case sides(Int, Int)
}

extension Node {
  /// Returns the convolution along time of a (time, in) value.
  ///
  /// - Parameters:
  ///   - weight: A parameter of PyTorch shape (out, in/groups, kernel).
  ///   - bias: A parameter of shape (out), if any.
  ///   - stride: Rows from one step of the kernel to the next.
  ///   - padding: Rows of zeros before and after.
  ///   - dilation: Rows from one tap of the kernel to the next.
  ///   - groups: Parts of the channels that do not see each other.
  public func convolved(
    with weight: Node, bias: Node? = nil, stride: Int = 1, padding: Padding = .valid, dilation: Int = 1, groups: Int = 1
  ) -> Node {
    Drawing.require(
      stride > 0 && dilation > 0 && groups > 0, "convolution",
      got: "stride \(stride), dilation \(dilation), groups \(groups)",
      expected: "1 or more of each")
    Drawing.require(
      weight.shape.rank == 3 && shape.rank == 2, "convolution", got: "input \(type), weight \(weight.type)",
      expected: "input (time, channels) and weight (kernel, in, out)")
    var geometry = Convolution.Geometry()
    geometry.kernel = weight.shape.sizes[0]
    geometry.stride = stride
    geometry.dilation = dilation
    geometry.groups = groups
    switch padding {
    case .valid: break
    case .same: (geometry.before, geometry.after) = (geometry.reach / 2, geometry.reach - geometry.reach / 2)
    case .both(let rows): (geometry.before, geometry.after) = (rows, rows)
    case .sides(let before, let after): (geometry.before, geometry.after) = (before, after)
    }
    Drawing.require(
      geometry.before >= 0 && geometry.after >= 0 && geometry.kernel > 0, "convolution",
      got: "\(geometry.kernel) taps, padding \(geometry.before),\(geometry.after)",
      expected: "1 tap or more, and padding of 0 or more rows")
    let operation = Convolution(geometry: geometry, hasBias: bias != nil, outputs: weight.shape.channels)
    return graph.apply(operation, to: [self, weight] + (bias.map { [$0] } ?? []))[0]
  }

  /// Returns value · weightᵀ + bias, on every time step alike.
  ///
  /// - Parameters:
  ///   - weight: A parameter of PyTorch shape (out, in).
  ///   - bias: A parameter of shape (out), if any.
  public func linear(_ weight: Node, bias: Node? = nil) -> Node {
    Drawing.require(
      weight.shape.rank == 2, "linear", got: "weight \(weight.type)", expected: "weight (in, out)")
    let operation = Convolution(
      geometry: Convolution.Geometry(), hasBias: bias != nil, outputs: weight.shape.channels)
    return graph.apply(operation, to: [self, weight] + (bias.map { [$0] } ?? []))[0]
  }
}
