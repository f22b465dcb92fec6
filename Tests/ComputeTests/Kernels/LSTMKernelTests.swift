import CKernels
import Testing

/// The LSTM at hidden sizes from 4 to 512, both ways, against plain loops forward and backward in Float64.
@Suite struct LSTMKernelTests {
  struct Size {
    let (hidden, inputs, steps, examples): (Int, Int, Int, Int)
    let isReversed: Bool
    let accumulates: Bool
    /// Whether it starts from a state, and the gradient to its last cells is given.
    var hasState = false
  }

  /// The state that a sequence starts from, and the gradient to the cells that it leaves; `hidden` numbers an example.
  private struct State {
    let (h, c, dlast): ([Float], [Float], [Float])

    init(_ s: Size) {
      let count = s.examples * s.hidden
      func numbers(_ name: String) -> [Float] {
        s.hasState ? Hashed.uniform(name, count) : [Float](repeating: 0, count: count)
      }
      (h, c, dlast) = (numbers("h0"), numbers("c0"), numbers("dlast"))
    }

    func row(_ numbers: [Float], _ example: Int, _ hidden: Int) -> [Double] {
      numbers[(example * hidden)..<((example + 1) * hidden)].map(Double.init)
    }
  }

  /// Forward and backward by the definition; weights as the kernels take them: (in, 4·hidden).
  private struct Naive {
    var y: [Double]
    var (dx, dwx, dwh, dbias): ([Double], [Double], [Double], [Double])
    var (last, dh0, dc0): ([Double], [Double], [Double]) = ([], [], [])

    init(_ s: Size, x: [Float], wx: [Float], wh: [Float], bias: [Float], dy: [Float], state: State) {
      let (h, width) = (s.hidden, 4 * s.hidden)
      y = [Double](repeating: 0, count: s.examples * s.steps * h)
      (dx, dwx) = ([Double](repeating: 0, count: x.count), [Double](repeating: 0, count: wx.count))
      (dwh, dbias) = ([Double](repeating: 0, count: wh.count), [Double](repeating: 0, count: bias.count))
      let order = s.isReversed ? Array((0..<s.steps).reversed()) : Array(0..<s.steps)
      for e in 0..<s.examples {
        var gates: [[Double]] = []
        var cells = [state.row(state.c, e, h)]
        var outputs = [state.row(state.h, e, h)]
        for t in order {
          var sums = bias.map(Double.init)
          for i in 0..<s.inputs {
            let value = Double(x[(e * s.steps + t) * s.inputs + i])
            for n in 0..<width { sums[n] += value * Double(wx[i * width + n]) }
          }
          for j in 0..<h {
            let value = outputs[outputs.count - 1][j]
            if value != 0 { for n in 0..<width { sums[n] += value * Double(wh[j * width + n]) } }
          }
          for n in 0..<width { sums[n] = n / h == 2 ? Reference.tanh(sums[n]) : Reference.sigmoid(sums[n]) }
          let before = cells[cells.count - 1]
          let cell = (0..<h).map { sums[h + $0] * before[$0] + sums[$0] * sums[2 * h + $0] }
          let output = (0..<h).map { sums[3 * h + $0] * Reference.tanh(cell[$0]) }
          for u in 0..<h { y[(e * s.steps + t) * h + u] = output[u] }
          gates.append(sums)
          cells.append(cell)
          outputs.append(output)
        }
        last += cells[cells.count - 1]
        var (dh, dc) = ([Double](repeating: 0, count: h), state.row(state.dlast, e, h))
        for (index, t) in order.enumerated().reversed() {
          let (g, cell, before) = (gates[index], cells[index + 1], cells[index])
          var d = [Double](repeating: 0, count: width)
          for u in 0..<h {
            let (i, f, c, o) = (g[u], g[h + u], g[2 * h + u], g[3 * h + u])
            let out = dh[u] + Double(dy[(e * s.steps + t) * h + u])
            let bent = Reference.tanh(cell[u])
            let inner = dc[u] + out * o * (1 - bent * bent)
            (d[u], d[h + u]) = (inner * c * i * (1 - i), inner * before[u] * f * (1 - f))
            (d[2 * h + u], d[3 * h + u]) = (inner * i * (1 - c * c), out * bent * o * (1 - o))
            dc[u] = inner * f
          }
          for n in 0..<width { dbias[n] += d[n] }
          for i in 0..<s.inputs {
            let at = (e * s.steps + t) * s.inputs + i
            for n in 0..<width {
              dx[at] += d[n] * Double(wx[i * width + n])
              dwx[i * width + n] += d[n] * Double(x[at])
            }
          }
          for j in 0..<h {
            var sum = 0.0
            for n in 0..<width {
              sum += d[n] * Double(wh[j * width + n])
              dwh[j * width + n] += d[n] * outputs[index][j]
            }
            dh[j] = sum
          }
        }
        dh0 += dh
        dc0 += dc
      }
    }
  }

  private static func check(_ s: Size, _ set: InstructionSet) {
    let (h, width) = (s.hidden, 4 * s.hidden)
    let bound = 1 / Double(h).squareRoot()
    let x = Hashed.uniform("x", s.examples * s.steps * s.inputs)
    let (wx, wh) = (
      Hashed.uniform("wx", s.inputs * width, -bound, bound), Hashed.uniform("wh", h * width, -bound, bound)
    )
    let (bias, dy) = (Hashed.uniform("bias", width, -bound, bound), Hashed.uniform("dy", s.examples * s.steps * h))
    let padded = Int(ek_lstm_padded(Int32(h)))
    let (gx, gwx, gwh, gbias, gdy) = (Guarded(x), Guarded(wx), Guarded(wh), Guarded(bias), Guarded(dy))
    let pwx = Guarded(room: ek_packed_size(Int64(s.inputs), Int64(4 * padded)))
    let pwh = Guarded(room: ek_packed_size(Int64(h), Int64(4 * padded)))
    let pbias = Guarded(room: 4 * padded)
    let pwxt = Guarded(room: ek_packed_size(Int64(4 * padded), Int64(s.inputs)))
    let pwht = Guarded(room: ek_packed_size(Int64(4 * padded), Int64(h)))
    ek_lstm_pack(pwx.pointer, gwx.pointer, Int32(s.inputs), Int32(h))
    ek_lstm_pack(pwh.pointer, gwh.pointer, Int32(h), Int32(h))
    ek_lstm_pack_bias(pbias.pointer, gbias.pointer, Int32(h))
    ek_lstm_pack_transposed(pwxt.pointer, gwx.pointer, Int32(s.inputs), Int32(h))
    ek_lstm_pack_transposed(pwht.pointer, gwh.pointer, Int32(h), Int32(h))

    let y = Guarded(room: s.examples * s.steps * h)
    let gates = Guarded(room: s.examples * s.steps * 4 * padded)
    let cells = Guarded(room: s.examples * s.steps * padded)
    var forward = ek_lstm()
    (forward.examples, forward.steps, forward.inputs, forward.hidden) = (
      Int32(s.examples), Int32(s.steps), Int32(s.inputs), Int32(h)
    )
    forward.reverse = s.isReversed ? 1 : 0
    (forward.x, forward.x_example, forward.x_row) = (UnsafePointer(gx.pointer), s.steps * s.inputs, s.inputs)
    (forward.wx, forward.wh) = (UnsafePointer(pwx.pointer), UnsafePointer(pwh.pointer))
    forward.bias = UnsafePointer(pbias.pointer)
    (forward.y, forward.y_example, forward.y_row) = (y.pointer, s.steps * h, h)
    (forward.gates, forward.cells, forward.save) = (gates.pointer, cells.pointer, 1)
    let state = State(s)
    let (gh, gc, gdlast) = (Guarded(state.h), Guarded(state.c), Guarded(state.dlast))
    let (start, last) = (Guarded(room: s.examples * padded), Guarded(room: s.examples * h))
    if s.hasState {
      (forward.h0, forward.h0_example) = (UnsafePointer(gh.pointer), h)
      (forward.c0, forward.c0_example) = (UnsafePointer(gc.pointer), h)
      forward.start = start.pointer
    }
    (forward.last_cell, forward.last_cell_example) = (last.pointer, h)
    ek_lstm_forward(&forward)

    // The same without keeping anything for the way back.
    let brief = Guarded(room: y.count)
    let someGates = Guarded(room: s.examples * Int(ek_lstm_chunk()) * 4 * padded)
    let someCells = Guarded(room: s.examples * 2 * padded)
    var passing = forward
    (passing.y, passing.gates, passing.cells, passing.save) = (brief.pointer, someGates.pointer, someCells.pointer, 0)
    ek_lstm_forward(&passing)

    let given: Float = s.accumulates ? 0.5 : .nan
    let dx = Guarded([Float](repeating: given, count: x.count))
    let dwx = Guarded([Float](repeating: given, count: wx.count))
    let dwh = Guarded([Float](repeating: given, count: wh.count))
    let dbias = Guarded([Float](repeating: given, count: width))
    let (dh0, dc0) = (Guarded(room: s.examples * h), Guarded(room: s.examples * h))
    let scratch = Guarded(room: ek_lstm_scratch(Int32(s.examples), Int32(h)))
    var backward = ek_lstm_gradient()
    backward.forward = forward
    (backward.wxt, backward.wht) = (UnsafePointer(pwxt.pointer), UnsafePointer(pwht.pointer))
    (backward.dy, backward.dy_example, backward.dy_row) = (UnsafePointer(gdy.pointer), s.steps * h, h)
    (backward.dx, backward.dx_example, backward.dx_row) = (dx.pointer, s.steps * s.inputs, s.inputs)
    (backward.accumulate_dx, backward.accumulate) = (s.accumulates ? 1 : 0, s.accumulates ? 1 : 0)
    (backward.dwx, backward.dwh, backward.dbias, backward.scratch) = (
      dwx.pointer, dwh.pointer, dbias.pointer, scratch.pointer
    )
    if s.hasState {
      (backward.dlast_cell, backward.dlast_cell_example) = (UnsafePointer(gdlast.pointer), h)
      (backward.dh0, backward.dh0_example) = (dh0.pointer, h)
      (backward.dc0, backward.dc0_example) = (dc0.pointer, h)
    }
    ek_lstm_backward(&backward)

    let naive = Naive(s, x: x, wx: wx, wh: wh, bias: bias, dy: dy, state: state)
    let place = "\(s) on \(set)"
    #expect(distance(y.numbers, from: naive.y) < 1e-6, "outputs, \(place)")
    #expect(brief.numbers.bits == y.numbers.bits, "outputs without saving, \(place)")
    #expect(distance(last.numbers, from: naive.last) < 1e-6, "last cells, \(place)")
    if s.hasState {
      #expect(distance(dh0.numbers, from: naive.dh0) < 3e-6, "gradient to h, \(place)")
      #expect(distance(dc0.numbers, from: naive.dc0) < 3e-6, "gradient to c, \(place)")
    }
    let before = s.accumulates ? 0.5 : 0
    for (name, found, wanted) in [
      ("x", dx, naive.dx), ("wx", dwx, naive.dwx), ("wh", dwh, naive.dwh), ("bias", dbias, naive.dbias),
    ] {
      #expect(distance(found.numbers, from: wanted.map { $0 + before }) < 3e-6, "gradient to \(name), \(place)")
    }
    let all = [
      gx, gwx, gwh, gbias, gdy, pwx, pwh, pbias, pwxt, pwht, y, gates, cells, brief, someGates, someCells, dx, dwx, dwh,
      dbias, scratch, gh, gc, gdlast, start, last, dh0, dc0,
    ]
    #expect(all.allSatisfy { $0.isIntact }, "a buffer was left, \(place)")
  }

  @Test func everyHiddenSize() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        let lanes = Int(ek_lanes())
        for hidden in Set([4, 5, 7, lanes - 1, lanes, lanes + 1, 2 * lanes + 3, 64, 100]).sorted() {
          for examples in [0, 1, 2, 7] {
            for isReversed in [false, true] {
              LSTMKernelTests.check(
                Size(
                  hidden: hidden, inputs: 1 + (hidden + examples) % 5, steps: 1 + (hidden + examples) % 4,
                  examples: examples, isReversed: isReversed, accumulates: examples.isMultiple(of: 2),
                  hasState: hidden.isMultiple(of: 2) != isReversed), set)
            }
          }
        }
        LSTMKernelTests.check(
          Size(hidden: 512, inputs: 3, steps: 2, examples: 2, isReversed: true, accumulates: false), set)
        LSTMKernelTests.check(
          Size(hidden: 256, inputs: 20, steps: 3, examples: 1, isReversed: false, accumulates: true), set)
        // Several chunks of steps.
        LSTMKernelTests.check(
          Size(hidden: 6, inputs: 2, steps: 67, examples: 3, isReversed: false, accumulates: true), set)
        LSTMKernelTests.check(
          Size(hidden: 6, inputs: 2, steps: 65, examples: 3, isReversed: true, accumulates: false, hasState: true), set)
      }
    }
  }
}
