import Waveforms

/// Deals groups out to parts so that each part gets its share of every label.
///
/// Iterative stratification (Sechidis, Tsoumakas and Vlahavas, 2011), with groups in place of examples: the label with the
/// fewest examples left comes first; each group that has it goes to the part that still lacks it most, the largest first.
struct Stratification {
  /// How many examples each part still lacks, of each label and in all.
  private var wanted: [[Double]]
  private var room: [Double]
  private var random: SplitMix64

  /// Returns the part of each group.
  ///
  /// - Complexity: O(groups · (labels of a group) · parts + labels²).
  static func deal(
    _ groups: [SplitGroups.Group], labels: [[Int]], labelCount: Int, shares: [Double], seed: UInt64
  ) -> [Int] {
    let counts = groups.map { group -> [(label: Int, count: Int)] in
      var table: [Int: Int] = [:]
      for member in group.members { for label in labels[member] { table[label, default: 0] += 1 } }
      return table.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    var left = [Int](repeating: 0, count: labelCount)
    var owners = [[Int]](repeating: [], count: labelCount)
    for (group, table) in counts.enumerated() {
      for (label, count) in table {
        left[label] += count
        owners[label].append(group)
      }
    }
    let total = groups.reduce(0) { $0 + $1.members.count }
    var dealer = Stratification(
      wanted: shares.map { share in left.map { share * Double($0) } }, room: shares.map { $0 * Double(total) },
      random: SplitMix64(seed, 0x53))
    var order = Array(groups.indices)
    dealer.random.shuffle(&order)
    var rank = [Int](repeating: 0, count: groups.count)
    for (place, group) in order.enumerated() { rank[group] = place }

    var result = [Int](repeating: -1, count: groups.count)
    func amount(_ group: Int, of label: Int) -> Int { counts[group].first { $0.label == label }?.count ?? 0 }
    while let label = left.indices.filter({ left[$0] > 0 }).min(by: { (left[$0], $0) < (left[$1], $1) }) {
      let waiting = owners[label].filter { result[$0] < 0 }.map { (group: $0, count: amount($0, of: label)) }
      for entry in waiting.sorted(by: { ($1.count, rank[$0.group]) < ($0.count, rank[$1.group]) }) {
        let part = dealer.choose(by: label)
        result[entry.group] = part
        dealer.take(groups[entry.group].members.count, counts[entry.group], from: part)
        for (other, count) in counts[entry.group] { left[other] -= count }
      }
    }
    let rest = order.filter { result[$0] < 0 }
    for group in rest.sorted(by: {
      (groups[$1].members.count, rank[$0]) < (groups[$0].members.count, rank[$1])
    }) {
      let part = dealer.choose(by: nil)
      result[group] = part
      dealer.take(groups[group].members.count, counts[group], from: part)
    }
    return result
  }

  /// Returns the part that lacks the label most; among equals the one with most room; among those a random one.
  private mutating func choose(by label: Int?) -> Int {
    var best = Array(room.indices)
    if let label {
      let most = best.map { wanted[$0][label] }.max() ?? 0
      best = best.filter { wanted[$0][label] == most }
    }
    let most = best.map { room[$0] }.max() ?? 0
    best = best.filter { room[$0] == most }
    return best.count == 1 ? best[0] : best[random.index(below: best.count)]
  }

  private mutating func take(_ size: Int, _ counts: [(label: Int, count: Int)], from part: Int) {
    room[part] -= Double(size)
    for (label, count) in counts { wanted[part][label] -= Double(count) }
  }
}
