import Learning
import Testing
import Waveforms

@testable import Transfer

/// Small inputs in which something is constant, absent, alone or doubled: no measure may trap or come to no number by itself.
@Suite struct DegenerateTests {
  @Test(arguments: 0..<12) func everyMeasureIsANumberOrSaysWhyNot(_ seed: Int) {
    var random = SplitMix64(UInt64(seed), 7)
    for _ in 0..<25 {
      let examples = 1 + random.index(below: 7)
      let target = target(examples, &random)
      let source = Source(
        name: "made",
        representation: Representation(
          probabilities: probabilities(examples, 1 + random.index(below: 3), &random),
          features: features(examples, 1 + random.index(below: 9), &random), target: target),
        ownScore: 0.5, parameters: 10)
      for measure in Measure.all(for: target.task) {
        let value = measure(source, threads: 1)
        #expect(value.value?.isFinite ?? true)
        #expect(value.value != nil || value.note != nil, "\(measure.name) says not why")
        #expect(value.note != "not finite", "\(measure.name) of \(source.representation)")
        #expect(value.perLabel.allSatisfy { $0?.isFinite ?? true })
      }
    }
  }

  private func target(_ examples: Int, _ random: inout SplitMix64) -> Target {
    let labels = (0...random.index(below: 3)).map { "label \($0)" }
    switch random.index(below: 4) {
    case 0: return Target(labels: labels, classes: [Int](repeating: 0, count: examples))
    case 1: return Target(labels: labels, classes: (0..<examples).map { _ in random.index(below: labels.count) })
    case 2:
      return Target(labels: labels, positive: [Bool](repeating: random.chance(0.5), count: examples * labels.count))
    default: return Target(labels: labels, positive: (0..<examples * labels.count).map { _ in random.chance(0.4) })
    }
  }

  private func probabilities(_ rows: Int, _ columns: Int, _ random: inout SplitMix64) -> Matrix {
    let kind = random.index(below: 5)
    let values = (0..<rows * columns).map { index -> Double in
      switch kind {
      case 0: 0
      case 1: 1
      case 2: index % columns == 0 ? 1 : 0
      case 3: random.chance(0.5) ? 1 : 0
      default: random.chance(0.2) ? 1e-300 : random.uniform()
      }
    }
    return Matrix(rows: rows, columns: columns, values: values)
  }

  private func features(_ rows: Int, _ columns: Int, _ random: inout SplitMix64) -> Matrix {
    let kind = random.index(below: 6)
    let first = (0..<columns).map { _ in random.normal() }
    let values = (0..<rows * columns).map { index -> Double in
      switch kind {
      case 0: 0
      case 1: first[index % columns]
      case 2: Double(index / columns % 2)
      case 3: random.chance(0.5) ? 1 : 0
      case 4: 1e6 * random.normal()
      default: random.normal() * (index % columns == 0 ? 1 : 1e-9)
      }
    }
    return Matrix(rows: rows, columns: columns, values: values)
  }
}
