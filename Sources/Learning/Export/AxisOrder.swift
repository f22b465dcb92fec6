/// The order in which ONNX keeps a value's axes.
///
/// The engine has (time, channel) for each example. ONNX wants channels before time for convolutions and time before the
/// batch for LSTMs, so a value may stand in several orders; an order is made when it is first asked for.
enum AxisOrder: CaseIterable {
  /// The batch, then the axes as they were drawn: (batch, time, channel) for a value of two axes.
  case drawn
  /// (batch, channel, time).
  case channelsFirst
  /// (time, batch, channel).
  case timeFirst

  enum Axis { case batch, time, channel }

  /// The axes of a (time, channel) value, outermost first.
  var axes: [Axis] {
    switch self {
    case .drawn: [.batch, .time, .channel]
    case .channelsFirst: [.batch, .channel, .time]
    case .timeFirst: [.time, .batch, .channel]
    }
  }

  /// The position of an axis of a (time, channel) value.
  func position(of axis: Axis) -> Int { axes.firstIndex(of: axis) ?? 0 }

  /// The permutation, as ONNX's Transpose takes it, that makes this order of another.
  func permutation(from other: AxisOrder) -> [Int] { axes.map { other.position(of: $0) } }
}
