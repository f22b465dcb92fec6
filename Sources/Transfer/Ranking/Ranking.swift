import Cohorts
import Learning

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
    /// How often half of the groups is drawn for intervals and chances.
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

  /// Returns what the values of all sources might have been of other groups; none for what does not depend on the examples.
  ///
  /// A measure that fits is flattered by examples that stand twice, so that no draw may repeat any: each is half of the groups.
  /// Values of halves lie elsewhere than those of all where a measure hangs on the number of examples; how far they lie apart is
  /// what is wanted, and so each source's are moved to its value.
  private func draws(_ measure: Measure, _ values: [MeasureValue], _ resampling: GroupResampling) -> [[Double?]] {
    guard measure.input != .source, values.contains(where: { $0.value != nil }), resampling.groupCount > 3 else {
      return []
    }
    // A half of the examples is then another matter than all of them.
    let width = sources.map { $0.representation.features?.columns ?? 0 }.max() ?? 0
    guard !measure.saturates || 2 * width < target.count else { return [] }
    let work = sources.map { measure.work(Workload($0.representation)) }.max() ?? 0
    let affordable = work > 0 ? min(Double(options.draws), options.workLimit / work) : Double(options.draws)
    guard Int(affordable) >= Ranking.fewestDraws else { return [] }
    let classes = target.classCount
    let drawn = Parallel.map(Int(affordable), threads: options.threads) { draw -> [Double?]? in
      let examples = resampling.half(draw: draw)
      var row: [Double?] = []
      for (source, value) in zip(sources, values) {
        let half = source.gathering(examples)
        // A mean over fewer labels or classes is another figure, and no deviation of this one.
        guard half.representation.target.classCount == classes else { return nil }
        let found = measure.evaluate(Workspace(half.representation, threads: 1), half, seed: options.seed)
        guard zip(found.perLabel, value.perLabel).allSatisfy({ ($0 == nil) == ($1 == nil) }) else { return nil }
        row.append(found.value)
      }
      return row
    }.compactMap(\.self)
    guard drawn.count >= Ranking.fewestDraws else { return [] }
    let centres = sources.indices.map { place in
      Bootstrap.quantile(drawn.compactMap { $0[place] }.sorted(), 0.5)
    }
    let scale = resampling.halfScale
    return drawn.map { row in
      row.indices.map { place in
        guard let value = values[place].value, let draw = row[place] else { return nil }
        return value + scale * (draw - centres[place])
      }
    }
  }
}

extension Target {
  /// How many classes have an example where an example has one label; nothing where it may have several.
  fileprivate var classCount: Int? { task == .oneLabel ? positives.count { $0 > 0 } : nil }
}

/// The order of some values, and how sure it is.
struct Standing {
  /// The rank of each value from 1, values that are equal but for rounding sharing one; nil for none.
  let ranks: [Int?]
  /// The place of the first of the best.
  let best: Int?
  let intervals: [ClosedRange<Double>?]
  /// In which share of the draws each was best; draws in which several are, are shared among them.
  let chances: [Double]?

  init(_ values: [Double?], draws: [[Double?]], isHigherBetter: Bool) {
    func isBetter(_ a: Double, _ b: Double) -> Bool { !Self.isEqual(a, b) && (isHigherBetter ? a > b : a < b) }
    let present = values.compactMap(\.self)
    ranks = values.map { value in value.map { v in 1 + present.count { isBetter($0, v) } } }
    best = ranks.firstIndex(of: 1)
    intervals = values.indices.map { place in
      guard values[place] != nil, let interval = GroupResampling.interval(draws.compactMap { $0[place] }) else {
        return nil
      }
      // What no draw can move is not certain: the measure does not hear the examples.
      return Self.isEqual(interval.lowerBound, interval.upperBound) ? nil : interval
    }
    guard values.count > 1 else {
      chances = nil
      return
    }
    var wins = [Double](repeating: 0, count: values.count)
    var counted = 0.0
    for draw in draws {
      let drawn = draw.compactMap(\.self)
      guard let top = isHigherBetter ? drawn.max() : drawn.min() else { continue }
      let winners = draw.indices.filter { place in draw[place].map { !isBetter(top, $0) } ?? false }
      for winner in winners { wins[winner] += 1 / Double(winners.count) }
      counted += 1
    }
    chances = counted > 0 ? wins.map { $0 / counted } : nil
  }

  /// Whether two values differ by no more than rounding does.
  private static func isEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 + 1e-9 * max(abs(a), abs(b)) }
}
