/// What an audit's figures mean, in plain sentences.
struct OverlapWords {
  let counts: OverlapReport.Counts
  let verdict: Verdict
  let pairs: Int

  /// The conclusion.
  var sentence: String {
    switch verdict {
    case .leaking:
      var found: [String] = []
      if counts.patients > 0 { found.append(Self.count(counts.patients, "patient")) }
      if counts.sharedRecords > 0 { found.append(Self.count(counts.sharedRecords, "record")) }
      let copies = counts.identical + counts.near
      if copies > 0 { found.append("\(Self.count(copies, "pair")) of copied recordings") }
      let list =
        found.count < 3
        ? found.joined(separator: " and ") : found[0] + ", " + found.dropFirst().joined(separator: " and ")
      let isOne = counts.patients + counts.sharedRecords + copies == 1
      return "Leaking: \(list) \(isOne ? "stands" : "stand") on both sides."
    case .clean:
      return
        "Clean: no patient and no recording stands on both sides (\(Self.count(counts.compared, "signal")) compared)."
    case .cannotVerify:
      return "Cannot verify: no recording was found on both sides, but that no patient is cannot be shown."
    }
  }

  /// What to do about it.
  var advice: [String] {
    switch verdict {
    case .clean: return []
    case .cannotVerify:
      return [
        "Say so beside every figure; or find out who the patients are, such as by a table with a column 'patient'."
      ]
    case .leaking:
      var lines: [String] = []
      if counts.sharedRecords + counts.patients > 0 {
        lines.append("Split by patient (--split patient); figures that were measured with this split are too good.")
      }
      if counts.identical + counts.near > 0 {
        lines.append("Leave one recording of each copied pair out, or keep both on one side.")
      }
      return lines
    }
  }

  /// Returns "1 record" or "2 records".
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
