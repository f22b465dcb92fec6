import Compute
import Networks

/// A network over recordings of one size, drawn twice over the same parameters: to train and to predict.
public struct Classifier: Sendable, Hashable {
  /// What is drawn: `Lead` for one lead, copies of it for more.
  public let architecture: Architecture

  /// Creates a classifier.
  public init(leads: Int, samples: Int, classes: Int) {
    let lead = Lead(samples: samples, outputs: classes)
    let network: any Network = leads == 1 ? lead : Embedded(of: lead, leads: leads)
    architecture = Architecture(network)
    precondition(architecture.problem == nil, "Classifier: \(architecture.problem ?? "")")
  }

  /// Leads of a recording.
  public var leads: Int { architecture.leads }
  /// Samples of a lead.
  public var samples: Int { architecture.samples }
  /// How many classes there are.
  public var classes: Int { architecture.outputs }

  /// Returns parameters drawn at random.
  public func parameters(seed: UInt64) -> Parameters { architecture.parameters(seed: seed) }

  /// Returns the program of a training step: inputs `signal` and `label`, the loss their cross-entropy.
  public func training() -> Program {
    let logits = logits(.training)
    return .training(loss: logits.crossEntropy(logits.graph.input("label", [])))
  }

  /// Returns the program of a prediction: input `signal`, outputs `logits` and `probabilities`.
  public func prediction() -> Program {
    let logits = logits(.prediction)
    return .inference([("logits", logits), ("probabilities", logits.softmax())])
  }

  private func logits(_ phase: Phase) -> Node { architecture.logits(architecture.signal(in: Graph()), phase) }
}
