import Waveforms

/// The examples that a split keeps together.
struct SplitGroups {
  /// One group.
  struct Group {
    /// What all have in common, which also gives the groups their order.
    var key: String
    /// The examples' places.
    var members: [Int]
  }

  /// The groups, in the order of their keys' bytes: that of the cohort does not matter.
  let groups: [Group]

  /// Forms groups; the examples of each of `together` (ids) also stay in one group, such as duplicates.
  init(of cohort: Cohort, unit: Split.Unit, together: [[String]] = []) {
    var members: [String: [Int]] = [:]
    var keys = cohort.examples.map { Self.key(of: $0, unit) }
    if !together.isEmpty {
      let places = cohort.places
      var union = UnionFind(keys)
      for ids in together {
        let joined = ids.compactMap { places[$0] }.map { keys[$0] }
        for key in joined.dropFirst() { union.join(joined[0], key) }
      }
      keys = keys.map { union.root(of: $0) }
    }
    for (place, key) in keys.enumerated() { members[key, default: []].append(place) }
    groups = members.sorted { precedes($0.key, $1.key) }.map { Group(key: $0.key, members: $0.value) }
  }

  private static func key(of example: Example, _ unit: Split.Unit) -> String {
    switch unit {
    case .patient: example.patient.identifier.map { "patient \($0)" } ?? "record \(example.record)"
    case .record: "record \(example.record)"
    case .example: "example \(example.id)"
    }
  }

  private struct UnionFind {
    var parents: [String: String]

    init(_ keys: [String]) { parents = Dictionary(keys.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }) }

    mutating func root(of key: String) -> String {
      var at = key
      while let parent = parents[at], parent != at { at = parent }
      parents[key] = at
      return at
    }

    mutating func join(_ a: String, _ b: String) {
      let (first, second) = (root(of: a), root(of: b))
      if first == second { return }
      // The smaller name stands for both, so that the order of joining does not matter.
      if precedes(first, second) { parents[second] = first } else { parents[first] = second }
    }
  }
}

extension SplitMix64 {
  /// Puts the elements into a random order (Fisher and Yates).
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for i in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(i, index(below: i + 1)) }
  }
}
