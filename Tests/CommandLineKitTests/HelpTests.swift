import CommandLineKit
import GoldenFiles
import Testing

@Suite struct HelpTests {
  @Test(arguments: [(["--help"], "program.txt"), (["bake", "--help"], "bake.txt"), (["store", "-h"], "store.txt")])
  func helpIsAsExpected(words: [String], name: String) {
    let recorded = Recorded()
    #expect(Application(Bakery.root, version: "1").run(words, console: recorded.console) == .success)
    #expect(GoldenFile(name).difference(from: String(recorded.output.dropLast())) == nil)
  }

  @Test func thereAreManyWaysToAsk() {
    let help = Bakery.run("bake", "--help").output
    #expect(help.hasPrefix("Examples:\n  bakery bake rye"))
    #expect(Bakery.run("bake", "-h").output == help)
    #expect(Bakery.run("help", "bake").output == help)
    #expect(Bakery.run("bake", "rye", "--loaves", "3", "-h").output == help)
    #expect(Bakery.run("help").output == Bakery.run().output)
    #expect(Bakery.run("help", "store", "list").output == Bakery.run("store", "list", "-h").output)
  }

  @Test(arguments: [40, 60, 100]) func linesFitTheTerminal(width: Int) {
    let recorded = Recorded(isTerminal: true, width: width)
    _ = Application(Bakery.root, version: "1").run(["bake", "-h"], console: recorded.console)
    let longest = recorded.output.split(separator: "\n").filter { !$0.contains("bakery bake") }.map(\.count).max() ?? 0
    #expect(longest <= max(width, 50))
  }

  @Test(arguments: Shell.allCases) func completionsAreAsExpected(shell: Shell) {
    let script = shell.completions(for: Bakery.root)
    #expect(GoldenFile("completions.\(shell.rawValue)").difference(from: script) == nil)
  }
}
