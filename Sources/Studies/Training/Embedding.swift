import Compute
import Networks

/// Embedded transfer: a one-lead network carried over to many leads.
public enum Embedding {
  /// Copies a source into an ensemble of its copies, one a lead, under its own head tiled and shared out.
  public static func copy(_ source: Parameters, into target: Parameters, _ classifier: Classifier) {
    (classifier.architecture.network as? Embedded)?.carry([source], into: target)
  }

  /// Returns the greatest difference between the logits of a source on one-lead examples and those of its ensemble on
  /// the same lead in every place.
  public static func identityError(
    source: Parameters, ensemble: Parameters, leads: Int, classes: Int, on set: ExampleSet, threads: Int? = nil
  ) -> Float {
    precondition(set.leads == 1, "the identity is shown on one lead, got \(set.leads)")
    var tiled = ExampleSet(leads: leads, samples: set.samples)
    for i in 0..<set.count {
      let signal = set.signals[i].flatMap { [Float](repeating: $0, count: leads) }
      tiled.append(signal: signal, label: set.labels[i], patient: set.patients[i], visit: set.visits[i])
    }
    let one = Outputs(
      Classifier(leads: 1, samples: set.samples, classes: classes), source, on: set, threads: threads)
    let many = Outputs(
      Classifier(leads: leads, samples: set.samples, classes: classes), ensemble, on: tiled, threads: threads)
    return zip(one.logits, many.logits).map { abs($0 - $1) }.max() ?? 0
  }

  /// Returns how many trainable weights differ from other ones of the same names, and how many there are.
  public static func moved(_ parameters: Parameters, from anchors: Parameters) -> (moved: Int, all: Int) {
    var moved = 0
    for spec in parameters.specs where spec.isTrainable {
      moved += zip(parameters[spec.name].elements, anchors[spec.name].elements).count { $0 != $1 }
    }
    return (moved, parameters.count)
  }
}
