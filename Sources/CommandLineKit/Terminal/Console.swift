#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a command writes: data to the output, messages to the errors.
package struct Console: Sendable {
  /// Where data goes.
  package let output: Screen
  /// Where messages go.
  package let errors: Screen
  /// Whether notes are left out.
  package var isQuiet: Bool

  /// Creates a console of two screens.
  package init(output: Screen, errors: Screen, isQuiet: Bool = false) {
    self.output = output
    self.errors = errors
    self.isQuiet = isQuiet
  }

  /// Returns the console of the process.
  package static func standard() -> Console {
    Console(
      output: .of(STDOUT_FILENO) { StandardOutput.shared.write($0) },
      errors: .of(STDERR_FILENO) { text in
        // What was printed before must also be seen before.
        StandardOutput.shared.flush()
        _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
      })
  }

  /// Whether the process would read what a person types.
  package static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Prints a line of data.
  package func print(_ line: String) { output.write(line.plain + "\n") }

  /// Prints a line that has styles of the screen's own, and nothing of a file's.
  package func print(styled line: String) { output.write(line + "\n") }

  /// Prints data of a format, which must stay what they are but where a person looks at them.
  package func write(_ data: String) { output.write(output.isTerminal ? data.plain : data) }

  /// Says something to the person who waits, unless it was asked to be quiet.
  package func note(_ line: String) {
    if !isQuiet { errors.write(errors.wrapped(line.plain) + "\n") }
  }

  /// Says something that has styles of the screen's own, and nothing of a file's.
  package func note(styled line: String) {
    if !isQuiet { errors.write(line + "\n") }
  }

  /// Says what is wrong.
  package func complain(_ line: String) {
    errors.write(errors.styled(errors.wrapped(line.plain), .red) + "\n")
  }
}
