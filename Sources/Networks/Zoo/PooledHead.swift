import Compute

/// How the PTB-XL benchmark's networks end: what pooling over time leaves, then two layers with norms and dropout.
struct PooledHead {
  let outputs: Int
  private static let hidden = 128

  /// `pool` (greatest and mean of each of so many channels over time), `head.linear1`, `head.linear2`.
  func stages(width: Int) -> [Stage] {
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

  /// As the benchmark draws its networks: `kaiming_normal_` for convolutions and linear layers, their biases 0.
  static func initialisation(of parameter: ParameterSpec) -> Initialisation {
    if parameter.name.hasSuffix(".weight") && parameter.shape.rank > 1 { return .kaimingNormal() }
    return parameter.name.hasSuffix(".bias") ? .constant(0) : .standard
  }
}
