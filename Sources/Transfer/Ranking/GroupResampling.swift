import Learning
import Waveforms

/// Draws groups of examples with replacement, all examples of a group together.
struct GroupResampling: Sendable {
  private let members: [[Int]]
  private let seed: UInt64

  /// Creates draws over the distinct names in `groups`, one name an example.
  init(groups: [String], seed: UInt64) {
    var places: [String: Int] = [:]
    var members: [[Int]] = []
    for (i, name) in groups.enumerated() {
      if let place = places[name] {
        members[place].append(i)
      } else {
        places[name] = members.count
        members.append([i])
      }
    }
    self.members = members
    self.seed = seed
  }

  var groupCount: Int { members.count }

  /// Returns the examples of a draw; the same for everybody who asks for it.
  func examples(draw: Int) -> [Int] {
    var random = SplitMix64(seed, 0xB007, UInt64(draw))
    return members.indices.flatMap { _ in members[random.index(below: members.count)] }
  }

  /// Returns the interval that holds the middle 95 % of values; nil for fewer than ten.
  static func interval(_ values: [Double]) -> ClosedRange<Double>? {
    guard values.count >= 10 else { return nil }
    let sorted = values.sorted()
    let low = Bootstrap.quantile(sorted, 0.025)
    return low...max(low, Bootstrap.quantile(sorted, 0.975))
  }
}
