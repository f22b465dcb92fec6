import Interchange

/// What an audit's figures mean, in plain sentences.
struct OverlapWords {
  let counts: OverlapReport.Counts
  let verdict: Verdict
  /// What cannot be shown, a sentence each.
  let reasons: [String]
  /// Whether anything was looked for at all.
  let isCompared: Bool
  /// Whether what a network learnt from could not all be found again.
  let hasGaps: Bool
  /// Whether the sides are parts of one cohort.
  let isSplit: Bool
  /// Whether something stands in several parts of the split itself.
  let isWithin: Bool
  /// What to do about networks that the weights come from, a sentence each.
  let remedies: [String]
  /// What to do where a network learnt from a part of what it is tested on.
  let hint: String?

  /// The conclusion.
  var sentence: String {
    switch verdict {
    case .leaking:
      var found: [String] = []
      if counts.patients > 0 { found.append(counted(counts.patients, "patient")) }
      if counts.sharedRecords > 0 { found.append(counted(counts.sharedRecords, "record")) }
      let copies = counts.identical + counts.near
      if copies > 0 { found.append("\(counted(copies, "pair")) of copied recordings") }
      let list =
        found.count < 3
        ? found.joined(separator: " and ") : found[0] + ", " + found.dropFirst().joined(separator: " and ")
      let isOne = counts.patients + counts.sharedRecords + copies == 1
      return "Leaking: \(list) \(isOne ? "stands" : "stand") on both sides."
    case .clean:
      return
        "Clean: no patient and no recording stands on both sides (\(counted(counts.compared, "signal")) compared)."
    case .cannotVerify where !isCompared:
      return "Cannot verify: \(reasons.first ?? "there is nothing to compare with")."
    case .cannotVerify where counts.unknownPatients > 0 && counts.disputed == 0:
      return "Cannot verify: no recording was found on both sides, but that no patient is cannot be shown."
    case .cannotVerify:
      return "Cannot verify: \(reasons.last ?? "no more can be shown")."
    }
  }

  /// What to do about it.
  var advice: [String] {
    switch verdict {
    case .clean: return []
    case .cannotVerify where hasGaps:
      return ["Leave a checkpoint in its run's folder, or name the cohort that it learnt from: --against COHORT."]
    case .cannotVerify where counts.unknownPatients > 0:
      return [
        "Say so beside every figure, or find out who the patients are: of one's own recordings, by a column 'patient'."
      ]
    case .cannotVerify where counts.disputed > 0:
      return ["Look at these pairs ('einthoven plot'); who is one person should have one name."]
    case .cannotVerify:
      return ["Say so beside every figure."]
    case .leaking where !isSplit:
      let remedy = "Take these recordings, and all others of these patients, out of what is judged on."
      return [hint, remedy].compactMap(\.self)
    case .leaking:
      var lines = remedies
      guard isWithin else { return lines }
      if counts.sharedRecords + counts.patients > 0 {
        lines.append("Split by patient (--split patient); figures that were measured with this split are too good.")
      }
      if counts.identical + counts.near > 0 {
        lines.append("Leave one recording of each copied pair out, or keep both on one side.")
      }
      return lines
    }
  }
}
