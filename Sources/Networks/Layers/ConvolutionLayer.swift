import Compute

/// A convolution along time; parameters `name.weight` (out, in/groups, kernel) and `name.bias` (out).
public struct ConvolutionLayer: Sendable, Hashable {
  /// What the parameters' names begin with.
  public var name: String
  /// Channels in.
  public var inputs: Int
  /// Channels out.
  public var outputs: Int
  /// Taps.
  public var kernel: Int
  /// Steps from one output to the next.
  public var stride: Int
  /// How the input is padded.
  public var padding: Padding
  /// Steps from one tap to the next.
  public var dilation: Int
  /// Into how many separate convolutions the channels are parted.
  public var groups: Int
  /// Whether a bias is added.
  public var hasBias: Bool

  /// Creates a convolution.
  public init(
    _ name: String, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Padding = .valid,
    dilation: Int = 1, groups: Int = 1, hasBias: Bool = true
  ) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    self.hasBias = hasBias
  }

  /// Draws the convolution of a (time, inputs) value.
  public func callAsFunction(_ x: Node) -> Node {
    x.graph.within(name) {
      x.convolved(
        with: x.graph.parameter("\(name).weight", [outputs, inputs / groups, kernel]),
        bias: hasBias ? x.graph.parameter("\(name).bias", [outputs]) : nil,
        stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
  }
}
