import CommandLineKit
import Testing

@Suite struct ParsingTests {
  @Test func whatIsNotGivenHasItsDefault() {
    let run = Bakery.run("bake", "rye")
    #expect(run.output == "rye [] 1 wheat – [] false –\n")
    #expect(run.exit == .success)
    #expect(run.errors.isEmpty)
  }

  @Test func optionsMayStandAnywhereInAnyForm() {
    let expected = "rye [\"ann\", \"bob\"] 3 rye 1.5 [\"poppy\", \"sesame\"] true oven\n"
    #expect(
      Bakery.run(
        "bake", "--loaves", "3", "rye", "--flour=rye", "ann", "--seed=poppy", "--hot", "bob", "-o", "oven", "--salt",
        "1.5", "--seed", "sesame"
      ).output == expected)
    #expect(
      Bakery.run(
        "bake", "-n=3", "--hot=true", "--flour", "rye", "--salt=1.5", "-o=oven", "--seed", "poppy", "--seed=sesame",
        "rye", "ann", "bob"
      ).output == expected)
    #expect(
      Bakery.run(
        "bake", "-qn3", "--hot", "--flour", "rye", "--salt=1.5", "-ooven", "--seed", "poppy", "--seed=sesame", "rye",
        "ann", "bob"
      ).output == expected)
  }

  @Test func flagsMayStandBeforeTheCommand() {
    #expect(Bakery.run("-q", "--hot", "bake", "rye", "-n", "2").output == "rye [] 2 wheat – [] true –\n")
    #expect(Bakery.run("--loaves", "3", "bake", "rye").errors.contains("options come after it, as 'bakery bake …'"))
    #expect(Bakery.run("--loaves=3", "bake", "rye").output.hasPrefix("rye [] 3"))
    #expect(Bakery.run("-q", "rye").errors.hasPrefix("bakery: unknown option '-q'"))
    #expect(Bakery.run("--hto", "bake", "rye").errors.hasPrefix("bakery: '--hto' stands before the command"))
  }

  @Test func whatWouldChangeNothingIsRefused() {
    let loud = Option(flag: "loud", "shout")
    let name = Option("name", .text, "NAME", "who is meant")
    let greet = Command("greet", "greet somebody", examples: [], options: [loud, name]) { call in
      if call[name] == nil { try call.refuse(loud, because: "nobody is named") }
      return .success
    }
    let root = Command("program", "a program", examples: [], commands: [greet])
    func run(_ words: String..., settings: Settings = Settings()) -> (Exit, String) {
      let recorded = Recorded()
      return (
        Application(root, version: "1", settings: settings).run(words, console: recorded.console), recorded.errors
      )
    }
    #expect(run("greet", "--loud", "--name", "ann").0 == .success)
    let (exit, errors) = run("greet", "--loud")
    #expect(exit == .misuse && errors.hasPrefix("program greet: --loud would change nothing: nobody is named; try"))
    // What stands in the environment is for many calls, and need not fit each of them.
    #expect(run("greet", settings: Settings(environment: { $0 == "EINTHOVEN_LOUD" ? "1" : nil })).0 == .success)
  }

  @Test func anErrorIsFollowedByAdvice() {
    let recorded = Recorded()
    let application = Application(
      Bakery.root, version: "1",
      advice: { error, words in error is Bakery.Burnt && words == ["fail"] ? "bake less long" : nil })
    #expect(application.run(["fail"], console: recorded.console) == .failedData)
    #expect(recorded.errors == "bakery fail: all is burnt; bake less long\n")
  }

  @Test func theLastOfAnOptionCounts() {
    #expect(Bakery.run("bake", "rye", "-n", "3", "--loaves=4", "--hot", "--hot=no").output.hasPrefix("rye [] 4"))
  }

  @Test func twoDashesEndTheOptions() {
    #expect(Bakery.run("bake", "--", "--hot", "-h").output == "--hot [\"-h\"] 1 wheat – [] false –\n")
    #expect(Bakery.run("bake", "-").output.hasPrefix("- []"))
  }

  @Test(arguments: [
    (["bake", "rye", "--loves", "3"], "bakery bake: unknown option '--loves'; did you mean '--loaves'?"),
    (["bake", "rye", "--zzzzz"], "bakery bake: unknown option '--zzzzz'; try"),
    (["bake", "rye", "-x"], "bakery bake: unknown option '-x'; try"),
    (["bake", "rye", "-oven", "hot"], "bakery bake: unknown option '-oven'; did you mean '--oven'?"),
    (["bake", "rye", "-nx"], "bakery bake: --loaves: expected a whole number from 1 to 12, got 'x'; try"),
    (["bake", "rye", "--loaves", "13"], "bakery bake: --loaves: expected a whole number from 1 to 12, got '13'; try"),
    (["bake", "rye", "--loaves=many"], "bakery bake: --loaves: expected a whole number from 1 to 12, got 'many'"),
    (["bake", "rye", "--loaves"], "bakery bake: --loaves: expected a whole number from 1 to 12, got nothing"),
    (["bake", "rye", "--oven", "--hot"], "bakery bake: --oven: expected a folder, got the option '--hot'"),
    (["bake", "rye", "--oven="], "bakery bake: --oven: expected a folder, got ''"),
    (["bake", "rye", "--salt", "-1"], "bakery bake: --salt: expected a number from 0 to 5, got '-1'"),
    (["bake", "rye", "--salt", "nan"], "bakery bake: --salt: expected a number from 0 to 5, got 'nan'"),
    (
      ["bake", "rye", "--flour", "wheet"],
      "bakery bake: --flour: expected wheat, rye or spelt, got 'wheet'; did you mean 'wheat'?"
    ),
    (["bake", "rye", "--hot=maybe"], "bakery bake: --hot: expected true or false, got 'maybe'"),
    (["bake"], "bakery bake: NAME is missing: whose bread it is"),
    (["bkae"], "bakery: unknown command 'bkae'; did you mean 'bake'? Try 'bakery --help'"),
    (["sto"], "bakery: unknown command 'sto'; did you mean 'stop'?"),
    (["--versoin"], "bakery: unknown option '--versoin'; did you mean '--version'?"),
    (["store", "lst"], "bakery store: unknown command 'lst'; did you mean 'list'? Try 'bakery store --help'"),
    (["store", "list", "all"], "bakery store list: 'all': no argument is expected"),
  ]) func misuseSaysWhatWasGivenAndWhatIsExpected(words: [String], message: String) {
    let recorded = Recorded()
    let exit = Application(Bakery.root, version: "1").run(words, console: recorded.console)
    #expect(exit == .misuse)
    #expect(recorded.output.isEmpty)
    #expect(recorded.errors.hasPrefix(message), "\(recorded.errors)")
  }

  @Test func howItEndedIsANumber() {
    #expect(Bakery.run("fail").exit == .failedData)
    #expect(Bakery.run("fail").errors == "bakery fail: all is burnt\n")
    #expect(Bakery.run("stop").exit == .interrupted)
    #expect(Bakery.run("stop").errors == "bakery stop: half is baked\n")
    #expect(Bakery.run("leak").exit == .leaking)
    #expect(Exit.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 130])
  }

  @Test func groupsHaveCommands() {
    #expect(Bakery.run("store", "list").output == "list\n")
    #expect(Bakery.run("store").output == "list\n")
    #expect(Bakery.run("store", "--warm").errors.hasPrefix("bakery store list: unknown option '--warm'"))
  }

  @Test func versionIsPrinted() {
    #expect(Bakery.run("--version").output == "bakery 1.2.3\n")
  }

  @Test func messagesCannotDriveTheTerminal() {
    #expect(Bakery.run("bake", "rye", "--loaves", "\u{1B}[2J").errors.contains("got '?[2J'"))
  }

  @Test func undeclaredOptionsStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let other = Option(flag: "other", "an option that the command does not declare")
      let command = Command("bad", "read what is not declared", examples: []) { call in
        call[other] ? .success : .failedData
      }
      let root = Command("program", "a program", examples: [], commands: [command])
      _ = Application(root, version: "1").run(["bad"], console: Recorded().console)
    }
  }
}
