import Learning

/// What may be said of measured numbers, and no more.
enum Conclusion {
  /// The training loss above which a network from scratch is said to be unfinished; guessing three classes gives 1.1.
  static let unfinished = 0.1

  /// Returns what came of the transfer.
  static func transfer(_ result: DemoResult) -> [String] {
    var lines = [gain(result.gain, patients: result.transfer.training?.patients ?? 0)]
    lines.append(gap(result.gap, patients: result.control.training?.patients ?? 0))
    lines += effort([result.scratch, result.control])
    if let moved = result.transfer.movedWeights {
      lines.append(
        "\(moved) of \(result.transfer.weights) weights left the source's values (\(percent(moved, of: result.transfer.weights)))."
      )
    }
    return lines
  }

  static func gap(_ gap: Estimate, patients: Int) -> String {
    if gap.low > 0 { return "It beat scratch on \(patients) patients too: \(signed(gap))." }
    if gap.high < 0 { return "Scratch on \(patients) patients was better: \(signed(gap)) for the transfer." }
    return "Scratch on \(patients) patients cannot be told from it: \(signed(gap))."
  }

  /// Returns a warning where networks from scratch were stopped before they had learnt what they were shown.
  static func effort(_ models: [DemoResult.Model]) -> [String] {
    let slow = models.filter { ($0.loss ?? 0) > unfinished }
    if slow.isEmpty { return [] }
    let names = slow.map { "\($0.name) (loss \(fixed($0.loss ?? .nan, 2)))" }.joined(separator: " and ")
    return ["But \(names) had not finished learning in these steps: with more they may come closer."]
  }

  static func gain(_ gain: Estimate, patients: Int) -> String {
    if gain.low > 0 { return "Transfer won: \(signed(gain)) over scratch on \(patients) labelled patients." }
    if gain.high < 0 { return "Transfer lost: \(signed(gain)) against scratch on \(patients) labelled patients." }
    return "Transfer and scratch on \(patients) labelled patients cannot be told apart: \(signed(gain))."
  }

  /// Returns what came of the test for leakage.
  static func leakage(_ leakage: DemoResult.Leakage) -> [String] {
    if leakage.difference.low <= 0, leakage.loss > 0.6 {
      return ["These two had hardly learnt (loss \(fixed(leakage.loss, 2))), so this run says nothing about leakage."]
    }
    if leakage.difference.low > 0 {
      return [
        "A split by recording would have claimed \(points(leakage.difference.value)) points too many;"
          + " the split by patient is honest."
      ]
    }
    if leakage.difference.high < 0 {
      return ["Here the split by recording claimed less, not more; by patient is still the honest one."]
    }
    return ["No leak was shown here (0 lies in the interval); by patient is still the honest split."]
  }
}
