/// Beats by their group of AAMI EC57 and the group they were taken for, with the figures that the program `bxb` prints.
///
/// The beats are given, so the columns of missed and extra beats are empty here.
public struct BeatTable: Sendable, Hashable, Codable {
  /// The groups: normal, supraventricular, ventricular, fusion, unclassifiable.
  public static let groups = ["N", "S", "V", "F", "Q"]

  /// Counts, a row for each true group and a column for each predicted one, in the order of `groups`.
  public let counts: [[Int]]

  /// Creates a table of a confusion of groups; groups that it lacks have no beats. Nil where it has other labels.
  public init?(_ confusion: ConfusionMatrix) {
    guard confusion.labels.allSatisfy(Self.groups.contains) else { return nil }
    let places = Self.groups.map { confusion.labels.firstIndex(of: $0) }
    counts = places.map { row in
      places.map { column in row.flatMap { r in column.map { confusion.counts[r][$0] } } ?? 0 }
    }
  }

  /// The figures of one kind of ectopic beats.
  public struct Figures: Sendable, Hashable {
    /// The share of these beats that were found.
    public let sensitivity: Double
    /// The share of what was taken for them that is them, leaving out beats that may be taken for either.
    public let positivePredictivity: Double
    /// The share of other beats that were taken for them, leaving out the same.
    public let falsePositiveRate: Double
  }

  /// Ventricular ectopic beats; fusion and unclassifiable beats that were taken for them are no fault.
  public var ventricular: Figures { figures(of: 2, excused: [3, 4]) }

  /// Supraventricular ectopic beats; unclassifiable beats that were taken for them are no fault.
  ///
  /// `bxb` prints no false positive rate of these; here it is formed as for ventricular ones.
  public var supraventricular: Figures { figures(of: 1, excused: [4]) }

  private func figures(of group: Int, excused: Set<Int>) -> Figures {
    let hits = counts[group][group]
    let others = counts.indices.filter { $0 != group }
    let negatives = others.reduce(0) { sum, row in sum + counts[row].reduce(0, +) - counts[row][group] }
    let faults = others.filter { !excused.contains($0) }.reduce(0) { $0 + counts[$1][group] }
    return Figures(
      sensitivity: Double(hits) / Double(counts[group].reduce(0, +)),
      positivePredictivity: Double(hits) / Double(hits + faults),
      falsePositiveRate: Double(faults) / Double(negatives + faults))
  }

  /// The table and its figures, set as `bxb` sets them.
  public var text: String {
    var lines = ["        Algorithm", "   " + Self.groups.map { padded($0.lowercased(), 7, right: true) }.joined()]
    for (group, row) in zip(Self.groups, counts) {
      lines.append(" \(group) |" + row.map { padded("\($0)", 7, right: true) }.joined())
    }
    for (name, figures) in [("VEB", ventricular), ("SVEB", supraventricular)] {
      lines.append("\(padded(name, 4, right: true)) sensitivity            \(fixed(100 * figures.sensitivity, 2)) %")
      lines.append(
        "\(padded(name, 4, right: true)) positive predictivity  \(fixed(100 * figures.positivePredictivity, 2)) %")
      lines.append(
        "\(padded(name, 4, right: true)) false positive rate    \(fixed(100 * figures.falsePositiveRate, 3)) %")
    }
    return lines.joined(separator: "\n")
  }
}
