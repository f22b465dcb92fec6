import Learning
import Waveforms

/// Draws groups of examples, all examples of a group together.
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

  /// Returns the examples of a draw with replacement; the same for everybody who asks for it.
  func examples(draw: Int) -> [Int] {
    var random = SplitMix64(seed, 0xB007, UInt64(draw))
    return members.indices.flatMap { _ in members[random.index(below: members.count)] }
  }

  /// Returns the examples of half of the groups, drawn without replacement, in the order of the groups; the same for everybody.
  func half(draw: Int) -> [Int] {
    var random = SplitMix64(seed, 0x4A1F, UInt64(draw))
    var order = Array(members.indices)
    for place in 0..<halfCount { order.swapAt(place, place + random.index(below: order.count - place)) }
    return order.prefix(halfCount).sorted().flatMap { members[$0] }
  }

  /// The number of groups in a half.
  private var halfCount: Int { groupCount / 2 }

  /// What deviations among halves are multiplied by to be those among as many groups as there are: 1 where their number is even.
  ///
  /// The variance of a mean over m of n groups drawn without replacement is (n − m) / m times that of a mean over n others.
  var halfScale: Double {
    groupCount > 1 ? (Double(halfCount) / Double(groupCount - halfCount)).squareRoot() : 0
  }

  /// Returns the interval that holds the middle 95 % of values; nil for fewer than ten.
  static func interval(_ values: [Double]) -> ClosedRange<Double>? {
    guard values.count >= 10 else { return nil }
    let sorted = values.sorted()
    let low = Bootstrap.quantile(sorted, 0.025)
    return low...max(low, Bootstrap.quantile(sorted, 0.975))
  }
}
