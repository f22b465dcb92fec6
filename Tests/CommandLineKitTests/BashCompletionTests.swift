import CommandLineKit
import Foundation
import Testing

/// What bash itself offers, asked as it asks when somebody presses Tab.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
struct BashCompletionTests {
  /// Returns what is offered for the last of the words.
  private func offered(_ words: String...) throws -> [String] {
    let script =
      Shell.bash.completions(for: Bakery.root)
      + "\nCOMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _bakery; printf '%s\\n' \"${COMPREPLY[@]}\""
    let bash = Process()
    let output = Pipe()
    bash.executableURL = URL(fileURLWithPath: "/bin/bash")
    bash.arguments = ["--norc", "-c", script, "bash", "bakery"] + words
    bash.standardOutput = output
    try bash.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    bash.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }

  @Test func commandsAndOptionsAreOffered() throws {
    #expect(try offered("b") == ["bake"])
    #expect(try offered("store", "") == ["list"])
    #expect(try offered("bake", "--l") == ["--loaves"])
  }

  @Test func valuesAreOfferedHoweverTheyAreJoined() throws {
    #expect(try offered("bake", "--flour", "r") == ["rye"])
    #expect(try offered("bake", "--flour", "=", "sp") == ["spelt"])
    #expect(try offered("bake", "--flour", "=") == ["wheat", "rye", "spelt"])
  }

  @Test func anArgumentIsOfferedByItsPlace() throws {
    #expect(try offered("frost", "") == ["icing", "glaze"])
    #expect(try offered("frost", "--times", "2", "gl") == ["glaze"])
    #expect(try offered("frost", "--times", "=", "2", "gl") == ["glaze"])
    #expect(try !offered("frost", "glaze", "/").contains("glaze"))
    #expect(try offered("frost", "glaze", "/usr/bi") == ["/usr/bin"])
  }
}
