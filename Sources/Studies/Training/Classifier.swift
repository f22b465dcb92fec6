import Compute
import Networks

/// A network over recordings of one size, drawn twice over the same parameters: to train and to predict.
public struct Classifier: Sendable, Hashable {
  /// Leads of a recording: one makes `Lead`, more make `LeadEnsemble`.
  public let leads: Int
  /// Samples of a lead.
  public let samples: Int
  /// How many classes there are.
  public let classes: Int

  /// Creates a classifier.
  public init(leads: Int, samples: Int, classes: Int) {
    precondition(samples >= 200, "Classifier(samples: \(samples)): four convolutions and pools need 200 or more")
    self.leads = leads
    self.samples = samples
    self.classes = classes
  }

  /// Returns parameters drawn at random.
  public func parameters(seed: UInt64) -> Parameters {
    let parameters = Parameters(for: logits(.prediction).graph)
    parameters.initialise(seed: seed)
    return parameters
  }

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

  private func logits(_ phase: Phase) -> Node {
    let signal = Graph().input("signal", [samples, leads])
    return leads == 1
      ? Lead(classes: classes)(signal, phase) : LeadEnsemble(leads: leads, classes: classes)(signal, phase)
  }
}
