import Learning
import Testing

@testable import Transfer

@Suite struct RowSpaceTests {
  @Test func narrowFeaturesStayAsTheyAre() {
    let features = Hashed.matrix("narrow", 5, 30)
    let space = RowSpace(features, threads: 1)
    #expect(space.matrix == features && space.width == 30)
  }

  @Test func turnedFeaturesKeepAllProducts() {
    let features = Hashed.matrix("wide", 7, 3000)
    let space = RowSpace(features, threads: 2)
    #expect(space.matrix.columns == 7 && space.width == 3000)
    let (before, after) = (features.rowProducts(threads: 1), space.matrix.rowProducts(threads: 1))
    for (a, b) in zip(before.values, after.values) { #expect(abs(a - b) < 1e-9) }
    for (row, sum) in space.sums.enumerated() { #expect(abs(features.row(row).reduce(0, +) - sum) < 1e-9) }
  }

  /// The same numbers come of features that are written out and of those turned: nothing hangs on the coordinates.
  @Test(arguments: ["logme", "hscore", "hscore:regularised", "transrate", "nleep", "sfda"])
  func measuresSeeNoDifference(_ name: String) throws {
    let wide = Hashed.matrix("measured", 24, 2100)
    let target = Target(labels: ["a", "b", "c"], classes: (0..<24).map { $0 * 5 % 3 })
    let measure = try #require(Measure.named(name, for: .oneLabel))
    let turned = measure(Source(name: "", representation: Representation(features: wide, target: target)), threads: 1)
    // Written out by a workspace that was handed its coordinates.
    let plain = Workspace(Representation(features: wide, target: target), threads: 1)
    plain.space = RowSpace(unturned: wide)
    let source = Source(name: "", representation: plain.representation)
    let written = measure.evaluate(plain, source, seed: 0)
    #expect(isNear(turned.value, written.value, 1e-8), "\(name): \(turned) instead of \(written)")
  }

  /// A square of these features would not fit into any memory.
  @Test func featuresMayBeVeryWide() throws {
    let space = RowSpace(Hashed.matrix("very wide", 6, 150_000), threads: 1)
    let value = try #require(SFDA.value(space, Classes([0, 1, 0, 1, 1, 0]), threads: 1))
    #expect((0...1).contains(value))
  }
}
