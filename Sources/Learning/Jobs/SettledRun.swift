import Cohorts
import Compute
import Interchange
import Networks

/// What a run's folder holds the results of: the request, and what it came to on this data.
package struct SettledRun: Equatable, Codable {
  package var request: TrainingRequest
  package var architecture: Architecture
  package var recipe: Recipe
  package var task: Task
  package var labels: [String]
  /// The fingerprint of the cohort.
  package var fingerprint: String
  /// The fingerprint of each split's parts.
  package var splits: [String]
  /// What training began with, where that was learnt before.
  package var start: Start?
  package var einthoven = Version.current

  /// What training began with, as far as it is not said elsewhere.
  package struct Start: Equatable, Codable {
    package let fingerprint: String
    package let rules: [ParameterRule]
    package let features: FeatureRequest?
    package let lineage: [Card.Ancestor]

    /// Describes a start; one that is drawn from the seed needs no description.
    init?(_ start: TrainingStart) {
      guard let parameters = start.parameters else { return nil }
      (fingerprint, rules) = (parameters.fingerprint, start.rules)
      features = start.features
      // What they learnt from follows from which weights they are.
      lineage = start.lineage.map { ancestor in
        var ancestor = ancestor
        ancestor.training = nil
        // However it was reached, and whatever is said of that.
        ancestor.file = FileAccess.name(of: ancestor.file)
        return ancestor
      }
    }
  }

  /// Writes it into a new folder; of one that holds a run, makes sure that it is the same.
  func settle(in folder: RunFolder) throws(FileError) {
    let path = folder.configuration
    guard FileAccess.kind(path) == .file else { return try JSONFile.write(self, to: path) }
    let old = try JSONFile.read(SettledRun.self, from: path)
    // Where prepared recordings are kept changes nothing.
    var mine = self
    mine.request.cache = old.request.cache
    var first = try JSONDifference(old.request, mine.request)
    if first == nil { first = try JSONDifference(old, mine) }
    guard let difference = first else { return }
    throw FileError(
      file: path, field: difference.path, found: difference.first ?? "nothing",
      expected: difference.second ?? "nothing",
      message: "the folder holds another run: name another folder, or remove this one")
  }
}

extension Split {
  /// A fingerprint of which example is in which part.
  package var fingerprintOfParts: String {
    var hash = Fingerprint()
    for part in parts {
      hash.add(part.name)
      hash.add(part.examples.count)
      for id in part.examples { hash.add(id) }
    }
    return hash.hex
  }
}
