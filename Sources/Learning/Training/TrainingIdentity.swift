import Cohorts
import Compute
import Interchange
import Networks

/// All that decides the bits of a training: the state of another one is of no use to it.
struct TrainingIdentity: Codable {
  private var plan: TrainingPlan
  private var architecture: Architecture
  private var recipe: Recipe
  private var task: Task
  /// Fingerprints of what is learnt from, of what is chosen by, and of the weights at the beginning.
  private var training: String
  private var validation: String
  private var start: String

  init(
    _ plan: TrainingPlan, _ architecture: Architecture, training: LearningSet, validation: LearningSet?,
    start: Parameters
  ) {
    self.plan = plan
    self.architecture = architecture
    recipe = training.prepared.recipe
    task = training.task
    self.training = training.fingerprint
    self.validation = validation?.fingerprint ?? "none"
    self.start = start.fingerprint
  }

  /// Throws when a file was left by another training, naming the first thing that differs.
  func check(_ found: TrainingIdentity, file: String) throws(FileError) {
    guard let difference = try JSONDifference(found, self) else { return }
    throw FileError(
      file: file, field: difference.path, found: difference.first ?? "nothing",
      expected: difference.second ?? "nothing",
      message: "another training was begun here: name another folder, or remove this one")
  }
}

extension LearningSet {
  /// A fingerprint of which examples there are and what they show.
  fileprivate var fingerprint: String {
    var hash = Fingerprint()
    hash.add(labels.joined(separator: "\u{1}"))
    for index in indices {
      let example = prepared.cohort.examples[index]
      hash.add(example.id)
      hash.add(example.labels.joined(separator: "\u{1}"))
    }
    return hash.hex
  }
}
