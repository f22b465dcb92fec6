import Synchronization
import Waveforms

/// A memory of which comparisons came to nothing, of a fixed size: the same two recordings meet at many of their beats.
///
/// What is forgotten is only compared again, so that results do not depend on what is remembered.
final class Rejections: Sendable {
  private static let count = 1 << 21
  private nonisolated(unsafe) let places: UnsafeMutablePointer<Atomic<UInt64>>

  init() {
    places = .allocate(capacity: Self.count)
    for i in 0..<Self.count { (places + i).initialize(to: Atomic(0)) }
  }

  deinit { places.deallocate() }

  /// Returns the name of a comparison: two recordings, by how many samples one is later, and where.
  static func key(_ first: Int, _ second: Int, lag: Int, at time: Int, leads: Int) -> UInt64 {
    let pair = SplitMix64.mix(UInt64(first) << 32 | UInt64(second))
    let place = UInt64(truncatingIfNeeded: lag) << 32 ^ UInt64(truncatingIfNeeded: time) << 16 ^ UInt64(leads)
    return SplitMix64.mix(pair ^ place) | 1
  }

  func contains(_ key: UInt64) -> Bool { places[Int(key % UInt64(Self.count))].load(ordering: .relaxed) == key }

  func insert(_ key: UInt64) { places[Int(key % UInt64(Self.count))].store(key, ordering: .relaxed) }
}
