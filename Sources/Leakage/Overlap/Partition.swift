import Cohorts
import Interchange

/// Which records stand on which side: the parts of a split, or two cohorts.
struct Partition {
  /// The sides' names.
  let names: [String]
  /// What tells it from the others, such as a fold; nothing where there is one.
  let title: String?
  /// Examples of each record, by side.
  private(set) var counts: [[Int]]

  /// The parts of a split.
  ///
  /// - Throws: When the split names an example that the cohort does not hold.
  init(_ split: Split, title: String?, of cohort: Cohort, _ records: AuditedRecords) throws(FileError) {
    let places = cohort.places
    var counts = [[Int]](repeating: [Int](repeating: 0, count: split.parts.count), count: records.records.count)
    for (side, part) in split.parts.enumerated() {
      for id in part.examples {
        guard let place = places[id] else {
          throw FileError(
            file: "split of \(split.cohort)", field: part.name, found: id, expected: "an example of \(cohort.name)",
            message: "the split names an example that the cohort does not hold: it was made of another cohort")
        }
        counts[records.places[0][place]][side] += 1
      }
    }
    names = split.parts.map(\.name)
    self.title = title
    self.counts = counts
  }

  /// The test part of a split, and what an ancestor has seen.
  init(
    _ split: Split, _ side: Ancestry.Side, title: String?, of cohort: Cohort, _ records: AuditedRecords
  ) throws(FileError) {
    var both = split
    both.parts = split.parts.filter { $0.name == "test" } + [Split.Part(name: side.name, examples: side.examples ?? [])]
    try self.init(both, title: title, of: cohort, records)
    guard side.examples == nil else { return }
    for (place, record) in records.records.enumerated() { counts[place][1] = record.examples[side.cohort].count }
  }

  /// Two cohorts by their numbers.
  init(tested: Int, trained: Int, names: [String], _ records: AuditedRecords) {
    self.names = names
    title = nil
    counts = records.records.map { [$0.examples[tested].count, $0.examples[trained].count] }
  }

  /// Whether there is something on two sides at least.
  var hasTwoSides: Bool { names.indices.filter { side in counts.contains { $0[side] > 0 } }.count > 1 }

  /// Returns the sides on which a record has examples.
  func sides(of record: Int) -> [Int] { names.indices.filter { counts[record][$0] > 0 } }

  /// Returns two different sides, one of each record; nothing where both stand on one and the same.
  func crossing(_ first: Int, _ second: Int) -> (Int, Int)? {
    for a in sides(of: first) { for b in sides(of: second) where a != b { return (a, b) } }
    return nil
  }
}
