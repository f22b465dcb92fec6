import CommandLineKit
import Synchronization

/// A console whose output and messages a test can read.
final class Recorded: Sendable {
  private let data = Mutex("")
  private let messages = Mutex("")
  private let isTerminal: Bool
  private let width: Int

  init(isTerminal: Bool = false, width: Int = 80) {
    self.isTerminal = isTerminal
    self.width = width
  }

  var output: String { data.withLock { $0 } }
  var errors: String { messages.withLock { $0 } }

  var console: Console {
    Console(
      output: Screen(isTerminal: isTerminal, isColoured: false, width: width) { text in
        self.data.withLock { $0 += text }
      },
      errors: Screen(isTerminal: isTerminal, isColoured: false, width: width) { text in
        self.messages.withLock { $0 += text }
      })
  }
}
