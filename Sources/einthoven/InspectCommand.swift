import Waveforms

/// `einthoven inspect`: prints what recordings hold.
enum InspectCommand {
  private static let help = """
    Examples:
      einthoven inspect mitdb/100                    one record, for people
      einthoven inspect ptb-xl/records100 --json     a folder, one line of JSON a record
      einthoven inspect a.mat --rate 500             a file that does not say its rate

    Usage: einthoven inspect PATH… [--json] [--rate HZ] [--strict]

      --json       one line of JSON a record
      --rate HZ    the rate of files that do not say it
      --strict     refuse records whose checksums do not match

    Exit code: 0 when all records were read, 1 when some were refused, 2 for a wrong call.
    """

  /// Runs the command and returns its exit code.
  static func run(_ arguments: [String]) -> Int32 {
    var paths: [String] = []
    var isJSON = false
    var options = RecordReader.Options()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "-h", "--help":
        print(help)
        return 0
      case "--json": isJSON = true
      case "--strict": options.isStrict = true
      case "--rate":
        guard let rate = rest.popFirst().flatMap(Double.init), rate.isFinite, rate > 0 else {
          return misuse("--rate needs a number above 0")
        }
        options.rate = rate
      default:
        if argument.hasPrefix("-"), argument.count > 1 { return misuse("unknown option '\(argument)'") }
        paths.append(argument)
      }
    }
    if paths.isEmpty { return misuse("a path is missing") }
    let inspector = FolderInspector(options: options)
    var refused = 0
    for path in paths {
      refused += inspector.inspect(path) { outcome in
        switch outcome {
        case .read(let inspection): print(isJSON ? inspection.json : inspection.text)
        case .refused(let record, let error):
          if isJSON { print(RecordInspection.refusal(record: record, error: error)) }
          Program.complain("einthoven: \(error)")
        }
      }
    }
    return refused == 0 ? 0 : 1
  }

  private static func misuse(_ message: String) -> Int32 {
    Program.complain("einthoven inspect: \(message); try 'einthoven inspect --help'")
    return 2
  }
}
