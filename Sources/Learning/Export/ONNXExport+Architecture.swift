import Compute
import Networks

extension ONNXExport {
  /// Draws a network for prediction, ready to be exported: `logits`, `probabilities`, and what its head sees as `features`.
  public static func outputs(of architecture: Architecture, for task: Task) -> [(name: String, node: Node)] {
    let features = architecture.features(architecture.signal(in: Graph()), .prediction)
    let logits = architecture.stages.filter(\.isHead).reduce(features) { $1($0, .prediction) }
    let probabilities =
      switch task {
      case .oneLabel: logits.softmax()
      case .severalLabels: logits.sigmoid()
      }
    return [("logits", logits), ("probabilities", probabilities), ("features", features)]
  }
}
