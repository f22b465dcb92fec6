/// How a command ended, as the number that a script sees.
package enum Exit: Int32, Sendable, CaseIterable {
  /// All went well.
  case success = 0
  /// Data could not be read, written or used.
  case failedData = 1
  /// The call was wrong: a flag, a word, a value.
  case misuse = 2
  /// A split lets what is known of the test examples reach the training.
  case leaking = 3
  /// What was asked could be neither proved nor refuted.
  case cannotVerify = 4
  /// Ctrl-C.
  case interrupted = 130

  /// What help says of it, unless a command says it better.
  package var meaning: String {
    switch self {
    case .success: "done"
    case .failedData: "data could not be read, written or used"
    case .misuse: "wrong call"
    case .leaking: "the split leaks"
    case .cannotVerify: "cannot be verified"
    case .interrupted: "interrupted"
    }
  }
}

/// An error that knows how the program should end; all others end it as failed data.
package protocol ErrorWithExit: Error {
  /// How the program should end.
  var exit: Exit { get }
}

/// Ctrl-C, noticed where the work could stop.
package struct Interrupted: ErrorWithExit, CustomStringConvertible {
  /// `Exit.interrupted`.
  package var exit: Exit { .interrupted }
  /// What is left, and how to go on.
  package let description: String

  /// Creates the error, saying what is left and how to go on.
  package init(_ description: String = "interrupted") { self.description = description }
}

/// A wrong call: what is wrong, and what may have been meant.
package struct Misuse: ErrorWithExit, Equatable, CustomStringConvertible {
  /// `Exit.misuse`.
  package var exit: Exit { .misuse }
  /// What is wrong.
  package let message: String
  /// The word that may have been meant.
  package let suggestion: String?

  /// Creates the error.
  package init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  /// What is wrong, with the word that may have been meant.
  package var description: String {
    suggestion.map { "\(message); did you mean '\($0)'?" } ?? message
  }
}
