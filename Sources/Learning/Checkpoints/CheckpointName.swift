import Interchange

/// What a checkpoint is called, in sentences and on pages.
package enum CheckpointName {
  /// What files of a run are usually called: the run's folder says more.
  private static let usual: Set = ["model.safetensors", "best.safetensors", "last.safetensors", "predictions.csv"]

  /// The name that tells a file from others: `runs/lead/model.safetensors` is `lead`, that of its first fold `lead/fold-1`.
  package static func short(_ path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard let last = parts.last else { return path }
    guard usual.contains(last), parts.count > 1 else {
      return last.hasSuffix(".safetensors") ? String(last.dropLast(".safetensors".count)) : last
    }
    let folder = parts[parts.count - 2]
    return folder.hasPrefix("fold-") && parts.count > 2 ? "\(parts[parts.count - 3])/\(folder)" : folder
  }

  /// The file's name, after its run's where it alone says nothing: `lead/model.safetensors`.
  package static func file(_ path: String) -> String {
    let name = FileAccess.name(of: path)
    return usual.contains(name) && path.dropLast(name.count).contains { $0 != "/" && $0 != "." }
      ? "\(short(path))/\(name)" : name
  }
}
