import Compute

/// The heartbeat network of Kachuee et al. (2018): five residual blocks over one lead of one beat.
public struct Beat: Sendable, Hashable {
  /// Samples of a beat.
  public static let samples = 187
  /// How many kinds of beat there are.
  public var classes: Int

  /// Creates the network.
  public init(classes: Int = 5) { self.classes = classes }

  /// Draws the logits of a (time, 1) beat.
  public func callAsFunction(_ beat: Node) -> Node {
    var x = ConvolutionLayer("stem", 1, 32, kernel: 5, padding: .same)(beat)
    for block in 0..<5 {
      let first = ConvolutionLayer("blocks.\(block).first", 32, 32, kernel: 5, padding: .same)
      let second = ConvolutionLayer("blocks.\(block).second", 32, 32, kernel: 5, padding: .same)
      x = (second(first(x).relu()) + x).relu().maxPooled(window: 5, stride: 2)
    }
    // Channel by channel, as PyTorch flattens.
    let features = x.transposed().reshaped([x.shape.count])
    return LinearLayer("head", 32, classes)(LinearLayer("hidden", features.shape.count, 32)(features).relu())
  }
}
