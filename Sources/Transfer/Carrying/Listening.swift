import Compute
import Learning
import Networks

/// Who listens to whom: how much of every lead a cross-channel layer mixes into each, beyond the identity it began as.
public struct Listening: Sendable, Equatable {
  /// The stage after which the layer stands.
  public let stage: String
  /// The leads, in order.
  public let leads: [String]
  /// Row i, column j: the length of all weights by which lead i hears lead j; on the diagonal that of what differs from the
  /// identity. In units of the identity's own length, so that 1 means as much as the lead itself.
  public let strengths: [[Double]]

  /// Returns the layers of a network of copies, from the lowest up; none for other networks.
  public static func all(in checkpoint: Checkpoint) -> [Listening] {
    guard let embedded = checkpoint.card.architecture.network as? Embedded else { return [] }
    return embedded.trunk.filter(embedded.crossChannel.contains).map { stage in
      Listening(stage, checkpoint.parameters["cross.\(stage).weight"], leads: checkpoint.card.leads)
    }
  }

  init(_ stage: String, _ weight: Tensor, leads: [String]) {
    let channels = weight.shape.sizes[0] / leads.count
    self.stage = stage
    self.leads = leads
    strengths = leads.indices.map { to in
      leads.indices.map { from in
        var squares = 0.0
        for row in 0..<channels {
          for column in 0..<channels {
            let identity: Float = to == from && row == column ? 1 : 0
            let place = (to * channels + row) * channels * leads.count + from * channels + column
            let value = Double(weight.elements[place] - identity)
            squares += value * value
          }
        }
        return (squares / Double(channels)).squareRoot()
      }
    }
  }
}
