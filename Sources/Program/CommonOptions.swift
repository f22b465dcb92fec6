import CommandLineKit

/// Options that mean the same in every command that has them.
enum CommonOptions {
  static let threads = Option(
    "threads", .integer(in: 1...256), "N", "how many threads work; as many as there are processors when not given")
  static let seed = Option("seed", .seed, "N", "what everything random follows from", default: 1)
  static let rate = Option("rate", .number(above: 0), "HZ", "the rate of files that do not say it")
}
