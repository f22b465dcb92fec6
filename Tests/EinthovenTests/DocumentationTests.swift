import Foundation
import Testing

/// The Swift in the README and the articles is, word for word, what `Examples` holds and `ExampleTests` runs.
@Suite struct DocumentationTests {
  private static let here = URL(filePath: #filePath).deletingLastPathComponent()
  private static let root = here.deletingLastPathComponent().deletingLastPathComponent()

  /// The README and the articles of all modules.
  private static let documents: [URL] = {
    let sources = root.appending(path: "Sources")
    let modules = (try? FileManager.default.contentsOfDirectory(atPath: sources.path))?.sorted() ?? []
    let catalogues = modules.map { sources.appending(path: "\($0)/\($0).docc") }
    let articles = catalogues.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        .filter { $0.hasSuffix(".md") }.map { folder.appending(path: $0) }
    }
    return [root.appending(path: "README.md")] + articles
  }()

  @Test func everyExampleStandsInADocumentAndIsRun() throws {
    let shown = try Self.documents.flatMap { Self.blocks(of: try String(contentsOf: $0, encoding: .utf8)) }
    let folder = Self.here.appending(path: "Examples")
    let tests = try String(contentsOf: Self.here.appending(path: "ExampleTests.swift"), encoding: .utf8)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let example = try Example(reading: folder.appending(path: file))
      #expect(shown.contains(example.text), "\(file) stands in no document:\n\(example.text)")
      #expect(tests.contains(example.name), "\(file) is not run")
    }
  }

  @Test(arguments: documents) func everyBlockIsAnExample(document: URL) throws {
    let folder = Self.here.appending(path: "Examples")
    let examples = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
      try Example(reading: folder.appending(path: $0)).text
    }
    for block in Self.blocks(of: try String(contentsOf: document, encoding: .utf8)) {
      #expect(examples.contains(block), "\(document.lastPathComponent) shows what no example is:\n\(block)")
    }
  }

  /// The products that others can import.
  private static func libraries() throws -> [String] {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    return manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.output.1) }
  }

  @Test func theReadmeNamesAllLibraries() throws {
    let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let modules = text.matches(of: /\n\| `(\w+)` \|/).map { String($0.output.1) }
    // The README says that these are none.
    #expect(modules.sorted() == (try Self.libraries() + ["Interchange", "CommandLineKit", "Program"]).sorted())
  }

  @Test func everyLibraryHasACatalogue() throws {
    let libraries = try Self.libraries()
    #expect(libraries.contains("Einthoven"))
    // Others' signatures show what Interchange has; CommandLineKit is for who changes the program.
    for name in libraries + ["Interchange", "CommandLineKit"] {
      let article = Self.root.appending(path: "Sources/\(name)/\(name).docc/\(name).md")
      let text = (try? String(contentsOf: article, encoding: .utf8)) ?? ""
      #expect(!Self.blocks(of: text).isEmpty, "\(name) has no article with an example")
    }
  }

  /// Returns the blocks of Swift in a text, comments one space behind what they comment on.
  private static func blocks(of text: String) -> [String] {
    text.components(separatedBy: "```swift\n").dropFirst().compactMap { part in
      part.components(separatedBy: "\n```").first.map(evened)
    }
  }

  fileprivate static func evened(_ text: String) -> String { text.replacing(#/ +// /#, with: " // ") }

  /// A file with imports and a function, shown as the imports and what the function does.
  private struct Example {
    let name: String
    let text: String

    init(reading file: URL) throws {
      let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      let start = try #require(lines.firstIndex { $0.hasPrefix("func ") }, "\(file.lastPathComponent) has no function")
      let end = try #require(lines.lastIndex(of: "}"))
      name = String(lines[start].dropFirst(5).prefix { $0 != "(" })
      let imports = lines[..<start].filter { $0.hasPrefix("import ") }
      let body = lines[(start + 1)..<end].map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : $0 }
      text = evened((imports + [""] + body).joined(separator: "\n"))
    }
  }
}
