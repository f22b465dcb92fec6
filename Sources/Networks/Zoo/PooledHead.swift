import Compute

/// How the PTB-XL benchmark's networks end: what pooling over time leaves, then two layers with norms and dropout.
struct PooledHead {
  /// Channels before pooling.
  let width: Int
  let outputs: Int
  private static let hidden = 128

  /// `pool` (greatest and mean of each channel over time), `head.linear1`, `head.linear2`.
  var stages: [Stage] {
    [Stage("pool") { x, _ in .concatenated([x.maxOverTime(), x.meanOverTime()]) }] + layers(inputs: 2 * width)
  }

  /// The two layers over so many numbers.
  func layers(inputs: Int) -> [Stage] {
    let hidden = Self.hidden
    return [
      Stage("head.linear1") { features, phase in
        let x = BatchNormLayer("head.norm1", inputs)(features, phase).droppedOut(0.25, phase)
        let y = LinearLayer("head.linear1", inputs, hidden)(x).relu()
        return BatchNormLayer("head.norm2", hidden)(y, phase).droppedOut(0.5, phase)
      },
      Stage(head: LinearLayer("head.linear2", hidden, outputs)),
    ]
  }
}
