import CKernels
import Testing

/// Stored integers to floats, at every length around a vector's width, on every instruction set.
@Suite struct DecodingTests {
  @Test func unpacksTwelveBits() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for pairs in 0...70 {
          let bytes = (0..<3 * pairs).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ $0 &* $0 &* 7 &+ pairs) }
          var found = [Int16](repeating: 7, count: 2 * pairs + 1)
          ek_unpack12(&found, bytes, pairs)
          for pair in 0..<pairs {
            let (low, middle, high) = (Int(bytes[3 * pair]), Int(bytes[3 * pair + 1]), Int(bytes[3 * pair + 2]))
            let first = low | (middle & 15) << 8
            let second = high | (middle >> 4) << 8
            #expect(Int(found[2 * pair]) == (first > 2047 ? first - 4096 : first), "\(pairs) pairs on \(set)")
            #expect(Int(found[2 * pair + 1]) == (second > 2047 ? second - 4096 : second), "\(pairs) pairs on \(set)")
          }
          #expect(found[2 * pairs] == 7, "\(pairs) pairs on \(set)")
        }
      }
    }
  }

  @Test func scalesAndSumsEveryStep() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for step in [1, 2, 3, 12] {
          for count in Array(0...(3 * Int(ek_lanes()) + 1)) + [255, 256, 257, 700] {
            // Just as many as the last frame reaches: what is read beyond is not there.
            let length = count == 0 ? 0 : (count - 1) * step + 1
            let numbers = (0..<length).map { Int16(truncatingIfNeeded: $0 &* 12_347 &+ 91) }
            let missing = count > 2 ? numbers[2 * step] : 1
            let y = Guarded(room: count)
            let sum = ek_scale_samples(y.pointer, numbers, step, count, Int32(missing), -37, 204.8)
            let place = "\(count) samples, step \(step), on \(set)"
            var total: UInt32 = 0
            for i in 0..<count {
              let number = numbers[i * step]
              total &+= UInt32(bitPattern: Int32(number))
              let wanted = number == missing ? Float.nan : Float(Int32(number) + 37) / 204.8
              #expect(y.numbers[i] == wanted || (y.numbers[i].isNaN && wanted.isNaN), "\(place), sample \(i)")
            }
            #expect(sum == total, "\(place)")
            #expect(y.isIntact, "\(place)")
          }
        }
      }
    }
  }
}
