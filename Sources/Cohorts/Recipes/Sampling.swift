import Waveforms

/// Which examples an epoch sees, and in which order: the same for the same seed and epoch on every machine.
public enum Sampling: Sendable, Equatable, Codable {
  /// Every example once, in random order.
  case shuffled
  /// As many examples as there are, drawn so that every label that occurs comes up equally often; some come twice.
  case balanced
  /// Every label cut down to as many examples as the rarest has, or to a number; the same ones in each epoch, for a seed.
  case trimmed(to: Int?)

  /// Returns the places of an epoch's examples, in order.
  ///
  /// - Parameters:
  ///   - indices: The places of the examples to draw from, such as a split's part.
  ///   - cohort: The cohort; an example without a label counts as one of a label of its own.
  ///   - seed: What order and draws follow from, and which examples `trimmed` keeps.
  ///   - epoch: Changes order and draws, but not what `trimmed` keeps.
  public func order(_ indices: [Int], of cohort: Cohort, seed: UInt64, epoch: Int) -> [Int] {
    var random = SplitMix64(seed, UInt64(bitPattern: Int64(epoch)), 0x5A)
    var chosen: [Int]
    switch self {
    case .shuffled: chosen = indices
    case .balanced:
      let groups = Self.groups(indices, cohort)
      guard !groups.isEmpty else { return [] }
      return indices.indices.map { place in
        // Labels take turns, so that an epoch has as many of each as can be.
        let group = groups[place % groups.count]
        return (random.next(), group[random.index(below: group.count)])
      }.sorted { $0.0 < $1.0 }.map(\.1)
    case .trimmed(let limit):
      let groups = Self.groups(indices, cohort)
      let count = limit ?? groups.map(\.count).min() ?? 0
      var taken: Set<Int> = []
      for (place, group) in groups.enumerated() {
        var lot = SplitMix64(seed, 0x7B, UInt64(place))
        var members = group
        lot.shuffle(&members)
        taken.formUnion(members.prefix(max(0, count)))
      }
      chosen = indices.filter(taken.contains)
    }
    random.shuffle(&chosen)
    return chosen
  }

  /// Returns the examples of each label that occurs, and those without one.
  private static func groups(_ indices: [Int], _ cohort: Cohort) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: cohort.vocabulary.count + 1)
    for index in indices {
      let places = cohort.vocabulary.places(of: cohort.examples[index].labels)
      for place in places { groups[place].append(index) }
      if places.isEmpty { groups[cohort.vocabulary.count].append(index) }
    }
    return groups.filter { !$0.isEmpty }
  }
}
