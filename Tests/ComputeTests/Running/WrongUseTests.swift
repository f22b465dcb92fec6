import Testing

@testable import Compute

/// A wrong call of graphs, parameters, programs and runners stops with both sides named.
@Suite struct WrongUseTests {
  enum Mistake: String, CaseIterable, Codable, Sendable {
    case inputTwice, parameterReshaped, constantTooShort, strangerNode, tensorTooShort, parameterShape, unknownParameter
    case unknownInput, raggedInput, unknownOutput, negativeCount, strangerParameters, lossOfExamples, noShard, noLanes
    case learningTargets, learningWeights, learningAnchor

    func make() {
      let graph = Graph()
      let x = graph.input("x", [4])
      let value = x.linear(graph.parameter("w", [2, 4]))
      let parameters = Parameters(for: graph)
      func runner() -> Runner { Runner(Program.inference([("y", value)]), parameters, threads: 1) }
      var options = Program.Options()
      switch self {
      case .inputTwice: _ = graph.input("x", [4])
      case .parameterReshaped: _ = graph.parameter("w", [4, 2])
      case .constantTooShort: _ = graph.constant([1, 2], [3])
      case .strangerNode: _ = x + Graph().input("x", [4])
      case .tensorTooShort: _ = Tensor([2, 3], [1, 2])
      case .parameterShape: parameters["w"] = Tensor([4, 2], repeating: 0)
      case .unknownParameter: _ = parameters["v"]
      case .unknownInput: runner().setInput("z", [1])
      case .raggedInput: runner().setInput("x", [1, 2, 3, 4, 5])
      case .unknownOutput:
        let runner = runner()
        runner.run(0)
        _ = runner.output("z")
      case .negativeCount: runner().run(-1)
      case .strangerParameters: _ = Runner(Program.inference([("y", value)]), Parameters(for: Graph()), threads: 1)
      case .lossOfExamples: _ = Program.training(loss: value)
      case .learningTargets: _ = Program.training(loss: value.binaryCrossEntropy(value.sigmoid()))
      case .learningWeights: _ = Program.training(loss: graph.input("y", [2]).meanOverBatch(weights: value))
      case .learningAnchor:
        let anchor = graph.parameter("anchor", [2, 4])
        _ = Program.training(
          loss: graph.penalty(.l1, on: [graph.parameter("w", [2, 4])], towards: [anchor], coefficient: 1))
      case .noShard:
        options.shard = 0
        _ = Program.inference([("y", value)], options: options)
      case .noLanes:
        options.lanes = 0
        _ = Program.inference([("y", value)], options: options)
      }
    }

    /// A release build's preconditions stop without a word.
    var isTold: Bool {
      #if DEBUG
        true
      #else
        [.learningTargets, .learningWeights, .learningAnchor].contains(self)
      #endif
    }

    var words: [String] {
      switch self {
      case .inputTwice: ["input 'x' is already drawn"]
      case .parameterReshaped: ["parameter 'w' was drawn with shape 2×4, now with 4×2"]
      case .constantTooShort: ["shape 3 needs 3 elements, got 2"]
      case .strangerNode: ["another graph"]
      case .tensorTooShort: ["shape 2×3 needs 6 elements, got 2"]
      case .parameterShape: ["parameter 'w' has shape 2×4, got 4×2"]
      case .unknownParameter: ["no parameter 'v'"]
      case .unknownInput: ["no input 'z'", "x"]
      case .raggedInput: ["input 'x' takes 4 numbers an example, got 5"]
      case .unknownOutput: ["no output 'z'", "y"]
      case .negativeCount: ["got -1"]
      case .strangerParameters: ["not those of the graph"]
      case .lossOfExamples: ["a loss must be one number for the batch, got 2"]
      case .learningTargets: ["binaryCrossEntropy got targets and weights that learn"]
      case .learningWeights: ["weightedBatchMean got weights that learn"]
      case .learningAnchor: ["penalty(l1, 1.0, anchored) got anchors that learn"]
      case .noShard: ["shard", "got 0"]
      case .noLanes: ["lane", "got 0"]
      }
    }
  }

  @Test(arguments: Mistake.allCases)
  func isToldInWords(_ mistake: Mistake) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      mistake.make()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    for word in mistake.words where mistake.isTold {
      #expect(text.contains(word), "no '\(word)' in: \(text.prefix(400))")
    }
  }
}
