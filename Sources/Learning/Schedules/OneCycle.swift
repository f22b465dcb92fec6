/// Smith's one cycle: up to the base rate, then down to next to nothing, while the momentum goes the other way.
public struct OneCycle: Sendable, Hashable, Codable {
  /// How rates are joined.
  public enum Shape: String, Sendable, Hashable, Codable {
    case cosine, linear
  }

  /// The share of the training in which the rate rises.
  public var rise = 0.3
  /// The first rate is the base rate over this.
  public var startDivisor = 25.0
  /// The last rate is the first over this.
  public var endDivisor = 1e4
  /// Whether the momentum is changed too.
  public var changesMomentum = true
  /// The momentum at the highest rate.
  public var leastMomentum = 0.85
  /// The momentum at the beginning and the end.
  public var greatestMomentum = 0.95
  /// How rates are joined.
  public var shape = Shape.cosine

  /// Creates a cycle, by default PyTorch's; fastai's has an `endDivisor` of 1e5 and a `rise` of 0.25.
  public init() {}

  func share(_ step: Double, of total: Double) -> Double {
    value(step, of: total, 1 / startDivisor, 1, 1 / startDivisor / endDivisor)
  }

  func momentum(_ step: Double, of total: Double) -> Double? {
    changesMomentum ? value(step, of: total, greatestMomentum, leastMomentum, greatestMomentum) : nil
  }

  /// The step at which the rate is highest is one less than the share says, and the last is the last one: as in PyTorch.
  private func value(_ step: Double, of total: Double, _ first: Double, _ middle: Double, _ last: Double) -> Double {
    let (top, end) = (rise * total - 1, total - 1)
    if step <= top && top > 0 { return joined(first, middle, step / top) }
    return joined(middle, last, end > top ? min(1, (step - top) / (end - top)) : 1)
  }

  private func joined(_ a: Double, _ b: Double, _ part: Double) -> Double {
    shape == .cosine ? descent(from: a, to: b, part) : a + (b - a) * part
  }
}
