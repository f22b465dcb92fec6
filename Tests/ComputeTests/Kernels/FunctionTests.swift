import CKernels
import Foundation
import Testing

/// The polynomial functions against the C library's in Float64, and what they do with numbers at the edge.
@Suite struct FunctionTests {
  private static let specials: [Float] = [
    0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, -.leastNormalMagnitude, 1e-20,
    -1e-20,
    1e20, -1e20, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, -.infinity, 87.33, -87.33, 88.72,
    -88.72,
    89, -89, 9, -9, 18, -18, 1, -1, 0.5, -0.5,
  ]

  /// Every 1/2048 from −100 to 100, and every magnitude that a float can have.
  private static var sweep: [Float] {
    let even = (-204_800...204_800).map { Float($0) / 2048 }
    let magnitudes = stride(from: UInt32(0), to: Float.infinity.bitPattern, by: 40_009).map { Float(bitPattern: $0) }
    return even + magnitudes + magnitudes.map { -$0 } + specials
  }

  private static func applied(_ function: ek_function, _ x: [Float]) -> [Float] {
    var y = [Float](repeating: 0, count: x.count)
    ek_apply(function, &y, x, x.count)
    return y
  }

  /// The greatest error over the sweep, by a measure of (found, exact, x); what is not a number or infinite must be so
  /// exactly.
  private static func greatestError(
    _ function: ek_function, _ exact: (Double) -> Double, _ measure: (Double, Double, Double) -> Double
  ) -> (error: Double, x: Float) {
    let x = sweep
    var worst = (error: 0.0, x: Float(0))
    for (x, y) in zip(x, applied(function, x)) {
      let wanted = exact(Double(x))
      if Float(wanted).isInfinite || y.isInfinite || y.isNaN {
        if Float(wanted) != y && !(wanted.isNaN && y.isNaN) { return (.infinity, x) }
        continue
      }
      let error = measure(Double(y), wanted, Double(x))
      if error > worst.error { worst = (error, x) }
    }
    return worst
  }

  /// With EINTHOVEN_ERRORS set, the greatest errors are printed.
  @Test func staysWithinAMillionth() async {
    let isTalkative = ProcessInfo.processInfo.environment["EINTHOVEN_ERRORS"] != nil
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      InstructionSet.forEach { set in
        let exponential = FunctionTests.greatestError(EK_EXP, { Foundation.exp($0) }) { found, exact, x in
          // Below the smallest normal number the result is 0.
          x < -87.3 ? abs(found - exact) : abs(found / exact - 1)
        }
        let tanh = FunctionTests.greatestError(EK_TANH, { Foundation.tanh($0) }) { found, exact, _ in
          exact == 0 ? abs(found) : abs(found / exact - 1)
        }
        let sigmoid = FunctionTests.greatestError(EK_SIGMOID, { 1 / (1 + Foundation.exp(-$0)) }) { found, exact, _ in
          abs(found - exact)
        }
        let gelu = FunctionTests.greatestError(
          EK_GELU, { $0 == -.infinity ? .nan : $0 == .infinity ? $0 : $0 / 2 * erfc(-$0 / 2.0.squareRoot()) }
        ) { found, exact, x in abs(found - exact) / max(1, abs(x)) }
        print(set, "exp", exponential, "tanh", tanh, "sigmoid", sigmoid, "gelu", gelu)
        #expect(exponential.error <= 1e-6, "exp on \(set), relative, at \(exponential.x)")
        #expect(tanh.error <= 1e-6, "tanh on \(set), relative, at \(tanh.x)")
        #expect(sigmoid.error <= 1e-6, "sigmoid on \(set), absolute, at \(sigmoid.x)")
        #expect(gelu.error <= 1e-6, "gelu on \(set), of max(1, |x|), at \(gelu.x)")
      }
    }
    if isTalkative, let result { print(String(decoding: result.standardOutputContent, as: UTF8.self)) }
  }

  private static func crossEntropy(
    _ logits: [Float], _ targets: [Float], gamma: Float = 0, isDistribution: Bool = false
  ) -> (loss: Float, probabilities: [Float], gradient: [Float]) {
    var loss: [Float] = [0]
    var probabilities = [Float](repeating: 0, count: logits.count)
    var gradient = probabilities
    targets.withUnsafeBufferPointer { targets in
      var options = ek_class_targets(
        targets: targets.baseAddress, is_distribution: isDistribution ? 1 : 0, weights: nil, smoothing: 0, gamma: gamma)
      ek_cross_entropy(&loss, &probabilities, logits, &options, 1, Int32(logits.count))
      ek_cross_entropy_gradient(&gradient, [1], probabilities, &options, 1, Int32(logits.count))
    }
    return (loss[0], probabilities, gradient)
  }

  private static func binary(
    _ logit: Float, _ target: Float, gamma: Float, clip: Float
  ) -> (loss: Float, gradient: Float) {
    var (loss, gradient): ([Float], [Float]) = ([0], [0])
    var options = ek_binary_loss(
      positive: 1, negative: 1, positive_gamma: gamma, negative_gamma: gamma, clip: clip, weights: nil)
    ek_binary_losses(&options, &loss, [logit], [target], 1, 1)
    ek_binary_losses_gradient(&options, &gradient, [1], [logit], [target], 1, 1)
    return (loss[0], gradient[0])
  }

  /// A NaN must be seen by whoever reads the result: it never turns into a number.
  @Test func nanStaysNaN() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for function in [EK_LINEAR, EK_RELU, EK_TANH, EK_SIGMOID, EK_GELU, EK_EXP] {
          for place in [0, 3, 16, 18] {
            var x = Hashed.uniform("x", 19)
            x[place] = .nan
            let y = FunctionTests.applied(function, x)
            #expect(y.indices.allSatisfy { y[$0].isNaN == ($0 == place) }, "function \(function.rawValue) on \(set)")
          }
        }
        for gamma in [0, 2] as [Float] {
          for place in 0..<3 {
            var logits: [Float] = [1, 2, 3]
            logits[place] = .nan
            let (loss, probabilities, gradient) = FunctionTests.crossEntropy(logits, [1], gamma: gamma)
            #expect(loss.isNaN && (probabilities + gradient).allSatisfy { $0.isNaN }, "cross-entropy on \(set)")
          }
          for label in [.nan, -1, 3, 0.5, 1e9] as [Float] {
            let (loss, _, gradient) = FunctionTests.crossEntropy([1, 2, 3], [label], gamma: gamma)
            #expect(loss.isNaN && gradient.allSatisfy { $0.isNaN }, "label \(label) on \(set)")
          }
        }
        let (loss, _, gradient) = FunctionTests.crossEntropy([1, 2, 3], [0.5, .nan, 0], isDistribution: true)
        #expect(loss.isNaN && gradient.allSatisfy { $0.isNaN }, "a distribution with a hole, on \(set)")
        for (gamma, clip) in [(0, 0), (2, 0), (0, 0.05), (4, 0.05)] as [(Float, Float)] {
          for (x, t) in [(.nan, 0), (.nan, 1), (.nan, 0.5), (0.5, .nan)] as [(Float, Float)] {
            let (loss, gradient) = FunctionTests.binary(x, t, gamma: gamma, clip: clip)
            #expect(loss.isNaN && gradient.isNaN, "logit \(x), target \(t), gamma \(gamma), clip \(clip) on \(set)")
          }
          for (x, t) in [(-.infinity, 0), (.infinity, 1), (-300, 0), (300, 1)] as [(Float, Float)] {
            let (loss, gradient) = FunctionTests.binary(x, t, gamma: gamma, clip: clip)
            #expect(loss == 0 && gradient == 0, "logit \(x), target \(t), gamma \(gamma), clip \(clip) on \(set)")
          }
        }
      }
    }
  }

  /// A number's result is the same bits wherever in a list it stands.
  @Test func placeLeavesNoTrace() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        let x = Hashed.uniform("x", 61, -8, 8)
        for function in [EK_TANH, EK_SIGMOID, EK_GELU, EK_EXP] {
          let all = FunctionTests.applied(function, x)
          for count in 1..<61 {
            #expect(
              FunctionTests.applied(function, Array(x.suffix(count))).bits == Array(all.suffix(count)).bits, "\(set)")
          }
        }
      }
    }
  }
}
