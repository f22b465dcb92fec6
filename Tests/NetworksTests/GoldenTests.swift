import Compute
import Networks
import Testing

/// Whole networks against PyTorch's Float64 on the same weights and input.
@Suite struct GoldenTests {
  /// A network drawn for training without dropout, as the script trained it.
  struct Drawing {
    let graph = Graph()
    let logits: Node
    let loss: Node
    let targetName: String

    init(_ network: String, time: Int, anchors: [Golden.Values], isEvaluation: Bool = false) {
      let graph = graph
      let phase = isEvaluation ? Phase.prediction : Phase(drops: false, usesBatchStatistics: true)
      let leads = ["A": 1, "B": 1][network] ?? 12
      let signal = graph.input("signal", [time, leads])
      let drawn: any Network =
        switch network {
        case "A": Beat()
        case "B": Lead()
        case "C": Embedded(of: Lead(), leads: 12)
        case "D": XResNet1d(samples: time, outputs: 5)
        default: RecurrentStack(outputs: 5)
        }
      logits = drawn.logits(signal, phase)
      if ["A", "B", "C"].contains(network) {
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
      runner.setInput(targetName, golden.inputs.first { $0.name == targetName }?.elements ?? [])
    }
  }

  @Test(arguments: ["A", "B", "C", "D", "E"])
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

  @Test func evaluationUsesRunningStatistics() throws {
    let (golden, blob) = try Golden.load("D")
    let stored = try #require(golden.evaluationOutputs)
    let drawing = Drawing("D", time: golden.inputs[0].shape[2], anchors: [], isEvaluation: true)
    let program = Program.inference([("logits", drawing.logits)])
    let runner = Runner(program, drawing.parameters(golden), threads: 2)
    runner.setInput("signal", golden.signal)
    runner.run(golden.batch)
    let expected = blob[stored.offset...].prefix(stored.shape.reduce(1, *)).map(Double.init)
    #expect(relativeError(runner.output("logits").map(Double.init), expected) <= 1e-5)
  }

  @Test(arguments: ["A", "B", "C", "D", "E"])
  func tenStepsOfAdamFollowPyTorch(_ network: String) throws {
    let golden = try Golden.load(network).golden
    let drawing = Drawing(network, time: golden.inputs[0].shape[2], anchors: golden.anchors)
    let parameters = drawing.parameters(golden)
    let runner = Runner(Program.training(loss: drawing.loss), parameters, threads: 2)
    let optimizer = Optimizer(.adam(), rate: Float(golden.adam.learningRate), for: parameters)
    drawing.load(golden, into: runner)
    // Measured by the loss that training starts from: rounding grows with each step, and the last losses are small.
    let tolerance = 1e-4 * (golden.adam.losses.first ?? 0)
    for expected in golden.adam.losses {
      runner.run(golden.batch)
      #expect(abs(Double(runner.loss) - expected) <= tolerance)
      optimizer.step(runner)
    }
  }
}
