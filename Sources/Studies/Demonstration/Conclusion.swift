import Interchange
import Learning

/// What may be said of measured numbers, and no more.
enum Conclusion {
  /// The training loss above which a network from scratch is said to be unfinished; guessing four labels gives 1.4.
  static let unfinished = 0.2

  /// Everything that came of it, the answer first.
  static func all(_ result: DemoResult) -> [String] {
    var lines = [
      gain(result.gain, patients: result.labelled.patients), gap(result.gap, patients: result.most.training.patients),
    ]
    lines.append(choice(result.choice, best: result.best.source ?? "", worst: result.worst.source ?? ""))
    lines += effort([result.best, result.worst, result.scratch, result.most])
    lines.append(rivals(result))
    lines += leakage(result.leakage)
    lines.append(
      "Made hospitals, one seed: the intervals tell of other patients, not of other hospitals or trainings. Another "
        + "seed: --seed N --out DIR.")
    return lines
  }

  static func gain(_ gain: Estimate, patients: Int) -> String {
    if gain.low > 0 {
      return "Carrying over won: \(signed(gain)) over scratch on \(counted(patients, "labelled patient"))."
    }
    if gain.high < 0 {
      return "Carrying over lost: \(signed(gain)) against scratch on \(counted(patients, "labelled patient"))."
    }
    return
      "Carrying over and scratch on \(counted(patients, "labelled patient")) cannot be told apart: \(signed(gain))."
  }

  static func gap(_ gap: Estimate, patients: Int) -> String {
    if gap.low > 0 { return "It beat scratch on \(counted(patients, "patient")) too: \(signed(gap))." }
    if gap.high < 0 {
      return "Scratch on \(counted(patients, "patient")) was better: \(signed(gap)) for what was carried over."
    }
    return "Scratch on \(counted(patients, "patient")) cannot be told from it: \(signed(gap))."
  }

  /// Returns a warning where networks were stopped before they had learnt what they were shown.
  static func effort(_ models: [DemoResult.Model]) -> [String] {
    let slow = models.filter { !($0.loss <= unfinished) }
    if slow.isEmpty { return [] }
    let names = slow.map { "\($0.name) (loss \(fixed($0.loss, 2)))" }.joined(separator: " and ")
    return ["But \(names) had not finished learning in these steps: with more, the differences may be others."]
  }

  /// Returns whether MELEP chose well between the two that were carried over.
  static func choice(_ choice: Estimate, best: String, worst: String) -> String {
    if choice.low > 0 { return "MELEP chose rightly: \(best) did better than \(worst), \(signed(choice))." }
    if choice.high < 0 { return "MELEP chose wrongly: \(best) did worse than \(worst), \(signed(choice))." }
    return "Whether MELEP chose rightly cannot be told: \(best) minus \(worst) is \(signed(choice))."
  }

  /// Returns how the other measures ordered the two that were carried over.
  static func rivals(_ result: DemoResult) -> String {
    guard let first = result.sources.firstIndex(where: { $0.name == result.best.source }),
      let last = result.sources.firstIndex(where: { $0.name == result.worst.source })
    else { return "" }
    let others = result.measures.dropFirst()
    func names(_ measures: [DemoResult.Measure]) -> String {
      measures.map { DemoStory.title(of: $0) }.joined(separator: " and ")
    }
    func order(_ measure: DemoResult.Measure) -> Bool? {
      guard let a = measure.values[first], let b = measure.values[last], a != b else { return nil }
      return (a > b) == measure.isHigherBetter
    }
    let agreeing = others.filter { order($0) == true }
    let opposed = others.filter { order($0) == false }
    let silent = others.filter { order($0) == nil }
    var parts: [String] = []
    if !agreeing.isEmpty { parts.append("\(names(agreeing)) put these two in the same order") }
    if !opposed.isEmpty { parts.append("\(names(opposed)) in the opposite one") }
    if !silent.isEmpty { parts.append("\(names(silent)) cannot tell them apart") }
    if agreeing.isEmpty, !opposed.isEmpty { parts[0] = "\(names(opposed)) put these two in the opposite order" }
    return parts.joined(separator: ", ") + ". One pair proves no measure."
  }

  /// Returns what came of the test for leakage.
  static func leakage(_ leakage: DemoResult.Leakage) -> [String] {
    let (careless, honest) = (leakage.lossByRecording, leakage.lossByPatient)
    if leakage.difference.low <= 0, !(careless <= 0.6 && honest <= 0.6) {
      let loss = careless > honest || careless.isNaN ? careless : honest
      return ["These two had hardly learnt (loss \(fixed(loss, 2))), so this run says nothing about leakage."]
    }
    if leakage.difference.low > 0 {
      let isUneven = !(honest <= unfinished || honest <= 2 * careless)
      return [
        "A split by recording would have claimed \(points(leakage.difference.value)) points too many;"
          + " the split by patient is honest."
      ]
        + (isUneven
          ? [
            "But the network by patient had learnt less of what it was shown (loss \(fixed(honest, 2)) beside "
              + "\(fixed(careless, 2))): some of the difference may come of that."
          ] : [])
    }
    if leakage.difference.high < 0 {
      return ["Here the split by recording claimed less, not more; by patient is still the honest one."]
    }
    return ["No leak was shown here (0 lies in the interval); by patient is still the honest split."]
  }
}
