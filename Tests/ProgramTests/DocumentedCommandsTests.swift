import Foundation
import Testing

@testable import CommandLineKit
@testable import Program

/// Every command that the documents show is one that the program takes.
@Suite struct DocumentedCommandsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The lines of all blocks that begin with the program's name, each with the document that it stands in.
  private static let lines: [(document: String, line: String)] = {
    let articles = ["docs", "docs/results", "Sources/Einthoven/Einthoven.docc"].flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []).sorted()
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    return (["README.md"] + articles).flatMap { path -> [(document: String, line: String)] in
      let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
      let blocks = text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
      return blocks.flatMap { $0.replacing("\\\n", with: " ").components(separatedBy: "\n") }
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("einthoven ") }
        .map { (path, $0) }
    }
  }()

  @Test func thereAreSome() {
    #expect(Self.lines.contains { $0.document == "README.md" })
    #expect(Self.lines.contains { $0.document.hasSuffix("FromRecordingsToAClassifier.md") })
  }

  @Test func theProgramTakesThem() {
    for (document, line) in Self.lines {
      #expect(Self.problem(of: line) == nil, "\(document): \(line)")
    }
  }

  @Test func whatItDoesNotTakeIsFound() {
    #expect(Self.problem(of: "einthoven predict model.safetensors") != nil)
    #expect(Self.problem(of: "einthoven train synthetic:1 --networks lead") != nil)
    #expect(Self.problem(of: "einthoven sing") != nil)
    #expect(Self.problem(of: "einthoven datasets sing") != nil)
    #expect(Self.problem(of: "einthoven cohort synthetic:1  # what is in it") == nil)
  }

  /// Sorts a line's words as the program would, and runs nothing.
  private static func problem(of line: String) -> String? {
    let code = line.components(separatedBy: " #")[0]
    var words = code.split(separator: " ").map { $0.trimmingCharacters(in: ["\"", "'"]) }[1...]
    guard let name = words.popFirst() else { return nil }
    if name.hasPrefix("-") || name == "COMMAND" { return nil }
    guard var command = Main.root.commands.first(where: { $0.name == name }) else { return "no command '\(name)'" }
    while !command.commands.isEmpty {
      let word = words.popFirst() ?? command.otherwise ?? ""
      guard let next = command.commands.first(where: { $0.name == word }) else { return "no command '\(word)'" }
      command = next
    }
    do {
      let sorted = try Words(Array(words), of: command)
      if sorted.asksForHelp { return nil }
      let silent = Screen(isTerminal: false, isColoured: false, width: 80) { _ in }
      _ = try command.call(
        sorted, path: "einthoven \(name)", settings: Settings(), file: nil,
        console: Console(output: silent, errors: silent), advised: { "\($0)" })
      return nil
    } catch {
      return "\(error)"
    }
  }
}
