import Foundation
import Testing

@testable import Compute

/// Losses and their gradients against PyTorch's and torchvision's.
@Suite struct LossGoldenTests {
  /// Goldens/losses.json, made by Scripts/goldens/make_losses.py.
  struct Goldens: Decodable {
    struct Golden: Decodable {
      let loss: String
      var smoothing: Float?
      var weighted: Bool?
      var alpha: Float?
      var gamma: Float?
      var positiveGamma: Float?
      var clip: Float?
      let value: Double
      let gradient: [Double]
    }
    let count: Int
    let classes: Int
    let low: Double
    let high: Double
    let weights: [Float]
    let labels: [Float]
    let shares: [Float]
    let bits: [Float]
    let cases: [Golden]
  }

  @Test func followPyTorch() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Goldens/losses.json")
    let goldens = try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: file))
    #expect(goldens.cases.count == 15)
    for (index, golden) in goldens.cases.enumerated() {
      let graph = Graph()
      let x = graph.input("x", [goldens.classes])
      let label = { graph.input("labels", []) }
      let shares = { graph.input("shares", [goldens.classes]) }
      let bits = { graph.input("bits", [goldens.classes]) }
      let weights = golden.weighted == true ? goldens.weights : nil
      let smoothing = golden.smoothing ?? 0
      let gamma = golden.gamma ?? 0
      let loss =
        switch golden.loss {
        case "crossEntropy": x.crossEntropy(label(), classWeights: weights, smoothing: smoothing)
        case "distribution": x.crossEntropy(distribution: shares(), classWeights: weights, smoothing: smoothing)
        case "softmaxFocal": x.focalCrossEntropy(label(), gamma: gamma, classWeights: weights)
        case "binary": x.binaryCrossEntropy(bits(), positiveWeights: weights)
        case "focal": x.focalLoss(bits(), alpha: golden.alpha, gamma: gamma)
        case "asymmetric":
          x.asymmetricLoss(
            bits(), positiveGamma: golden.positiveGamma ?? 0, negativeGamma: gamma, clip: golden.clip ?? 0)
        default: x.meanSquareError(shares())
        }
      let runner = Runner(Program.training(loss: loss, gradientsOfInputs: ["x"]), Parameters(for: graph), threads: 2)
      let inputs = ["labels": goldens.labels, "shares": goldens.shares, "bits": goldens.bits]
      for (name, _) in runner.program.inputs where name != "x" { runner.setInput(name, inputs[name] ?? []) }
      runner.setInput("x", Hashed.uniform("x", goldens.count * goldens.classes, goldens.low, goldens.high))
      runner.run(goldens.count)
      let place = "case \(index), \(golden.loss)"
      #expect(abs(Double(runner.loss) / golden.value - 1) < 1e-6, "\(place): \(runner.loss), not \(golden.value)")
      let gradient = runner.output(Program.gradientName(ofInput: "x"))
      let error = distance(gradient, from: golden.gradient)
      #expect(error < 1e-6, "gradient of \(place): \(error)")
    }
  }
}
