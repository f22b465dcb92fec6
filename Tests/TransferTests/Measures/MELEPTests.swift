import Testing
import Waveforms

@testable import Transfer

@Suite struct MELEPTests {
  private let worked = Representation(
    probabilities: Matrix(rows: 4, columns: 2, values: [0.9, 0.2, 0.8, 0.4, 0.1, 0.7, 0.3, 0.6]),
    target: Target(labels: ["a", "b"], positive: [true, false, true, false, false, true, false, false]))

  /// The numbers of an independent program in NumPy for the same four examples.
  @Test func givesTheWorkedValues() {
    let authors = MELEP.value(worked, .authors)
    #expect(isNear(authors.value, 0.45305351875693695, 1e-15))
    #expect(isNear(authors.perLabel[0], 0.46057690307306265, 1e-15))
    #expect(isNear(authors.perLabel[1], 0.4380067501246855, 1e-15))
    #expect(isNear(MELEP.value(worked, .paper).value, 0.30328957655731226, 1e-15))
  }

  @Test(arguments: 0..<40) func divergenceLiesBetweenZeroAndTheEntropy(_ seed: Int) {
    var random = SplitMix64(UInt64(seed), 1)
    let examples = 1 + random.index(below: 80)
    let labels = 1 + random.index(below: 3)
    let sources = 1 + random.index(below: 11)
    let sharpness = random.uniform(0, 8)
    let target = Target(
      labels: (0..<labels).map { "\($0)" }, positive: (0..<examples * labels).map { _ in random.chance(0.3) })
    let probabilities = (0..<examples * sources).map { _ in
      min(1, max(0, 0.5 + sharpness * (random.uniform() - 0.5)))
    }
    let matrix = Matrix(rows: examples, columns: sources, values: probabilities)
    let pairs = EmpiricalPredictor.divergences(matrix, target)
    for (label, entropy) in target.entropies.enumerated() {
      for value in pairs.row(label) { #expect(value >= 0 && value <= entropy + 1e-12) }
    }
    let share = MELEP.share(Representation(probabilities: matrix, target: target))
    #expect(share.perLabel.allSatisfy { $0.map { (0...1).contains($0) } ?? true })
  }

  @Test func aSourceThatTellsNothingComesToTheEntropy() throws {
    let target = worked.target
    let constant = Representation(
      probabilities: Matrix(rows: 4, columns: 2, values: [Double](repeating: 0.3, count: 8)), target: target)
    #expect(isNear(MELEP.value(constant, .authors).value, LabelEntropy.value(target, .authors).value, 1e-14))
    #expect(isNear(MELEP.value(constant, .paper).value, LabelEntropy.value(target, .paper).value, 1e-14))
    #expect(isNear(MELEP.share(constant).value, 1, 1e-14))
  }

  @Test func aSourceThatTellsAllComesToZero() {
    let target = worked.target
    let probabilities = (0..<4).map { target.isPositive[2 * $0] ? 1.0 : 0 }
    let told = Representation(probabilities: Matrix(rows: 4, columns: 1, values: probabilities), target: target)
    #expect(MELEP.value(told, .authors).perLabel[0] == 0)
    // To say the opposite tells as much.
    let opposite = Representation(
      probabilities: Matrix(rows: 4, columns: 1, values: probabilities.map { 1 - $0 }), target: target)
    #expect(MELEP.value(opposite, .authors) == MELEP.value(told, .authors))
  }

  @Test func orderOfExamplesAndSourceLabelsDoesNotMatter() {
    let base = Hashed.units("order", 90 * 9)
    let target = Target(labels: ["a", "b"], positive: Hashed.units("truth", 180).map { $0 < 0.4 })
    let matrix = Matrix(rows: 90, columns: 9, values: base)
    let straight = Representation(probabilities: matrix, target: target)
    let turned = Matrix(
      rows: 90, columns: 9, values: (0..<90).flatMap { i in (0..<9).reversed().map { matrix[i, $0] } })
    let mixed = Representation(probabilities: turned, target: target).gathering((0..<90).map { $0 * 7 % 90 })
    #expect(isNear(MELEP.value(straight, .authors).value, MELEP.value(mixed, .authors).value, 1e-13))
  }

  @Test func sourceWeightsChooseAmongSourceLabels() {
    func representation(_ weights: [Double]?) -> Representation {
      Representation(probabilities: worked.probabilities, target: worked.target, sourceWeights: weights)
    }
    func value(_ weights: [Double]) -> [Double?] { MELEP.weighted(representation(weights)).perLabel }
    #expect(MELEP.weighted(representation(nil)).value == nil, "without weights there is no value")
    #expect(MELEP.weighted(representation([2, 2])) == MELEP.value(representation(nil), .authors))
    #expect(MELEP.value(representation([1, 0]), .authors) == MELEP.value(representation(nil), .authors))
    let first = value([1, 0])
    let second = value([0, 5])
    let both = value([1, 3])
    for label in 0..<2 {
      guard let a = first[label], let b = second[label] else { continue }
      #expect(isNear(both[label], (a + 3 * b) / 4, 1e-15))
      #expect(a != b)
    }
  }

  @Test func aLabelWithoutNegativesCountsNothingInThePaper() {
    let target = Target(labels: ["all", "some", "none"], positive: [true, true, false, true, false, false])
    let representation = Representation(
      probabilities: Matrix(rows: 2, columns: 1, values: [0.9, 0.2]), target: target)
    let value = MELEP.value(representation, .paper)
    #expect(value.perLabel[0] == 0 && value.perLabel[2] == 0)
    #expect(isNear(value.value, (value.perLabel[1] ?? 0) / 3, 1e-15))
    #expect(DegenerateLabel.all(in: target).map(\.label) == ["all", "none"])
    #expect(MELEP.share(representation).perLabel[0] == nil)
  }
}
