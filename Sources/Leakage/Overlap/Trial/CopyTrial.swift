import Cohorts
import Waveforms

/// Measures how well copies are found: makes copies of recordings of a cohort, and looks for them among all of it.
package struct CopyTrial: Sendable {
  /// What became of the copies of one kind.
  package struct Row: Sendable {
    package let kind: MadeCopy
    /// Copies that were made.
    package var made = 0
    /// Copies that were found to be of their original.
    package var found = 0
    /// Pairs of a copy and a recording that it is no copy of.
    package var wrong = 0
  }

  /// The rows, in the order of the kinds.
  package let rows: [Row]
  /// Recordings that were looked through.
  package let recordings: Int
  /// Pairs among the recordings themselves.
  package let ownPairs: Int
  /// Of these, pairs of different known patients.
  package let ownPairsOfTwoPatients: Int

  /// Makes `count` copies of each kind of recordings that are drawn, and looks for them.
  package init(_ cohort: Cohort, count: Int, seed: UInt64, threads: Int? = nil) throws(FileError) {
    let examples = cohort.recordings
    let signatures = try Parallel.map(examples.count, threads: threads) { index throws(FileError) in
      Signature(of: try examples[index].source.read())
    }
    let usable = signatures.indices.filter { signatures[$0].problem == nil }
    var random = SplitMix64(seed, 0x5452)
    var order = usable
    for i in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(i, random.index(below: i + 1)) }
    let drawn = Array(order.prefix(count))
    let kinds = MadeCopy.allCases
    let copies = try Parallel.map(drawn.count * kinds.count, threads: threads) {
      index throws(FileError) -> Signature? in
      let original = drawn[index / kinds.count]
      let recording = try examples[original].source.read()
      guard let copy = try? kinds[index % kinds.count](recording, seed: seed &+ UInt64(original)) else { return nil }
      return Signature(of: copy)
    }
    let made = copies.indices.filter { copies[$0] != nil }
    let all = signatures + made.compactMap { copies[$0] }
    guard let pairs = Copies(of: all, threads: threads, report: { _, _ in }, { false })?.all else {
      fatalError("stopped")
    }

    var rows = kinds.map { Row(kind: $0) }
    for index in made { rows[index % kinds.count].made += 1 }
    var alike: [Int: Set<Int>] = [:]
    var (own, foreign) = (0, 0)
    for pair in pairs where pair.second < signatures.count {
      own += 1
      alike[pair.first, default: []].insert(pair.second)
      alike[pair.second, default: []].insert(pair.first)
      if let a = examples[pair.first].patient.identifier, let b = examples[pair.second].patient.identifier, a != b {
        foreign += 1
      }
    }
    for pair in pairs where pair.first < signatures.count && pair.second >= signatures.count {
      let index = made[pair.second - signatures.count]
      let original = drawn[index / kinds.count]
      if pair.first == original {
        rows[index % kinds.count].found += 1
      } else if !(alike[original] ?? []).contains(pair.first) {
        rows[index % kinds.count].wrong += 1
      }
    }
    self.rows = rows
    recordings = signatures.count
    (ownPairs, ownPairsOfTwoPatients) = (own, foreign)
  }

  /// Copies that were found to be of their original, of all that were found to be of something.
  package var precision: Double {
    let (found, wrong) = rows.reduce(into: (0, 0)) { $0 = ($0.0 + $1.found, $0.1 + $1.wrong) }
    return found + wrong == 0 ? .nan : Double(found) / Double(found + wrong)
  }

  /// The rows as a table in Markdown.
  package var text: String {
    var lines = ["| copy | made | found | of others |", "|---|---|---|---|"]
    lines += rows.map { row in
      let share = row.made == 0 ? 0 : (1000 * Double(row.found) / Double(row.made)).rounded() / 10
      return "| \(row.kind.rawValue) | \(row.made) | \(row.found) (\(share) %) | \(row.wrong) |"
    }
    let (made, found, wrong) = rows.reduce(into: (0, 0, 0)) {
      $0 = ($0.0 + $1.made, $0.1 + $1.found, $0.2 + $1.wrong)
    }
    lines.append(
      "| all | \(made) | \(found) (\((1000 * Double(found) / Double(max(1, made))).rounded() / 10) %) | \(wrong) |")
    lines.append("")
    lines.append(
      "\(recordings) recordings; precision \((1e4 * precision).rounded() / 1e4); \(ownPairs) pairs among themselves, "
        + "\(ownPairsOfTwoPatients) of them of two known patients")
    return lines.joined(separator: "\n")
  }
}
