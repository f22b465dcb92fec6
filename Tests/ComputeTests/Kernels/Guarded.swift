/// Floats between margins that nobody may touch.
///
/// The margins hold a NaN with a mark of its own: read, it spoils a result; written over, it is missed. The same numbers
/// can be laid between other margins, to show that results do not hang on them.
struct Guarded: ~Copyable {
  private static let margin = 64
  private let memory: UnsafeMutablePointer<Float>
  private let mark: Float
  let count: Int

  /// Numbers between margins of NaN, or of `mark`. A shift moves them off a vector's natural borders.
  init(_ numbers: [Float], mark: Float = Float(bitPattern: 0x7FC0_BEEF), shift: Int = 1) {
    count = numbers.count
    self.mark = mark
    memory = .allocate(capacity: count + 2 * Guarded.margin)
    memory.initialize(repeating: mark, count: count + 2 * Guarded.margin)
    // Off a vector's border by one float.
    pointer.update(from: numbers, count: count)
  }

  /// Room for numbers still to be written: NaN all over.
  init(room count: Int, mark: Float = Float(bitPattern: 0x7FC0_BEEF)) {
    self.init([Float](repeating: Float(bitPattern: 0x7FC0_0001), count: count), mark: mark)
  }

  deinit { memory.deallocate() }

  var pointer: UnsafeMutablePointer<Float> { memory + Guarded.margin - 1 + 1 }

  var numbers: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Whether both margins are as they were.
  var isIntact: Bool {
    (0..<Guarded.margin).allSatisfy {
      memory[$0].bitPattern == mark.bitPattern
        && memory[Guarded.margin + count + $0].bitPattern == mark.bitPattern
    }
  }
}
