import CKernels
import Testing

/// The sum of products of resampling and wavelets, at every length, on every instruction set.
@Suite struct DotTests {
  /// The same, lane by lane.
  static func naive(_ x: [Float], _ y: [Float]) -> Float {
    var lanes = [Float](repeating: 0, count: 8)
    let whole = x.count / 8 * 8
    for i in 0..<whole { lanes[i % 8] = x[i] * y[i] + lanes[i % 8] }
    var rest: Float = 0
    for i in whole..<x.count { rest = x[i] * y[i] + rest }
    let four = (0..<4).map { lanes[$0] + lanes[$0 + 4] }
    return (four[0] + four[2]) + (four[1] + four[3]) + rest
  }

  @Test func hasTheSameBitsEverywhere() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for count in 0...130 {
          let x = (0..<count).map { Float(($0 * 7919 + count) % 1009) / 371 - 1.3 }
          let y = (0..<count).map { Float(($0 * 104_729 + 7 * count) % 997) / 211 - 2.2 }
          let found = ek_dot(x, y, count)
          #expect(found.bitPattern == Self.naive(x, y).bitPattern, "\(count) products on \(set)")
        }
      }
    }
  }
}
