/// A made hospital that a network can be learnt from.
struct DemoSource: Sendable, Equatable {
  /// The letter by which the story calls it.
  let name: String
  /// What kind of place it is.
  let title: String
  /// What its patients have, one finding each, in turn.
  let findings: [String]
  /// Noise in millivolts.
  let noise: Double
  /// How many come, once each.
  let patients: Int
  /// What its patients and its recorder are drawn from.
  let seed: UInt64

  /// Its labels.
  var labels: [String] {
    var seen: [String] = []
    for finding in findings where !seen.contains(finding) { seen.append(finding) }
    return seen
  }

  /// Its recordings, as a cohort's words.
  var cohort: String {
    "synthetic,patients=\(patients),hospitals=1,reports=exact,noise=\(noise),findings=\(findings.joined(separator: "+"))"
      + ":\(seed)"
  }
}

extension DemoConfiguration {
  /// The hospitals to learn from: they differ in labels, noise, size, and in what their patients have.
  var sources: [DemoSource] {
    let kinds: [(name: String, title: String, findings: [String], noise: Double)] = [
      ("A", "a rhythm clinic", ["NORM", "AFIB", "PVC"], 0.015),
      ("B", "a stress laboratory", ["NORM", "STACH", "SBRAD"], 0.03),
      ("C", "a maker of wristbands", ["NORM", "AFIB", "PVC"], 0.25),
    ]
    return zip(kinds, sourcePatients).enumerated().map { place, kind in
      DemoSource(
        name: kind.0.name, title: kind.0.title, findings: kind.0.findings, noise: kind.0.noise, patients: kind.1,
        seed: seed &* 10 &+ UInt64(place))
    }
  }
}
