import Cohorts

/// Compares sources by measures on the same examples of a target task.
public struct Ranking: Sendable {
  /// How to compare.
  public struct Options: Sendable {
    /// The measures by name, in the order wanted; nil for all.
    public var measures: [String]?
    /// The name of the part of the target that the examples are from.
    public var part = "train"
    /// The patient, or whatever must stay together, of each example; nil if each stands for itself.
    public var groups: [String]?
    /// How often the groups are drawn anew for intervals and chances.
    public var draws = 200
    /// Multiplications that the draws of one measure may take a source: costly measures are drawn less often, or not at all.
    ///
    /// As it is, all draws together cost no more than showing the networks the examples.
    public var workLimit = 1e8
    /// The limit of those who asked for draws and wait for them.
    public static let patientLimit = 5e10
    /// The seed of everything random.
    public var seed: UInt64 = 0
    /// Threads to use; nil for as many as there are processors.
    public var threads: Int?

    /// Creates the usual options.
    public init() {}
  }

  /// Fewer draws than this say nothing.
  static let fewestDraws = 40

  private let sources: [Source]
  private let options: Options
  private let measures: [Measure]

  /// Creates a comparison of sources that were shown the same examples.
  public init(_ sources: [Source], options: Options = Options()) {
    guard let target = sources.first?.representation.target else { preconditionFailure("no source to rank") }
    for source in sources {
      precondition(source.representation.target == target, "source \(source.name) has other examples or labels")
    }
    precondition(
      options.groups.map { $0.count == target.count } ?? true,
      "\(options.groups?.count ?? 0) groups for \(target.count) examples")
    precondition(options.draws >= 0, "\(options.draws) draws")
    self.sources = sources
    self.options = options
    let known = Measure.all(for: target.task)
    measures =
      options.measures.map { names in
        names.map { name in
          guard let measure = Measure.named(name, for: target.task) else {
            preconditionFailure("measure \(name), expected one of \(known.map(\.name).joined(separator: ", "))")
          }
          return measure
        }
      } ?? known
  }

  private var target: Target { sources[0].representation.target }

  /// Evaluates every measure on every source.
  public func result() -> RankingResult {
    let groups = options.groups ?? (0..<target.count).map { "\($0)" }
    let resampling = GroupResampling(groups: groups, seed: options.seed)
    let clock = ContinuousClock()
    let workspaces = sources.map { Workspace($0.representation, threads: options.threads) }
    var rows = [[RankingResult.Entry]](repeating: [], count: sources.count)
    var summaries: [RankingResult.Summary] = []
    for measure in measures {
      var values: [MeasureValue] = []
      var seconds: [Double] = []
      for (source, workspace) in zip(sources, workspaces) {
        let start = clock.now
        values.append(measure.evaluate(workspace, source, seed: options.seed))
        seconds.append((clock.now - start) / .seconds(1))
      }
      let draws = draws(measure, values, resampling)
      let standing = Standing(values.map(\.value), draws: draws, isHigherBetter: measure.isHigherBetter)
      for place in sources.indices {
        rows[place].append(
          RankingResult.Entry(
            measure: measure.name, value: values[place].value, rank: standing.ranks[place],
            interval: standing.intervals[place].map { [$0.lowerBound, $0.upperBound] },
            chance: standing.chances?[place], perLabel: values[place].perLabel, note: values[place].note,
            seconds: seconds[place]))
      }
      summaries.append(
        RankingResult.Summary(
          name: measure.name, isHigherBetter: measure.isHigherBetter, input: measure.input,
          best: standing.best.map { sources[$0].name }, draws: draws.count))
    }
    return RankingResult(
      sources: zip(sources, rows).map { .init(name: $0.name, measures: $1) }, examples: target.count,
      labels: target.labels, part: options.part, groups: resampling.groupCount, seed: options.seed,
      measures: summaries, degenerate: DegenerateLabel.all(in: target))
  }

  /// Returns the values of all sources in each draw of the groups; none for what does not depend on the examples.
  private func draws(_ measure: Measure, _ values: [MeasureValue], _ resampling: GroupResampling) -> [[Double?]] {
    guard measure.input != .source, values.contains(where: { $0.value != nil }) else { return [] }
    let work = sources.map { measure.work(Workload($0.representation)) }.max() ?? 0
    let affordable = work > 0 ? min(Double(options.draws), options.workLimit / work) : Double(options.draws)
    guard Int(affordable) >= Ranking.fewestDraws else { return [] }
    return Parallel.map(Int(affordable), threads: options.threads) { draw in
      let examples = resampling.examples(draw: draw)
      return sources.map { source in
        let drawn = source.gathering(examples)
        return measure.evaluate(Workspace(drawn.representation, threads: 1), drawn, seed: options.seed).value
      }
    }
  }
}

/// The order of some values, and how sure it is.
struct Standing {
  /// The rank of each value from 1, equal values sharing one; nil for none.
  let ranks: [Int?]
  /// The place of the first of the best.
  let best: Int?
  let intervals: [ClosedRange<Double>?]
  /// In which share of the draws each was best; draws in which several are, are shared among them.
  let chances: [Double]?

  init(_ values: [Double?], draws: [[Double?]], isHigherBetter: Bool) {
    func isBetter(_ a: Double, _ b: Double) -> Bool { isHigherBetter ? a > b : a < b }
    let present = values.compactMap(\.self)
    ranks = values.map { value in value.map { v in 1 + present.count { isBetter($0, v) } } }
    best = ranks.firstIndex(of: 1)
    intervals = values.indices.map { place in
      values[place] == nil ? nil : GroupResampling.interval(draws.compactMap { $0[place] })
    }
    guard values.count > 1 else {
      chances = nil
      return
    }
    var wins = [Double](repeating: 0, count: values.count)
    var counted = 0.0
    for draw in draws {
      guard let top = draw.compactMap(\.self).max(by: { isBetter($1, $0) }) else { continue }
      let winners = draw.indices.filter { draw[$0] == top }
      for winner in winners { wins[winner] += 1 / Double(winners.count) }
      counted += 1
    }
    chances = counted > 0 ? wins.map { $0 / counted } : nil
  }
}
