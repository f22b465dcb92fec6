import CommandLineKit
import Interchange

/// Complains of records that are refused: of many for one reason, of the first few, and at the end of how many more.
struct Refusals {
  /// How many of one reason are named.
  private static let named = 3

  private let call: Call
  private var places: [String: Int] = [:]
  private var reasons: [(first: String, count: Int)] = []

  init(_ call: Call) { self.call = call }

  /// How many records were refused.
  var count: Int { reasons.reduce(0) { $0 + $1.count } }

  /// Takes an error in; `path` is the record's.
  mutating func add(_ error: any Error, of path: String) {
    let stem = FileAccess.stem(of: path)
    // What is left when nothing in it is of this record.
    let reason = "\(error)".replacing(path, with: "").replacing(stem, with: "")
    let place = places[reason] ?? reasons.count
    if place == reasons.count {
      places[reason] = place
      reasons.append((stem, 0))
    }
    reasons[place].count += 1
    if reasons[place].count <= Self.named { call.complain(error) }
  }

  /// Says how many more there were than were named.
  func end() {
    for reason in reasons where reason.count > Self.named {
      call.console.complain(
        "\(call.path): and \(reason.count - Self.named) more, each for the same reason as \(reason.first)")
    }
  }
}
