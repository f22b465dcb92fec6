import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Which nodes the steps of a recipe become; that they compute the same is for ONNX Runtime to say.
@Suite struct ONNXNormalizerTests {
  private func model(_ steps: [Cohorts.Step]) throws -> ReadModel {
    var export = ONNXExportTests.export
    export.normalisation = steps
    return try ONNXExportTests.Drawn(samples: 40, leads: 3) { [("y", $0.scaled(by: 2))] }.model(export)
  }

  @Test func stepsComeBeforeTheNetwork() throws {
    let model = try model([.clip(bound: 2), .fill(value: 0)])
    #expect(model.nodes.map(\.operation) == ["Clip", "IsNaN", "Where", "IsNaN", "IsInf", "Or", "Where", "Mul"])
    #expect(model.nodes.first?.inputs == ["signal", "number:-2.0", "number:2.0"])
    #expect(model.metadata["normalisation"] == "inside")
  }

  @Test func scopesAreAxes() throws {
    for (scope, axes) in [(Normalization.Scope.lead, [1]), (.record, [1, 2])] {
      let low = try model([.normalize(normalization: .minMax(scope))]).nodes.first { $0.operation == "ReduceMin" }
      #expect(low?.integers["axes"] == axes)
    }
  }

  @Test func aScaleOfZeroMakesZeros() throws {
    let model = try model([.normalize(normalization: .given(means: [1, 2, 3], scales: [2, 0, -4]))])
    #expect(model.initializers["recipe/factors"]?.floats == [0.5, 0, -0.25])
  }

  @Test func whatIsDrawnAtRandomIsLeftOut() throws {
    let noise = PerlinStep(sources: 1, scale: 1, seed: 1)
    #expect(
      try model([.jitter(deviation: 1), .gain(by: 0.1), .perlin(noise: noise)]).nodes.map(\.operation) == ["Mul"])
  }

  @Test func otherStepsAreRefusedByName() {
    #expect(
      throws: ONNXExportError.step(
        name: "resample to 100.0 Hz", message: "it cannot be done within a network: export the network without it")
    ) { _ = try model([.resample(rate: 100)]) }
    #expect(throws: ONNXExportError.self) {
      _ = try model([.normalize(normalization: .given(means: [1, 2], scales: [1]))])
    }
  }

  @Test func stepsOnWindowsAreThoseAfterTheLastWindow() {
    let recipe = Recipe([
      .resample(rate: 100), .window(window: Window(500)), .clip(bound: 1), .fill(value: 0),
    ])
    #expect(recipe.stepsOnWindows == [.clip(bound: 1), .fill(value: 0)])
    #expect(Recipe([.fill(value: 1)]).stepsOnWindows == [.fill(value: 1)])
  }
}
