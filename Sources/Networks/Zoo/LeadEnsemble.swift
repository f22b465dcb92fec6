import Compute

/// Copies of the one-lead network's trunk side by side, one a lead, under one last layer: what embedded transfer trains.
public struct LeadEnsemble: Sendable, Hashable {
  /// How many leads there are.
  public var leads: Int
  /// How many labels there are.
  public var classes: Int

  /// Creates the network.
  public init(leads: Int = 12, classes: Int = 3) {
    self.leads = leads
    self.classes = classes
  }

  /// Draws the logits of a (time, leads) recording; the trunk of lead i has parameters `leads.i.…`.
  public func callAsFunction(_ signal: Node, _ phase: Phase) -> Node {
    let features = signal.splitIntoLeads().enumerated().map { index, lead in
      Lead.trunk(lead, prefix: "leads.\(index).", phase)
    }
    return LinearLayer("head", leads * Lead.features, classes)(Node.concatenated(features))
  }
}
