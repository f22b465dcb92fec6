import Cohorts
import Interchange

/// What stands in the way of training, predicting or reading a checkpoint.
public enum LearningError: Error, Equatable, CustomStringConvertible {
  /// A file is missing or broken.
  case file(FileError)
  /// A recipe cannot be carried out on a recording.
  case recipe(RecipeError)
  /// An example has another number of labels than one.
  case labels(example: String, labels: [String])
  /// A word means nothing here: what is wrong, and the words that would.
  case word(String, among: [String], message: String)
  /// Something that was asked for cannot be done.
  case request(String)

  /// What went wrong and what to do about it.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .recipe(let error): error.description
    case .labels(let example, let labels):
      "example \(example) has \(labels.isEmpty ? "no label" : "the labels \(labels.joined(separator: " "))"), one label "
        + "each was asked for: leave such examples out, or train for several labels"
    case .word(_, let known, let message): "\(message) \(Self.shown(known))"
    case .request(let message): message
    }
  }

  /// Words in a row, of many the first.
  private static func shown(_ words: [String]) -> String {
    words.prefix(20).joined(separator: ", ") + (words.count > 20 ? " and \(words.count - 20) more" : "")
  }
}
