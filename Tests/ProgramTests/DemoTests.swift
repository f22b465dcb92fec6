import CommandLineKit
import Foundation
import GoldenFiles
import Interchange
import Studies
import Synchronization
import Testing

@testable import Program

@Suite struct DemoTests {
  private let tiny = DemoConfiguration.miniature(seed: 5)

  @Test func whatIsSuggestedWorksAsPrinted() throws {
    let folder = try TemporaryFolder()
    let outcome = try Demonstration(tiny, threads: 2).run(in: folder.path)
    let steps = NextSteps.all(outcome.result)
    #expect(steps.count >= 5)
    for step in steps {
      for line in "einthoven \(step.command)".split(separator: "\n") { #expect(line.count <= 77, "\(line)") }
      let errors = Mutex("")
      let silent = Screen(isTerminal: false, isColoured: false, width: 80) { _ in }
      let console = Console(
        output: silent,
        errors: Screen(isTerminal: false, isColoured: false, width: 80) { text in errors.withLock { $0 += text } })
      let exit = Main.application.run(words(of: step.command, in: folder.path), console: console)
      // An audit's exit tells what it found.
      let expected: Exit = step.command.hasPrefix("audit") ? .leaking : .success
      #expect(exit == expected, "\(step.command): \(errors.withLock { $0 })")
    }
  }

  @Test func theStoryIsToldInEightyColumnsWithoutColour() throws {
    let folder = try TemporaryFolder()
    let text = Mutex("")
    let screen = Screen(isTerminal: false, isColoured: false, width: 80) { part in text.withLock { $0 += part } }
    let teller = DemoTeller(Console(output: screen, errors: screen), toErrors: false)
    let outcome = try Demonstration(tiny, threads: 2).run(in: folder.path) { teller.tell($0) }
    teller.end("einthoven-demo", outcome.result)
    let lines = text.withLock { $0 }.split(separator: "\n")
    #expect(lines.filter { $0.count > 80 || $0.contains("\u{1B}") || $0.contains("\r") } == [])
    #expect(lines.contains { $0.hasPrefix("6  One patient") } && lines.contains { $0.contains("cd einthoven-demo") })
  }

  /// The words that a shell makes of a command in a folder.
  private func words(of command: String, in folder: String) -> [String] {
    command.replacing("\\\n", with: " ").split(separator: " ").flatMap { part -> [String] in
      let word = String(part)
      if word == "sources/*/model.safetensors" {
        return ["A", "B", "C"].map { "\(folder)/sources/\($0)/model.safetensors" }
      }
      if word.hasPrefix("csv") { return [word.replacing("target.csv", with: "\(folder)/target.csv")] }
      let isPath = ["runs/", "sources/", "target/", "splits/"].contains { word.hasPrefix($0) }
      return [isPath || word == "ecg.svg" ? "\(folder)/\(word)" : word]
    }
  }
}
