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

  /// Prints a line of data.
  package func print(_ line: String) { output.write(line + "\n") }

  /// Says something to the person who waits, unless it was asked to be quiet.
  package func note(_ line: String) {
    if !isQuiet { errors.write(line + "\n") }
  }

  /// Says what is wrong.
  package func complain(_ line: String) {
    // Names and values come from files and callers: none may drive the terminal.
    let shown = line.unicodeScalars.map { scalar -> Unicode.Scalar in
      let isControl = scalar.value < 32 || scalar.value == 127 || (0x80..<0xA0).contains(scalar.value)
      return isControl && scalar != "\n" ? "?" : scalar
    }
    errors.write(errors.styled(String(String.UnicodeScalarView(shown)), .red) + "\n")
  }
}
