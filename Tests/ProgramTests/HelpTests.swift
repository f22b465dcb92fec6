import CommandLineKit
import GoldenFiles
import Testing

@testable import Program

@Suite struct HelpTests {
  @Test func theProgramsHelpIsAsExpected() {
    #expect(GoldenFile("einthoven.txt").difference(from: Main.root.help(path: "einthoven", screen: screen)) == nil)
  }

  @Test(arguments: Main.root.commands.map(\.name)) func aCommandsHelpIsAsExpected(name: String) throws {
    let command = try #require(Main.root.commands.first { $0.name == name })
    #expect(GoldenFile("\(name).txt").difference(from: command.help(path: "einthoven \(name)", screen: screen)) == nil)
  }

  @Test(arguments: Main.root.commands.map(\.name)) func aCommandShowsExamples(name: String) throws {
    let command = try #require(Main.root.commands.first { $0.name == name })
    #expect(!command.examples.isEmpty)
    for example in command.examples { #expect(example.line.contains("einthoven \(name)")) }
  }

  private var screen: Screen { Screen(isTerminal: false, isColoured: false, width: 80) { _ in } }
}
