import Compute
import Networks

extension Architecture {
  /// What it makes in place of a number for each label, in words; nil where it makes those.
  var unfitness: String? {
    let shape = logits(signal(in: Graph()), .prediction).shape
    return shape.sizes == [outputs] ? nil : "\(kind) makes \(shape) numbers of a window, not one for each label"
  }
}
