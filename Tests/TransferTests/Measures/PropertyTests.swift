import Learning
import Testing

@testable import Transfer

@Suite struct PropertyTests {
  private func source(_ features: Matrix, _ target: Target) -> Source {
    Source(name: "", representation: Representation(features: features, target: target))
  }

  private let target = Target(labels: ["a", "b", "c"], classes: (0..<48).map { $0 * 5 % 7 % 3 })

  /// Features with the classes' places added.
  private var features: Matrix {
    var result = Hashed.matrix("property", 48, 7)
    for i in 0..<48 { for j in 0..<7 { result[i, j] += Double(i * 5 % 7 % 3 * (j % 3)) / 4 } }
    return result
  }

  @Test(arguments: ["logme", "hscore", "hscore:regularised", "transrate", "gbc:spherical", "parc"])
  func scoresDoNotDependOnTheOrderOfFeatures(_ name: String) throws {
    let measure = try #require(Measure.named(name, for: .oneLabel))
    let turned = Matrix(rows: 48, columns: 7, values: (0..<48).flatMap { features.row($0).reversed() })
    let value = try #require(measure(source(features, target)).value)
    #expect(isNear(measure(source(turned, target)).value, value, 1e-10))
  }

  @Test(arguments: ["hscore", "parc", "logme"]) func scoresDoNotDependOnTheScale(_ name: String) throws {
    let measure = try #require(Measure.named(name, for: .oneLabel))
    let scaled = Matrix(rows: 48, columns: 7, values: features.values.map { 16 * $0 })
    let value = try #require(measure(source(features, target)).value)
    #expect(isNear(measure(source(scaled, target)).value, value, 1e-9))
  }

  @Test(arguments: Measure.all(for: .oneLabel).filter { $0.input == .features }.map(\.name))
  func featuresThatShowTheClassesBeatNoise(_ name: String) throws {
    let measure = try #require(Measure.named(name, for: .oneLabel))
    let noise = Hashed.matrix("noise", 48, 7)
    var told = noise
    for i in 0..<48 { for j in 0..<7 where j % 3 == i * 5 % 7 % 3 { told[i, j] += 3 } }
    let good = try #require(measure(source(told, target)).value)
    let bad = try #require(measure(source(noise, target)).value)
    #expect(measure.isHigherBetter ? good > bad : good < bad)
  }

  @Test(arguments: Measure.all(for: .oneLabel).filter { $0.input == .probabilities }.map(\.name))
  func probabilitiesThatShowTheClassesBeatNoise(_ name: String) throws {
    let measure = try #require(Measure.named(name, for: .oneLabel))
    func value(_ telling: Double) throws -> Double {
      let noise = Hashed.units("probabilities", 48 * 3)
      let rows = (0..<48).flatMap { i -> [Double] in
        let row = (0..<3).map { noise[3 * i + $0] + ($0 == i * 5 % 7 % 3 ? telling : 0) }
        return row.map { $0 / row.reduce(0, +) }
      }
      let representation = Representation(
        probabilities: Matrix(rows: 48, columns: 3, values: rows), target: target, sourceWeights: [1, 2, 1])
      return try #require(measure(Source(name: "", representation: representation)).value)
    }
    #expect(measure.isHigherBetter ? try value(4) > value(0) : try value(4) < value(0))
  }

  @Test func hScoreSaysNothingWhereFeaturesOutnumberExamples() throws {
    let measure = try #require(Measure.named("hscore", for: .oneLabel))
    let value = measure(source(Hashed.matrix("wide", 48, 60), target))
    #expect(isNear(value.value, 2, 1e-9))
    #expect(value.note != nil)
  }

  @Test func aSingleSigmoidIsReadBothWays() throws {
    let leep = try #require(Measure.named("leep", for: .severalLabels))
    let p = Hashed.units("single", 40)
    let target = Target(labels: ["a"], positive: p.map { $0 > 0.6 })
    func value(_ columns: Int, _ values: [Double]) -> MeasureValue {
      leep(
        Source(
          name: "",
          representation: Representation(
            probabilities: Matrix(rows: 40, columns: columns, values: values), target: target)))
    }
    let one = value(1, p)
    #expect(one.value == value(2, p.flatMap { [1 - $0, $0] }).value)
    #expect(one.note != nil)
    #expect(leep.name == "leep/label")
  }

  @Test func evidenceOfAConstantIsThatOfNoWeights() throws {
    let logme = try #require(Measure.named("logme", for: .severalLabels))
    let target = Target(labels: ["a"], positive: [true, false, false, true])
    let value = logme(source(Matrix(rows: 4, columns: 2), target)).value
    // log N(y; 0, σ²) an example with the best σ² = ½.
    #expect(isNear(value, -0.5 * logarithm(2 * .pi * 0.5) - 0.5, 1e-14))
  }
}
