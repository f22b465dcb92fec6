import Interchange

/// What an evaluation cannot say: three places behind the point look the same on two examples as on two thousand.
extension Evaluation {
  /// Were thirty all judged rightly, one in ten of others might still be judged wrongly (0.9³⁰ = 0.04); fewer say less.
  package static let enoughExamples = 30
  /// From fewer patients a resampled interval that promises 95 % holds less than 90 %, even for a mean: Student's t with
  /// n − 1 degrees of freedom lies within ±1.96·√((n − 1)/n) in 0.904 of cases for ten, and in 0.898 for nine.
  package static let enoughGroups = 10
  /// Where fewer examples have a label, one of them is a quarter of its sensitivity or more.
  package static let enoughOfLabel = 5
  /// A wider interval covers more than half of what lies between guessing and perfection, 0.5 and 1 of an AUROC.
  package static let widestInterval = 0.25

  /// The figure that stands for all: the mean F1 where an example has one label, and else the mean area under the ROC curve.
  package var main: Score? {
    scores.first { $0.metric == (task == .oneLabel ? "macroF1" : "macroAUROC") } ?? scores.first
  }

  /// How much was judged, in words.
  package var extent: String {
    "\(counted(examples, "example")) of \(groups) patient\(groups == 1 ? " or record" : "s or records")"
  }

  /// Whether the main figure may well be quite another on other patients.
  package var saysLittle: Bool { [few, narrow, wide].contains { $0 != nil } }

  /// The labels that no example has, of which a mean over labels says nothing.
  package var missingLabels: [String] { labels.filter { $0.table.positives == 0 }.map(\.label) }

  /// What keeps one from believing the figures, a sentence each; none where nothing does.
  package var caveats: [String] {
    // Few examples are the reason of all that could be said of intervals and of rare labels.
    let reasons = few.map { [$0] } ?? [narrow, wide].compactMap(\.self)
    return ([constant] + reasons.map(Optional.some) + [outside, missing, universal, few == nil ? rare : nil])
      .compactMap(\.self).map { "Mind: \($0)." }
  }

  /// The labels that are said of every example, where no label is said of some alone although examples differ: a network that
  /// tells nothing apart.
  package var saidOfAll: [String]? {
    let tables = labels.map(\.table)
    let isConstant = tables.allSatisfy { $0.outputs == 0 || $0.outputs == $0.count }
    return isConstant && tables.contains { $0.positives > 0 && $0.negatives > 0 }
      ? labels.filter { $0.table.outputs > 0 }.map(\.label) : nil
  }

  private var constant: String? {
    saidOfAll.map { names in
      names.isEmpty
        ? "it says none of the labels of any example" : "it says \(Self.list(names, "and")) of every example"
    }
  }

  private var few: String? {
    guard examples < Self.enoughExamples else { return nil }
    // The end of the exact 95 % interval around no mistake in so many.
    let room = 1 - power(0.05, 1 / Double(max(1, examples)))
    return
      "\(examples == 1 ? "1 example says" : "\(examples) examples say") little; even without a mistake among them, "
      + "\(fixed(100 * room, 0)) % of others might be judged wrongly"
  }

  private var narrow: String? {
    guard groups < Self.enoughGroups else { return nil }
    let few = groups == 1 ? "one patient or record" : "\(groups) patients or records"
    return "all is of \(few), which say little about others; the intervals are narrower than they should be"
  }

  private var wide: String? {
    guard bootstrap != nil, let main, main.estimate.value.isFinite else { return nil }
    let width = main.estimate.high - main.estimate.low
    guard width >= 0 else { return "no interval could be made for \(main.metric)" }
    return width > Self.widestInterval
      ? "the interval of \(main.metric) is \(fixed(width, 2)) wide, so that the figure says little" : nil
  }

  /// The metrics whose value lies beyond an end of its interval by more than rounding.
  static func outsideTheirIntervals(_ scores: [Score]) -> [String] {
    scores.filter { score in
      let estimate = score.estimate, room = 1e-9 * max(1, abs(estimate.value))
      return estimate.value < estimate.low - room || estimate.value > estimate.high + room
    }.map(\.metric)
  }

  private var outside: String? {
    let names = Self.outsideTheirIntervals(scores)
    return names.isEmpty
      ? nil
      : "\(names.joined(separator: ", ")) lies outside its own interval: in resamples examples stand twice, which moves such "
        + "figures where positives are few"
  }

  private var missing: String? {
    missingLabels.isEmpty
      ? nil : "no example has \(Self.list(missingLabels, "or")), so how well that is told is not known"
  }

  /// Where an example has one label, this is the other side of what is missing.
  private var universal: String? {
    let names = task == .oneLabel ? [] : labels.filter { $0.table.negatives == 0 }.map(\.label)
    return names.isEmpty
      ? nil : "every example has \(Self.list(names, "and")), so how often that is said in vain is not known"
  }

  private var rare: String? {
    let scarce = 1..<Self.enoughOfLabel
    let names = labels.filter { row in
      scarce ~= row.table.positives || (task == .severalLabels && scarce ~= row.table.negatives)
    }.map(\.label)
    return names.isEmpty
      ? nil
      : "fewer than \(Self.enoughOfLabel) examples \(task == .oneLabel ? "have" : "have, or lack,") "
        + "\(Self.list(names, "or")), so how well that is told is hardly known"
  }

  /// Labels in a sentence; of many, the first.
  package static func list(_ names: [String], _ word: String) -> String {
    let most = 4
    if names.count > most + 1 {
      return names.prefix(most).joined(separator: ", ") + " \(word) \(names.count - most) other labels"
    }
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}
