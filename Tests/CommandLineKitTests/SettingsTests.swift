import CommandLineKit
import Testing

@Suite struct SettingsTests {
  private func settings(
    _ variables: [String: String] = [:], _ common: [String: [String]] = [:],
    _ commands: [String: [String: [String]]] = [:]
  ) -> Settings {
    Settings(
      environment: { variables[$0] },
      file: { Settings.File(path: "bakery.json", common: common, commands: commands) })
  }

  @Test func flagsWinOverEnvironmentOverFileOverDefaults() {
    let variable = ["EINTHOVEN_LOAVES": "5"]
    let own = ["bake": ["loaves": ["4"]]]
    let all = settings(variable, ["loaves": ["3"]], own)
    #expect(Bakery.run("bake", "a", "--loaves", "6", settings: all).output.hasPrefix("a [] 6"))
    #expect(Bakery.run("bake", "a", settings: all).output.hasPrefix("a [] 5"))
    #expect(Bakery.run("bake", "a", settings: settings([:], ["loaves": ["3"]], own)).output.hasPrefix("a [] 4"))
    #expect(Bakery.run("bake", "a", settings: settings([:], ["loaves": ["3"]])).output.hasPrefix("a [] 3"))
    #expect(Bakery.run("bake", "a", settings: settings()).output.hasPrefix("a [] 1"))
  }

  @Test func flagsAndListsAreSettingsToo() {
    let given = settings(["EINTHOVEN_HOT": "1"], ["seed": ["poppy", "sesame"]])
    #expect(Bakery.run("bake", "a", settings: given).output == "a [] 1 wheat – [\"poppy\", \"sesame\"] true –\n")
    #expect(Bakery.run("bake", "a", "--hot=false", settings: given).output.contains(" false "))
  }

  @Test func badSettingsSayWhereTheyStand() {
    let variable = Bakery.run("bake", "a", settings: settings(["EINTHOVEN_LOAVES": "x"]))
    #expect(
      variable.errors.contains("EINTHOVEN_LOAVES in the environment: expected a whole number from 1 to 12, got 'x'"))
    let file = Bakery.run("bake", "a", settings: settings([:], ["loaves": ["99"]]))
    #expect(file.errors.contains("bakery.json, loaves: expected a whole number from 1 to 12, got '99'"))
    #expect(file.exit == .misuse)
  }

  @Test func unknownSettingsAreRefused() {
    #expect(
      Bakery.run("bake", "a", settings: settings([:], ["lovaes": ["2"]])).errors
        .contains("bakery.json: no command has an option 'lovaes'; did you mean 'loaves'?"))
    #expect(
      Bakery.run("bake", "a", settings: settings([:], [:], ["bkae": [:]])).errors
        .contains("bakery.json: unknown command 'bkae'; did you mean 'bake'?"))
    #expect(
      Bakery.run("bake", "a", settings: settings([:], [:], ["store list": ["hot": ["true"]]])).errors
        .contains("bakery.json: 'store list' has no option 'hot'"))
  }

  @Test func namesInTheEnvironmentThatAreNoOptionsAreSaid() {
    let settings = Settings(names: { ["EINTHOVEN_LOAVES", "EINTHOVEN_LOAVE"] })
    let run = Bakery.run("bake", "a", settings: settings)
    #expect(run.exit == .success)
    #expect(
      run.errors == "note: EINTHOVEN_LOAVE in the environment is no option's; did you mean 'EINTHOVEN_LOAVES'?\n")
    #expect(Bakery.run("bake", "a", "-q", settings: settings).errors.isEmpty)
  }

  @Test func helpNeedsNoSettings() {
    struct Broken: Error {}
    let broken = Settings(file: { throw Broken() })
    #expect(Bakery.run("bake", "--help", settings: broken).exit == .success)
    #expect(Bakery.run("bake", "a", settings: broken).exit == .failedData)
  }
}
