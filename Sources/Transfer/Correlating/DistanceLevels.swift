/// Scores by how far the source is from the target: the mean score in each of four levels of a measure.
///
/// The paper on MELEP does not say where its levels end, so both ways to cut are given.
public struct DistanceLevels: Sendable, Equatable, Codable {
  /// Where levels end.
  public enum Cut: String, Sendable, Codable, CaseIterable {
    /// Each spans a quarter of the measure's range.
    case equalWidths
    /// Each holds a quarter of the transfers.
    case equalCounts
  }

  /// One level.
  public struct Level: Sendable, Equatable, Codable {
    /// The lowest and the highest value of the measure that falls into it by the cut.
    public let bounds: [Double]
    /// How many transfers fall into it.
    public let count: Int
    /// The mean of their scores; nothing for an empty level.
    public let meanScore: Double?
  }

  /// Where the levels end.
  public let cut: Cut
  /// The levels, from the lowest values of the measure to the highest.
  public let levels: [Level]
  /// Whether the mean score changes the same way from each level to the next.
  public let isMonotone: Bool

  /// Cuts values of a measure into four levels; nil for fewer than four, or if they are all equal.
  public init?(_ measure: [Double], scores: [Double], cut: Cut) {
    precondition(measure.count == scores.count, "\(measure.count) values and \(scores.count) scores")
    let sorted = measure.sorted()
    guard sorted.count >= 4, let low = sorted.first, let high = sorted.last, high > low else { return nil }
    let edges = (0...4).map { quarter in
      switch cut {
      case .equalWidths: low + (high - low) * Double(quarter) / 4
      case .equalCounts: quarter == 4 ? high : sorted[quarter * sorted.count / 4]
      }
    }
    let places = measure.map { value in max(0, (0..<4).last { value >= edges[$0] } ?? 0) }
    self.cut = cut
    levels = (0..<4).map { level in
      let inside = scores.indices.filter { places[$0] == level }.map { scores[$0] }
      return Level(
        bounds: [edges[level], edges[level + 1]], count: inside.count,
        meanScore: inside.isEmpty ? nil : inside.reduce(0, +) / Double(inside.count))
    }
    let means = levels.compactMap(\.meanScore)
    let steps = zip(means, means.dropFirst()).map { $1 - $0 }
    isMonotone = !steps.isEmpty && (steps.allSatisfy { $0 < 0 } || steps.allSatisfy { $0 > 0 })
  }
}
