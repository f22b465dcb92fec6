import Compute

/// A part of a network with a name: where a trunk can be cut, frozen up to, or joined across leads.
public struct Stage: Sendable {
  /// The name, unique in its network.
  public let name: String
  /// The linear layer that makes the logits, where this stage is that.
  public let head: LinearLayer?
  private let draw: @Sendable (Node, Phase) -> Node

  /// Creates a stage of the trunk.
  public init(_ name: String, _ draw: @escaping @Sendable (Node, Phase) -> Node) {
    self.name = name
    self.head = nil
    self.draw = draw
  }

  /// Creates the head.
  public init(head: LinearLayer) {
    name = head.name
    self.head = head
    draw = { x, _ in head(x) }
  }

  /// Whether this makes the logits: what a new label set replaces.
  public var isHead: Bool { head != nil }

  /// Draws the stage.
  public func callAsFunction(_ x: Node, _ phase: Phase) -> Node { draw(x, phase) }
}
