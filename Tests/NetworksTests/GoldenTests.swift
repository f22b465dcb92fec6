import Compute
import Networks
import Testing

/// Whole networks against PyTorch's Float64 on the same weights and input.
@Suite struct GoldenTests {
  /// The networks that the engine is measured by, and the rest of the zoo.
  private static let measured = ["A", "B", "C", "D", "E"]
  private static let zoo = [
    "resNet1d18", "resNet1d50", "lstm", "biLSTM", "lstmBidirectional", "xResNet1d50", "inception1d",
    "heartbeatAutoencoder", "embedded",
  ]

  /// A network drawn for training without dropout, as the script trained it.
  struct Drawing {
    let graph = Graph()
    let logits: Node
    let loss: Node
    let targetName: String

    init(_ network: String, time: Int, anchors: [Golden.Values], isEvaluation: Bool = false) {
      let graph = graph
      let phase = isEvaluation ? Phase.prediction : Phase(drops: false, usesBatchStatistics: true)
      let drawn = Architecture(Self.network(network, time))
      let made = drawn.logits(drawn.signal(in: graph), phase)
      logits = made.shape.rank == 1 ? made : made.reshaped([made.shape.count])
      if network == "heartbeatAutoencoder" {
        targetName = "target"
        loss = logits.meanSquareError(graph.input("target", logits.shape))
      } else if ["A", "B", "C", "embedded"].contains(network) {
        targetName = "label"
        var loss = logits.crossEntropy(graph.input("label", []))
        if !anchors.isEmpty {
          let specs = graph.parameters.filter { $0.name.hasPrefix("leads.") }
          let sources = specs.map { spec -> Node in
            let name = "source." + spec.name.split(separator: ".").dropFirst(2).joined(separator: ".")
            let anchor = anchors.first { $0.name == name }?.tensor ?? Tensor(spec.shape, repeating: .nan)
            return graph.constant(anchor.reversed().elements, Shape(spec.shape.sizes.reversed()))
          }
          let weights = specs.map { graph.parameter($0.name, $0.shape) }
          loss = loss + graph.penalty(.l1, on: weights, towards: sources, coefficient: 1e-4)
        }
        self.loss = loss
      } else {
        targetName = "target"
        loss = logits.binaryCrossEntropy(graph.input("target", [5]))
      }
    }

    private static func network(_ name: String, _ time: Int) -> any Network {
      switch name {
      case "A": Beat()
      case "B": Lead()
      case "C": Embedded(of: Lead(), leads: 12)
      case "D": XResNet1d(samples: time, outputs: 5)
      case "resNet1d18": ResNet1d(samples: time, depth: 18, width: 16, outputs: 5)
      case "resNet1d50": ResNet1d(samples: time, depth: 50, width: 8, outputs: 5)
      case "lstm": FlatLSTM(samples: time, isBidirectional: false, outputs: 5)
      case "biLSTM": FlatLSTM(samples: time, isBidirectional: true, outputs: 5)
      case "lstmBidirectional": PooledLSTM(samples: time, hidden: 32, outputs: 5)
      case "xResNet1d50": XResNet1d(samples: time, blocks: XResNet1d.layers50, outputs: 5)
      case "inception1d": Inception1d(samples: time, outputs: 5)
      case "heartbeatAutoencoder": HeartbeatAutoencoder(samples: time, code: 16)
      case "embedded":
        Embedded(of: Lead(samples: time), leads: 3, crossChannel: ["conv2", "lstm1"], takesPresence: true)
      default: RecurrentStack(outputs: 5)
      }
    }

    func parameters(_ golden: Golden) -> Parameters {
      let parameters = Parameters(for: graph)
      for values in golden.parameters { parameters[values.name] = values.tensor }
      for spec in graph.parameters where spec.name.hasSuffix("running_var") {
        parameters[spec.name] = Tensor(spec.shape, repeating: 1)
      }
      return parameters
    }

    func load(_ golden: Golden, into runner: Runner) {
      runner.setInput("signal", golden.signal)
      if runner.program.inputs.contains(where: { $0.name == targetName }) {
        runner.setInput(targetName, golden.inputs.first { $0.name == targetName }?.elements ?? [])
      }
      // As the script has it: of three leads, example e lacks number e mod 3.
      if runner.program.inputs.contains(where: { $0.name == "presence" }) {
        runner.setInput(
          "presence", (0..<golden.batch).flatMap { e in (0..<3).map { lead -> Float in e % 3 == lead ? 0 : 1 } })
      }
    }
  }

  @Test(arguments: measured + zoo)
  func lossOutputsAndGradientsAreThoseOfPyTorch(_ network: String) throws {
    let (golden, blob) = try Golden.load(network)
    let time = golden.inputs[0].shape[2]
    let drawing = Drawing(network, time: time, anchors: golden.anchors)
    #expect(
      Set(drawing.graph.parameters.filter(\.isTrainable).map(\.name)) == Set(golden.parameters.map(\.name)))
    let parameters = drawing.parameters(golden)
    let program = Program.training(loss: drawing.loss, outputs: [("logits", drawing.logits)])
    let runner = Runner(program, parameters, threads: 2)
    drawing.load(golden, into: runner)
    runner.run(golden.batch)

    #expect(abs(Double(runner.loss) - golden.loss) <= 1e-6 * abs(golden.loss))
    let outputs = blob[golden.outputs.offset...].prefix(golden.outputs.shape.reduce(1, *)).map(Double.init)
    let outputError = relativeError(runner.output("logits").map(Double.init), outputs)
    #expect(outputError <= 1e-5, "logits of \(network)")

    var ours: [Double] = []
    var theirs: [Double] = []
    for gradient in golden.gradients {
      let tensor = try #require(runner.gradient(of: gradient.name), "no gradient to \(gradient.name)")
      ours += golden.sketch(gradient, tensor.elements)
      theirs += blob[gradient.offset...].prefix(gradient.count).map(Double.init)
    }
    let error = relativeError(ours, theirs)
    #expect(error <= 1e-5, "gradients of \(network)")
    print("\(network): logits \(outputError), gradients \(error)")

    for statistic in golden.runningStatistics ?? [] {
      let expected = blob[statistic.offset...].prefix(statistic.count).map(Double.init)
      let actual = parameters[statistic.name].elements.map(Double.init)
      #expect(relativeError(actual, expected) <= 1e-5, "\(statistic.name)")
    }
  }

  @Test(arguments: ["D"] + zoo)
  func predictionsAreThoseOfPyTorch(_ network: String) throws {
    let (golden, blob) = try Golden.load(network)
    let stored = try #require(golden.evaluationOutputs)
    let drawing = Drawing(network, time: golden.inputs[0].shape[2], anchors: [], isEvaluation: true)
    let program = Program.inference([("logits", drawing.logits)])
    let runner = Runner(program, drawing.parameters(golden), threads: 2)
    drawing.load(golden, into: runner)
    runner.run(golden.batch)
    let expected = blob[stored.offset...].prefix(stored.shape.reduce(1, *)).map(Double.init)
    #expect(relativeError(runner.output("logits").map(Double.init), expected) <= 1e-5)
  }

  @Test(arguments: measured)
  func tenStepsOfAdamFollowPyTorch(_ network: String) throws {
    let golden = try Golden.load(network).golden
    let drawing = Drawing(network, time: golden.inputs[0].shape[2], anchors: golden.anchors)
    let parameters = drawing.parameters(golden)
    let runner = Runner(Program.training(loss: drawing.loss), parameters, threads: 2)
    let adam = try #require(golden.adam)
    let optimizer = Optimizer(.adam(), rate: Float(adam.learningRate), for: parameters)
    drawing.load(golden, into: runner)
    // Measured by the loss that training starts from: rounding grows with each step, and the last losses are small.
    let tolerance = 1e-4 * (adam.losses.first ?? 0)
    for expected in adam.losses {
      runner.run(golden.batch)
      #expect(abs(Double(runner.loss) - expected) <= tolerance)
      optimizer.step(runner)
    }
  }
}
