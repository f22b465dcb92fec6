/// How well measures told scores beforehand: over all transfers, and among the sources of each task.
public struct CorrelationReport: Sendable, Equatable, Codable {
  /// What is found of one measure.
  public struct Row: Sendable, Equatable, Codable {
    /// The measure's name.
    public let measure: String
    /// Whether the higher value promised the better transfer.
    public let isHigherBetter: Bool
    /// The correlations over all transfers, which tasks that differ in difficulty can make by themselves.
    public let overTasks: CorrelationFigures
    /// The same of the labels' entropy on the same transfers: what a measure gets without any network.
    public let entropyOverTasks: CorrelationFigures?
    /// The choice among the sources of one task, which is what a measure is for.
    public let withinTasks: TaskAgreement
    /// The mean score in four levels of the measure, cut both ways.
    public let levels: [DistanceLevels]
  }

  /// The measures, in the order given.
  public let rows: [Row]
  /// How many transfers there are.
  public let transfers: Int
  /// How many tasks there are.
  public let tasks: Int

  /// Compares measures, by name, with scores; a transfer without a measure is left out for that measure.
  public init(
    _ transfers: [MeasuredTransfer], measures: [(name: String, isHigherBetter: Bool)], draws: Int = 1000,
    seed: UInt64 = 0
  ) {
    for transfer in transfers {
      precondition(
        transfer.score.isFinite && transfer.measures.values.allSatisfy(\.isFinite),
        "a number of source \(transfer.source) on task \(transfer.task) is not finite")
    }
    self.transfers = transfers.count
    tasks = Set(transfers.map(\.task)).count
    rows = measures.map { name, isHigherBetter in
      let present = transfers.filter { $0.measures[name] != nil }
      let values = present.compactMap { $0.measures[name] }
      let scores = present.map(\.score)
      // Literal weights of the paper have their own entropy.
      let baseline = name == "melep:paper" ? "entropy:paper" : "entropy"
      let entropies = present.compactMap { $0.measures[baseline] }
      func figures(_ numbers: [Double], _ isHigherBetter: Bool) -> CorrelationFigures {
        CorrelationFigures(
          numbers, scores, tasks: present.map(\.task), isHigherBetter: isHigherBetter, draws: draws, seed: seed)
      }
      return Row(
        measure: name, isHigherBetter: isHigherBetter, overTasks: figures(values, isHigherBetter),
        entropyOverTasks: entropies.count == present.count && !entropies.isEmpty ? figures(entropies, false) : nil,
        withinTasks: TaskAgreement(present, measure: name, isHigherBetter: isHigherBetter),
        levels: DistanceLevels.Cut.allCases.compactMap { DistanceLevels(values, scores: scores, cut: $0) })
    }
  }
}
