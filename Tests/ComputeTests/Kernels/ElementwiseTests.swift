import CKernels
import Testing

/// Elementwise kernels, reductions and optimizer updates, at every length around a vector's width, between guards.
@Suite struct ElementwiseTests {
  typealias Pointer = UnsafeMutablePointer<Float>

  /// Runs a kernel of up to three inputs in place of its output and apart from it, and compares.
  private static func check(
    _ name: String, _ set: InstructionSet, low: Double = -2, _ kernel: (Pointer, [Pointer], Int) -> Void,
    _ formula: ([Double]) -> Double
  ) {
    for count in 0...(3 * Int(ek_lanes()) + 1) {
      let numbers = (0..<3).map { Hashed.uniform("\(name)\($0)", count, low, 2) }
      let wanted = (0..<count).map { i in formula(numbers.map { Double($0[i]) }) }
      let (a, b, c) = (Guarded(numbers[0]), Guarded(numbers[1]), Guarded(numbers[2]))
      let y = Guarded(room: count)
      kernel(y.pointer, [a.pointer, b.pointer, c.pointer], count)
      #expect(distance(y.numbers, from: wanted) < 2e-6, "\(name), \(count) on \(set)")
      let apart = y.numbers
      kernel(a.pointer, [a.pointer, b.pointer, c.pointer], count)
      #expect(a.numbers.bits == apart.bits, "\(name) in place, \(count) on \(set)")
      #expect(a.isIntact && b.isIntact && c.isIntact && y.isIntact, "\(name) left its buffer, \(count) on \(set)")
    }
  }

  @Test func followTheirFormulas() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        ElementwiseTests.check("add", set, { ek_add($0, $1[0], $1[1], $2) }) { $0[0] + $0[1] }
        ElementwiseTests.check("subtract", set, { ek_subtract($0, $1[0], $1[1], $2) }) { $0[0] - $0[1] }
        ElementwiseTests.check("multiply", set, { ek_multiply_elements($0, $1[0], $1[1], $2) }) { $0[0] * $0[1] }
        ElementwiseTests.check("scale", set, { ek_scale($0, $1[0], 3, -0.5, $2) }) { 3 * $0[0] - 0.5 }
        ElementwiseTests.check("leaky", set, { ek_leaky($0, $1[0], 0.25, $2) }) { $0[0] > 0 ? $0[0] : 0.25 * $0[0] }
        ElementwiseTests.check("mask", set, { ek_mask($0, $1[0], $1[1], 0.25, $2) }) {
          $0[1] > 0 ? $0[0] : 0.25 * $0[0]
        }
        ElementwiseTests.check("softmax", set, { if $2 > 0 { ek_softmax($0, $1[0], Int32($2), 1) } }) { _ in 1 }
        for function in [EK_LINEAR, EK_RELU, EK_TANH, EK_SIGMOID, EK_GELU, EK_EXP] {
          ElementwiseTests.check("function \(function.rawValue)", set, low: 0.5, { ek_apply(function, $0, $1[0], $2) })
          { x in
            switch function {
            case EK_TANH: Reference.tanh(x[0])
            case EK_SIGMOID: Reference.sigmoid(x[0])
            case EK_GELU: Reference.gelu(x[0])
            case EK_EXP: Reference.exponential(x[0])
            default: max(0, x[0])
            }
          }
          ElementwiseTests.check(
            "gradient \(function.rawValue)", set, low: 0.5, { ek_apply_gradient(function, $0, $1[0], $1[1], $1[2], $2) }
          ) {
            switch function {
            case EK_TANH: $0[0] * (1 - $0[2] * $0[2])
            case EK_SIGMOID: $0[0] * $0[2] * (1 - $0[2])
            case EK_GELU: $0[0] * (Reference.gelu($0[1] + 1e-6) - Reference.gelu($0[1] - 1e-6)) / 2e-6
            case EK_EXP: $0[0] * $0[2]
            default: $0[0]
            }
          }
        }
      }
    }
  }

  @Test func accumulateAndReduce() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for count in Array(0...40) + [1023, 1024, 1025, 2500] {
          let (x, y) = (Hashed.uniform("x", count), Hashed.uniform("y", count))
          let (a, b) = (Guarded(x), Guarded(y))
          ek_accumulate(b.pointer, a.pointer, 0.5, count)
          #expect(distance(b.numbers, from: zip(x, y).map { Double($0) * 0.5 + Double($1) }) < 1e-6)
          let exact = x.map(Double.init)
          let other = b.numbers.map(Double.init)
          let sizes = [
            (ek_sum(a.pointer, count), exact.reduce(0, +)),
            (ek_sum_squares(a.pointer, count), exact.reduce(0) { $0 + $1 * $1 }),
            (ek_penalty_l1(a.pointer, nil, count), exact.reduce(0) { $0 + abs($1) }),
            (ek_penalty_l2(a.pointer, nil, count), exact.reduce(0) { $0 + $1 * $1 }),
            (ek_penalty_l1(a.pointer, b.pointer, count), zip(exact, other).reduce(0) { $0 + abs($1.0 - $1.1) }),
            (
              ek_penalty_l2(a.pointer, b.pointer, count),
              zip(exact, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            ),
          ]
          for (index, (found, wanted)) in sizes.enumerated() {
            #expect(abs(found - wanted) <= 1e-6 * Double(count), "reduction \(index) of \(count) on \(set)")
          }
          #expect(a.isIntact && b.isIntact)
        }
        for columns in edges(Int(ek_lanes())) {
          for (examples, rows) in [(0, 3), (1, 0), (1, 1), (2, 7), (3, 4)] {
            let stride = rows * columns + 5
            let x = Hashed.uniform("x", examples * stride)
            let (a, sums) = (Guarded(x), Guarded([Float](repeating: 0.5, count: columns)))
            for accumulate in [1, 0] as [Int32] {
              ek_column_sums(
                sums.pointer, a.pointer, stride, columns, Int32(examples), Int32(rows), Int32(columns), accumulate)
              let wanted = (0..<columns).map { c in
                (0..<examples).reduce(accumulate == 1 ? 0.5 : 0) { sum, e in
                  sum + (0..<rows).reduce(0) { $0 + Double(x[e * stride + $1 * columns + c]) }
                }
              }
              #expect(distance(sums.numbers, from: wanted) < 1e-6, "\(examples)×\(rows)×\(columns) on \(set)")
            }
            #expect(a.isIntact && sums.isIntact)
          }
        }
      }
    }
  }

  @Test func updatesFollowTheirRules() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for count in 0...(2 * Int(ek_lanes()) + 1) { ElementwiseTests.updates(count, set) }
      }
    }
  }

  private static func updates(_ count: Int, _ set: InstructionSet) {
    let names = ["w", "g", "m", "v", "anchor"]
    let numbers = names.map { Hashed.uniform($0, count, $0 == "v" ? 0.01 : -1, 1) }
    let exact = numbers.map { $0.map(Double.init) }
    let (w, g, m) = (Guarded(numbers[0]), Guarded(numbers[1]), Guarded(numbers[2]))
    let (v, anchor) = (Guarded(numbers[3]), Guarded(numbers[4]))
    let place = "\(count) weights on \(set)"

    var sgd = ek_sgd()
    (sgd.rate, sgd.decay, sgd.momentum, sgd.dampening, sgd.nesterov, sgd.gradient_scale) = (
      0.25, 0.5, 0.75, 0.125, 1, 2
    )
    ek_sgd_step(&sgd, w.pointer, m.pointer, g.pointer, count)
    let moved = (0..<count).map { i -> (w: Double, m: Double) in
      let gradient = 2 * exact[1][i] + 0.5 * exact[0][i]
      let momentum = 0.75 * exact[2][i] + 0.875 * gradient
      return (exact[0][i] - 0.25 * (gradient + 0.75 * momentum), momentum)
    }
    #expect(distance(w.numbers, from: moved.map(\.w)) < 1e-6, "SGD, \(place)")
    #expect(distance(m.numbers, from: moved.map(\.m)) < 1e-6, "SGD, \(place)")

    w.pointer.update(from: numbers[0], count: count)
    m.pointer.update(from: numbers[2], count: count)
    var adam = ek_adam()
    (adam.rate, adam.decay, adam.decoupled_decay, adam.beta1, adam.beta2) = (0.25, 0.5, 0.125, 0.75, 0.5)
    (adam.epsilon, adam.correction1, adam.correction2_root, adam.gradient_scale) = (0.0625, 0.5, 0.75, 2)
    ek_adam_step(&adam, w.pointer, m.pointer, v.pointer, g.pointer, count)
    let stepped = (0..<count).map { i -> (w: Double, m: Double, v: Double) in
      let gradient = 2 * exact[1][i] + 0.5 * exact[0][i]
      let first = 0.75 * exact[2][i] + 0.25 * gradient
      let second = 0.5 * exact[3][i] + 0.5 * gradient * gradient
      let kept = exact[0][i] * (1 - 0.25 * 0.125)
      return (kept - 0.25 / 0.5 * first / (second.squareRoot() / 0.75 + 0.0625), first, second)
    }
    #expect(distance(w.numbers, from: stepped.map(\.w)) < 1e-6, "Adam, \(place)")
    #expect(distance(m.numbers, from: stepped.map(\.m)) < 1e-6, "Adam, \(place)")
    #expect(distance(v.numbers, from: stepped.map(\.v)) < 1e-6, "Adam, \(place)")

    w.pointer.update(from: numbers[0], count: count)
    ek_proximal_l1(w.pointer, anchor.pointer, 0.5, nil, 1, 0, count)
    let near = (0..<count).map { i -> Double in
      let difference = exact[0][i] - exact[4][i]
      return abs(difference) <= 0.5 ? exact[4][i] : exact[0][i] - (difference > 0 ? 0.5 : -0.5)
    }
    #expect(distance(w.numbers, from: near) < 1e-6, "soft threshold, \(place)")
    for i in 0..<count where near[i] == exact[4][i] { #expect(w.numbers[i].bitPattern == numbers[4][i].bitPattern) }

    w.pointer.update(from: numbers[0], count: count)
    ek_proximal_l2(w.pointer, anchor.pointer, 0.75, count)
    let drawn = (0..<count).map { exact[4][$0] + 0.75 * (exact[0][$0] - exact[4][$0]) }
    #expect(distance(w.numbers, from: drawn) < 1e-6, "pull to anchors, \(place)")
    #expect(
      w.isIntact && g.isIntact && m.isIntact && v.isIntact && anchor.isIntact, "an update left its buffer, \(place)")
  }
}
