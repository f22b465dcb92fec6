#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One of the two ways out of the program, and what is known of the other end.
package struct Screen: Sendable {
  /// Whether a person looks at it, and lines can be redrawn.
  package let isTerminal: Bool
  /// Whether styles may be used.
  package let isColoured: Bool
  /// How many characters fit in a line.
  package let width: Int
  /// Takes what is written.
  package let write: @Sendable (String) -> Void

  /// Creates a screen; a test gives one that remembers.
  package init(isTerminal: Bool, isColoured: Bool, width: Int, write: @escaping @Sendable (String) -> Void) {
    self.isTerminal = isTerminal
    self.isColoured = isColoured
    self.width = width
    self.write = write
  }

  /// Returns what is known of a file descriptor.
  static func of(_ descriptor: Int32, write: @escaping @Sendable (String) -> Void) -> Screen {
    let isDumb = getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? true
    let isTerminal = isatty(descriptor) == 1 && !isDumb
    let refusesColour = getenv("NO_COLOR").map { $0[0] != 0 } ?? false
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Screen(
      isTerminal: isTerminal, isColoured: isTerminal && !refusesColour, width: isKnown ? Int(size.ws_col) : 80,
      write: write)
  }

  /// Returns a text with its lines broken at spaces where a terminal would break words, and as it is elsewhere.
  package func wrapped(_ text: String) -> String {
    guard isTerminal else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { HelpText.broken(String($0), width: width) }.joined(separator: "\n")
  }

  /// Returns a text in a style where styles are shown, and as it is elsewhere.
  package func styled(_ text: String, _ styles: Style...) -> String {
    guard isColoured, !styles.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[" + styles.map { "\($0.rawValue)" }.joined(separator: ";") + "m\(text)\u{1B}[0m"
  }
}

/// How a terminal shows a text.
package enum Style: Int, Sendable {
  case bold = 1
  case dim = 2
  case red = 31
  case green = 32
  case yellow = 33
  case blue = 34
  case cyan = 36
}
