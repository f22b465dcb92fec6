import CKernels
import Testing

/// Products and distances of signatures beside loops over single numbers, on every instruction set.
@Suite struct LikenessTests {
  @Test func productsAtEveryLength() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for count in Array(0...130) + [500, 3000] {
          let x = (0..<count).map { Int8(truncatingIfNeeded: $0 &* 37 &+ $0 &* $0) }
          let y = (0..<count).map { $0 % 11 == 0 ? Int8.min : Int8(truncatingIfNeeded: $0 &* 91 &+ 5) }
          var sums = [Int32](repeating: 7, count: 4)
          ek_products(&sums, x, y, count)
          let wanted = [zip(x, y), zip(x, x), zip(y, y)].map { $0.reduce(0) { $0 + Int($1.0) * Int($1.1) } }
          #expect(sums.prefix(3).map(Int.init) == wanted && sums[3] == 7, "\(count) samples on \(set)")
        }
      }
    }
  }

  @Test func codesWithinADistance() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        let one: [UInt64] = [0x0123_4567_89AB_CDEF, .max, 0]
        // The n-th differs in n bits, spread over the three words.
        let codes = (0...192).flatMap { bits in
          (0..<3).map { word in
            let changed = min(64, max(0, bits - 64 * word))
            return one[word] ^ (changed == 64 ? .max : (1 << UInt64(changed)) - 1)
          }
        }
        for limit in [-1, 0, 1, 63, 64, 65, 191, 192] {
          var places = [UInt32](repeating: 7, count: 193)
          let found = ek_near_codes(&places, codes, 193, one, Int32(limit))
          #expect(places.prefix(found).map(Int.init) == Array(0..<(limit + 1)), "\(limit) bits on \(set)")
        }
        #expect(ek_near_codes(nil, nil, 0, one, 192) == 0)
      }
    }
  }
}
