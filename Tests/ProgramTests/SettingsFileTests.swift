import CommandLineKit
import Interchange
import Testing

@testable import Program

@Suite struct SettingsFileTests {
  @Test func optionsAreTextsAtTheTopOrByCommand() throws {
    let text = """
      {"threads": 2, "json": true, "seed": 18446744073709551615,
       "demo": {"out": "x", "lead": ["I", 2]}, "inspect": {"rate": 0.5}}
      """
    let file = try SettingsFile.parse(Array(text.utf8), path: "einthoven.json")
    #expect(file.common == ["threads": ["2"], "json": ["true"], "seed": ["18446744073709551615"]])
    #expect(file.commands == ["demo": ["out": ["x"], "lead": ["I", "2"]], "inspect": ["rate": ["0.5"]]])
  }

  @Test(arguments: ["", "[]", "{", "{\"demo\": {\"out\": {\"deeper\": 1}}}", "{\"seed\": null}"])
  func whatIsNoSettingsFileIsRefused(text: String) {
    #expect(throws: FileError.self) { try SettingsFile.parse(Array(text.utf8), path: "einthoven.json") }
  }

  @Test func noFileIsNoSettings() throws {
    #expect(try SettingsFile.read("/nowhere/einthoven.json") == nil)
  }

  @Test func whereItIsBrokenIsSaid() {
    let error = #expect(throws: FileError.self) {
      try SettingsFile.parse(Array("{\n  \"seed\": 7,\n  threads: 2\n}\n".utf8), path: "einthoven.json")
    }
    #expect(error?.line == 3 && error?.field == "column 3")
  }
}
