import CommandLineKit

/// A small program with every kind of option and argument; its commands print what they were given.
enum Bakery {
  enum Flour: String, CaseIterable { case wheat, rye, spelt }

  static let loaves = Option("loaves", short: "n", .integer(in: 1...12), "N", "how many loaves", default: 1)
  static let flour = Option("flour", ValueKind<Flour>.choice, "KIND", "what is ground", default: .wheat)
  static let salt = Option("salt", .number(in: 0...5), "PERCENT", "how much salt")
  static let seeds = Option(repeated: "seed", .text, "NAME", "what is strewn on top")
  static let hot = Option(
    flag: "hot", "serve it hot, which takes somewhat longer, since the oven has to be heated up first")
  static let oven = Option("oven", short: "o", .folder, "DIR", "where it is baked")
  static let name = Argument("NAME", .text, "whose bread it is")
  static let guests = Argument(repeated: "GUEST", .text, "who eats it", atLeast: 0)

  static let bake = Command(
    "bake", "bake some bread",
    examples: [.init("bakery bake rye", "one loaf"), .init("bakery bake rye --loaves 3 --hot", "three, hot")],
    arguments: [name, guests], options: [loaves, flour, salt, seeds, hot, oven],
    notes: "Bread is baked in the order in which it was asked for.",
    exits: [(.failedData, "the flour is gone")]
  ) { call in
    call.console.print(
      "\(call[name]) \(call[guests]) \(call[loaves]) \(call[flour]) \(call[salt].map { "\($0)" } ?? "–") "
        + "\(call[seeds]) \(call[hot]) \(call[oven] ?? "–")")
    return .success
  }

  static let frost = Command(
    "frost", "put something sweet on a cake", examples: [],
    arguments: [
      Argument("KIND", .choice(["icing", "glaze"]), "what is put on it"),
      Argument(optional: "DIR", .folder, "where the cake is"),
    ], options: [Option("times", .integer(from: 1), "N", "how often", default: 1)]
  ) { _ in .success }

  struct Burnt: Error, CustomStringConvertible { let description = "all is burnt" }

  static let fail = Command("fail", "burn some bread", examples: []) { _ in throw Burnt() }
  static let stop = Command("stop", "stop baking", examples: []) { _ in throw Interrupted("half is baked") }
  static let leak = Command("leak", "leak", examples: []) { _ in .leaking }
  static let list = Command("list", "list what is in store", examples: []) { call in
    call.console.print("list")
    return .success
  }
  static let store = Command(
    "store", "look after the store", examples: [], commands: [list], otherwise: "list")

  static let root = Command(
    "bakery", "a program that bakes", examples: [.init("bakery bake rye", "one loaf")],
    commands: [bake, frost, store, fail, stop, leak])

  /// Runs the program, and returns how it ended and what it wrote.
  static func run(_ words: String..., settings: Settings = Settings()) -> (exit: Exit, output: String, errors: String) {
    let recorded = Recorded()
    let exit = Application(root, version: "1.2.3", settings: settings).run(words, console: recorded.console)
    return (exit, recorded.output, recorded.errors)
  }
}
