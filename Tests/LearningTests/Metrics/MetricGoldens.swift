import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Predictions and what others make of them, made by Scripts/goldens/metrics.py.
struct MetricGoldens: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let task: Task
    let labels: [String]
    let groups: [String]
    let targets: [Float]
    let probabilities: [Float]
    let thresholds: [Float]
    let expected: [String: Double?]

    var testDescription: String { name }

    var predictions: Predictions {
      Predictions(
        task: task, labels: labels, ids: groups.indices.map { "e\($0)" }, groups: groups,
        probabilities: probabilities, targets: targets
      ).with(thresholds: thresholds)
    }
  }

  struct Bootstraps: Decodable, Sendable {
    struct Interval: Decodable, Sendable {
      let metric: String
      let value: Double
      let percentile: [Double]
      let bca: [Double]
      let p: Double
    }
    let labels: [String]
    let groups: [String]
    let targets: [Float]
    let resamples: Int
    let seed: UInt64
    let first: [Float]
    let second: [Float]
    let intervals: [Interval]

    func predictions(_ probabilities: [Float]) -> Predictions {
      Predictions(
        task: .severalLabels, labels: labels, ids: groups.indices.map { "e\($0)" }, groups: groups,
        probabilities: probabilities, targets: targets)
    }
  }

  struct Choices: Decodable, Sendable {
    let labels: [String]
    let targets: [Float]
    let probabilities: [Float]
    let f1: [Float]
    let youden: [Float]
    let sensitivity: [Float]
  }

  struct Windows: Decodable, Sendable {
    let owners: [Int]
    let logits: [Float]
    let expected: [String: [Float]]
  }

  let cases: [Case]
  let bootstrap: Bootstraps
  let thresholds: Choices
  let windows: Windows

  static let folder = "\(#filePath)".split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Goldens"
  static let all = Result { try JSONFile.read(MetricGoldens.self, from: folder + "/metrics.json") }
  /// For test arguments, which cannot throw; `MetricTests` fails when there are none.
  static var cases: [Case] { (try? all.get().cases) ?? [] }
}

/// Returns whether two figures are the same to a billionth, or both undefined.
func agree(_ a: Double, _ b: Double?, within limit: Double = 1e-9) -> Bool {
  guard let b else { return a.isNaN }
  return abs(a - b) <= limit
}

/// Returns predictions of examples, each with its probabilities and its targets.
func examples(
  _ task: Task, _ labels: [String], groups: [String]? = nil, _ rows: [(p: [Float], y: [Float])]
) -> Predictions {
  Predictions(
    task: task, labels: labels, ids: rows.indices.map { "e\($0)" }, groups: groups ?? rows.indices.map { "g\($0)" },
    probabilities: rows.flatMap(\.p), targets: rows.flatMap(\.y))
}

/// Returns predictions of examples with several labels.
func examples(
  _ labels: [String], groups: [String]? = nil, _ rows: [(p: [Float], y: [Float])]
) -> Predictions {
  examples(.severalLabels, labels, groups: groups, rows)
}
