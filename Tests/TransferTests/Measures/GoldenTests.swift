import Learning
import Testing

@testable import Transfer

@Suite struct GoldenTests {
  @Test func everyMeasureHasAStoredValue() throws {
    let golden = try #require(Golden.stored)
    for stored in golden.cases {
      let task: Task = stored.several ? .severalLabels : .oneLabel
      let names = Set(Measure.all(for: task).map(\.name)).subtracting(["source-score", "parameters", "melep:weighted"])
      #expect(names == Set(stored.measures.keys))
    }
  }

  @Test(arguments: Golden.stored?.cases ?? []) func measuresAgreeWithNumPy(_ stored: Golden.Case) throws {
    let source = stored.source
    for (name, expected) in stored.measures {
      let measure = try #require(Measure.named(name, for: source.representation.target.task))
      var value = measure(source)
      if name.hasPrefix("nleep") {
        // A mixture hangs on where it begins.
        value = NLEEP.value(
          Workspace(source.representation, threads: 1), seed: 0, beginning: Array(0..<stored.components))
      }
      // The true maximum of the evidence is searched for in both, and flat.
      let tolerance = name == "logme" ? 1e-8 : 1e-9
      #expect(isNear(value.value, expected.value, tolerance), "\(name): \(value) instead of \(expected)")
      for (place, number) in (expected.perLabel ?? []).enumerated() {
        let found = value.perLabel.indices.contains(place) ? value.perLabel[place] : nil
        #expect(isNear(found, number, tolerance), "\(name), label \(place): \(value) instead of \(expected)")
      }
    }
  }

  @Test func everyCaseIsThere() throws {
    #expect(try #require(Golden.stored).cases.count == 8)
  }
}

func isNear(_ a: Double?, _ b: Double?, _ tolerance: Double) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= tolerance * max(1, abs(b))
}
