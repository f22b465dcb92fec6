import Compute
import Networks

/// Embedded transfer: a one-lead network carried over to many leads.
public enum Embedding {
  /// Copies a source into an ensemble: its trunk to every lead, its last layer tiled and divided by the number of leads.
  ///
  /// On the same signal in every lead the ensemble then says what the source says.
  public static func copy(_ source: Parameters, into target: Parameters, leads: Int) {
    let share = 1 / Float(leads)
    for spec in source.specs {
      let tensor = source[spec.name]
      switch spec.name {
      case "head.weight":
        let width = tensor.shape.channels
        let rows = stride(from: 0, to: tensor.elements.count, by: width).map {
          Array(tensor.elements[$0..<($0 + width)])
        }
        let tiled = rows.flatMap { row in (0..<leads).flatMap { _ in row.map { $0 * share } } }
        target[spec.name] = Tensor([rows.count, leads * width], tiled)
      case "head.bias": target[spec.name] = tensor
      default: for lead in 0..<leads { target["leads.\(lead).\(spec.name)"] = tensor }
      }
    }
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
