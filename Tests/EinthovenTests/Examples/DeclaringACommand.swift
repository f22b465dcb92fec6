import CommandLineKit

func declaringACommand() {
  let rate = Option("rate", .number(above: 0), "HZ", "samples a second", default: 250)
  let seconds = Argument("SECONDS", .number(from: 0), "how long the record is")
  let count = Command(
    "count", "tell how many samples a record has", examples: [.init("samples count 10", "2500 samples")],
    arguments: [seconds], options: [rate]
  ) { call in
    call.console.print("\(Int(call[seconds] * call[rate])) samples")
    return .success
  }
  let program = Application(Command("samples", "count samples", examples: [], commands: [count]), version: "1.0")

  // A program calls `program.main()`; this one shows what others would see.
  let screen = Screen(isTerminal: false, isColoured: false, width: 80) { print($0, terminator: "") }
  let console = Console(output: screen, errors: screen)
  for words in [["count", "10", "--rate", "500"], ["count", "--help"], ["count", "10", "--raet", "500"]] {
    print("ends with \(program.run(words, console: console).rawValue)")
  }
}
