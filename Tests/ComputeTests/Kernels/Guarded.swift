/// Floats between margins that nobody may touch.
///
/// The margins hold a NaN with a mark of its own: read, it spoils a result; written over, it is missed.
final class Guarded {
  /// Odd, so that the numbers begin off a vector's borders.
  private static let margin = 65
  private static let mark = Float(bitPattern: 0x7FC0_BEEF)
  private let memory: UnsafeMutablePointer<Float>
  let count: Int

  init(_ numbers: [Float]) {
    count = numbers.count
    memory = .allocate(capacity: count + 2 * Guarded.margin)
    memory.initialize(repeating: Guarded.mark, count: count + 2 * Guarded.margin)
    pointer.update(from: numbers, count: count)
  }

  /// Room for numbers still to be written: NaN all over.
  convenience init(room count: Int) { self.init([Float](repeating: .nan, count: count)) }

  deinit { memory.deallocate() }

  var pointer: UnsafeMutablePointer<Float> { memory + Guarded.margin }

  var numbers: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Whether both margins are as they were.
  var isIntact: Bool {
    (0..<Guarded.margin).allSatisfy {
      memory[$0].bitPattern == Guarded.mark.bitPattern
        && memory[Guarded.margin + count + $0].bitPattern == Guarded.mark.bitPattern
    }
  }
}

/// Sizes around a vector's width.
func edges(_ lanes: Int) -> [Int] {
  [1, 2, 3, lanes - 1, lanes, lanes + 1, 2 * lanes - 1, 2 * lanes, 2 * lanes + 1, 3 * lanes]
}
