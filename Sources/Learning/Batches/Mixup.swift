import Waveforms

/// Mixes each example of a batch with another, and their targets alike (Zhang et al., "mixup: beyond empirical risk
/// minimization", ICLR 2018): x = λ·x + (1 − λ)·x', one λ from Beta(α, α) a batch, x' the batch in another order.
public struct Mixup: Sendable, Hashable, Codable {
  /// α: near 0 examples stay as they are, at 1 every mixture is as likely.
  public var alpha: Double

  /// Creates a mixup.
  public init(alpha: Double = 0.2) { self.alpha = alpha }

  /// What is done to a batch.
  public struct Draw: Sendable, Hashable {
    /// λ, the share that each example keeps.
    public let share: Double
    /// The example that each is mixed with.
    public let partners: [Int]
  }

  /// Draws for a batch of `count` examples; the same for the same seed and step.
  public func draw(_ count: Int, seed: UInt64, step: UInt64) -> Draw {
    precondition(alpha > 0, "mixup got α \(alpha), expected a number above 0")
    var random = SplitMix64(seed, 0x4D49_5855_50, step)
    let share = random.beta(alpha, alpha)
    var partners = Array(0..<count)
    for i in partners.indices.reversed() { partners.swapAt(i, random.index(below: i + 1)) }
    return Draw(share: share, partners: partners)
  }

  /// Mixes a batch where it lies: `count` examples one after the other, and as many targets.
  ///
  /// Targets are shares of classes, or of each label; their loss is the cross-entropy against a distribution, or the binary
  /// one.
  @discardableResult
  public func callAsFunction(
    _ signals: UnsafeMutableBufferPointer<Float>, _ targets: UnsafeMutableBufferPointer<Float>, count: Int,
    seed: UInt64, step: UInt64
  ) -> Draw {
    let draw = draw(count, seed: seed, step: step)
    for values in [signals, targets] { mix(values, count, draw) }
    return draw
  }

  private func mix(_ values: UnsafeMutableBufferPointer<Float>, _ count: Int, _ draw: Draw) {
    precondition(
      count > 0 ? values.count.isMultiple(of: count) : values.isEmpty,
      "mixup of \(count) examples got \(values.count) numbers, expected as many for each")
    guard count > 0 else { return }
    let size = values.count / count
    let (own, other) = (Float(draw.share), Float(1 - draw.share))
    let before = Array(values)
    before.withUnsafeBufferPointer { before in
      for (example, partner) in draw.partners.enumerated() {
        let (a, b) = (example * size, partner * size)
        for i in 0..<size { values[a + i] = own * before[a + i] + other * before[b + i] }
      }
    }
  }
}
