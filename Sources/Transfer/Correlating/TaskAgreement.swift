/// How often a measure's first choice among the sources of one task is the source that scored best.
public struct TaskAgreement: Sendable, Equatable, Codable {
  /// Tasks with two sources or more.
  public let tasks: Int
  /// Tasks in which the choice was the best; a choice among equals counts by its share.
  public let hits: Double
  /// The hits that blind choice would have on average.
  public let chance: Double
  /// The probability that blind choice has as many hits or more.
  public let probability: Double
  /// The mean over tasks of the best score minus the chosen source's.
  public let meanRegret: Double
  /// The mean over tasks of Kendall's τ-b, positive where the measure orders the sources as the scores do.
  public let meanKendall: Double?

  /// Compares a measure with the scores, task by task; transfers without the measure are left out.
  public init(_ transfers: [MeasuredTransfer], measure name: String, isHigherBetter: Bool) {
    let sign = isHigherBetter ? 1.0 : -1
    let present = transfers.compactMap { transfer in
      transfer.measures[name].map { (task: transfer.task, value: sign * $0, score: transfer.score) }
    }
    var hits = 0.0
    var regret = 0.0
    var chances: [Double] = []
    var kendalls: [Double] = []
    for (_, rows) in Dictionary(grouping: present, by: \.task).sorted(by: { $0.key < $1.key }) where rows.count > 1 {
      guard let top = rows.map(\.value).max(), let best = rows.map(\.score).max() else { continue }
      let chosen = rows.filter { $0.value == top }
      hits += Double(chosen.count { $0.score == best }) / Double(chosen.count)
      regret += best - chosen.reduce(0) { $0 + $1.score } / Double(chosen.count)
      chances.append(Double(rows.count { $0.score == best }) / Double(rows.count))
      if let kendall = RankCorrelation.kendall(rows.map(\.value), rows.map(\.score)) { kendalls.append(kendall) }
    }
    tasks = chances.count
    self.hits = hits
    chance = chances.reduce(0, +)
    probability = TaskAgreement.tail(chances, atLeast: hits)
    meanRegret = chances.isEmpty ? 0 : regret / Double(chances.count)
    meanKendall = kendalls.isEmpty ? nil : kendalls.reduce(0, +) / Double(kendalls.count)
  }

  /// Returns the probability of at least so many successes in trials of the given chances.
  static func tail(_ chances: [Double], atLeast hits: Double) -> Double {
    var distribution = [1.0]
    for chance in chances {
      distribution = (0...distribution.count).map { k in
        (k < distribution.count ? distribution[k] * (1 - chance) : 0) + (k > 0 ? distribution[k - 1] * chance : 0)
      }
    }
    // A choice among equals leaves fractions, which do not count here.
    let whole = max(0, Int(hits + 1e-9))
    return min(1, distribution.dropFirst(whole).reduce(0, +))
  }
}
