import Cohorts
import Interchange
import Networks

/// What a run's folder holds the results of: the request, and what it came to on this data.
struct SettledRun: Equatable, Codable {
  var request: TrainingRequest
  var architecture: Architecture
  var recipe: Recipe
  var task: Task
  var labels: [String]
  /// The fingerprint of the cohort.
  var fingerprint: String
  /// The fingerprint of each split's parts.
  var splits: [String]
  var einthoven = Version.current

  /// Writes it into a new folder; of one that holds a run, makes sure that it is the same.
  func settle(in folder: RunFolder) throws(FileError) {
    let path = folder.configuration
    guard FileAccess.kind(path) == .file else { return try JSONFile.write(self, to: path) }
    let old = try JSONFile.read(SettledRun.self, from: path)
    // Where prepared recordings are kept changes nothing.
    var mine = self
    mine.request.cache = old.request.cache
    let inRequest = try JSONDifference(old.request, mine.request)
    let anywhere = try JSONDifference(old, mine)
    guard let difference = inRequest ?? anywhere else { return }
    throw FileError(
      file: path, field: difference.path, found: difference.first ?? "nothing",
      expected: difference.second ?? "nothing",
      message: "the folder holds another run: name another folder, or remove this one")
  }
}

extension Split {
  /// A fingerprint of which example is in which part.
  var fingerprintOfParts: String {
    var hash = Fingerprint()
    for part in parts {
      hash.add(part.name)
      hash.add(part.examples.count)
      for id in part.examples { hash.add(id) }
    }
    return hash.hex
  }
}
