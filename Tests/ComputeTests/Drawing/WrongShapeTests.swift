import Testing

@testable import Compute

/// A wrong shape fails while drawing, in words: the layer, what it got, what it expected.
@Suite struct WrongShapeTests {
  /// One way to draw wrongly, and what must be said about it.
  enum Mistake: String, CaseIterable, Codable, Sendable {
    case convolutionChannels, convolutionTooShort, convolutionBias, convolutionGroups, convolutionStride, linearChannels
    case lstmWeights, lstmRank, poolWindow, poolPadding, averagePoolCeil, addition, concatenation, slice, reshape
    case transpose, crossEntropyLabels, classWeights, binaryTargets, batchNormChannels, dropoutProbability, meanRank
    case leakySlope, penaltyAnchor, softmaxOfParameter, emptyConcatenation, maxPoolOfNothing, averagePoolOfNothing
    case negativePadding, negativePaddingAtOneEnd, noTaps, maxPoolNegativePadding, averagePoolNegativePadding
    case distributionShape, exampleWeights, smoothingBeyondOne, negativeGamma, clipOfAll

    /// Draws it, within the layer "trunk.second".
    func draw() {
      let graph = Graph()
      let x = graph.input("x", [10, 3])
      graph.within("trunk") { graph.within("second") { draw(graph, x) } }
    }

    private func draw(_ graph: Graph, _ x: Node) {
      func parameter(_ shape: Shape) -> Node { graph.parameter("p\(graph.parameters.count)", shape) }
      let flat = graph.input("flat", [4])
      switch self {
      case .convolutionChannels: _ = x.convolved(with: parameter([8, 5, 3]))
      case .convolutionTooShort: _ = x.convolved(with: parameter([8, 3, 13]), padding: .both(1))
      case .convolutionBias: _ = x.convolved(with: parameter([8, 3, 3]), bias: parameter([7]))
      case .convolutionGroups: _ = x.convolved(with: parameter([8, 1, 3]), groups: 3)
      case .convolutionStride: _ = x.convolved(with: parameter([8, 3, 3]), stride: 0)
      case .linearChannels: _ = flat.linear(parameter([2, 5]))
      case .lstmWeights:
        _ = x.lstm(.init(input: parameter([20, 3]), hidden: parameter([20, 5]), bias: parameter([19])))
      case .lstmRank:
        _ = flat.lstm(.init(input: parameter([20, 4]), hidden: parameter([20, 5]), bias: parameter([20])))
      case .poolWindow: _ = x.maxPooled(window: 11)
      case .poolPadding: _ = x.maxPooled(window: 3, padding: 2)
      case .averagePoolCeil: _ = x.averagePooled(window: 3, padding: 1, ceil: true)
      case .addition: _ = x + flat
      case .concatenation: _ = Node.concatenated([x, graph.input("y", [9, 3])])
      case .slice: _ = x.sliced(rows: 4..<11, channels: 0..<3)
      case .reshape: _ = x.reshaped([7, 4])
      case .transpose: _ = flat.transposed()
      case .crossEntropyLabels: _ = flat.crossEntropy(graph.input("y", [4]))
      case .classWeights: _ = flat.crossEntropy(graph.input("y", []), classWeights: [1, 2, 3])
      case .binaryTargets: _ = flat.binaryCrossEntropy(graph.input("y", [5]))
      case .batchNormChannels:
        _ = x.batchNormalised(gamma: parameter([4]), beta: parameter([3]), runningMean: "m", runningVariance: "v")
      case .dropoutProbability: _ = x.droppedOut(1)
      case .meanRank: _ = flat.meanOverTime()
      case .leakySlope: _ = x.leakyReLU(slope: -1)
      case .penaltyAnchor: _ = graph.penalty(.l1, on: [parameter([4])], towards: [parameter([5])], coefficient: 1)
      case .softmaxOfParameter: _ = parameter([4]).softmax()
      case .maxPoolOfNothing: _ = graph.input("empty", [0, 2]).maxPooled(window: 2, padding: 1)
      case .averagePoolOfNothing: _ = graph.input("empty", [0, 2]).averagePooled(window: 2, padding: 1)
      case .negativePadding: _ = x.convolved(with: parameter([8, 3, 3]), padding: .both(-1))
      case .negativePaddingAtOneEnd: _ = x.convolved(with: parameter([8, 3, 3]), padding: .sides(2, -1))
      case .noTaps: _ = x.convolved(with: parameter([8, 3, 0]))
      case .maxPoolNegativePadding: _ = x.maxPooled(window: 3, padding: -1)
      case .averagePoolNegativePadding: _ = x.averagePooled(window: 3, padding: -1)
      case .distributionShape: _ = flat.crossEntropy(distribution: graph.input("y", [3]))
      case .exampleWeights: _ = flat.binaryCrossEntropy(graph.input("y", [4]), exampleWeights: graph.input("w", [3]))
      case .smoothingBeyondOne: _ = flat.crossEntropy(graph.input("y", []), smoothing: 1.5)
      case .negativeGamma: _ = flat.focalLoss(graph.input("y", [4]), gamma: -1)
      case .clipOfAll: _ = flat.asymmetricLoss(graph.input("y", [4]), clip: 1)
      case .emptyConcatenation: _ = Node.concatenated([])
      }
    }

    /// Parts of the message.
    var words: [String] {
      switch self {
      case .convolutionChannels:
        ["convolution", "got input 10×3, weight [3×5×8]", "expected weight (kernel, in/groups, out)"]
      case .convolutionTooShort: ["convolution", "got 10 steps", "expected at least 13"]
      case .convolutionBias: ["convolution", "got bias [7]", "expected 8 numbers"]
      case .convolutionGroups: ["convolution", "3 groups", "expected"]
      case .convolutionStride: ["convolution", "got stride 0", "expected 1 or more"]
      case .linearChannels: ["convolution", "got input 4, weight [5×2]", "expected"]
      case .lstmWeights: ["lstm", "19", "expected [3×20, 5×20, 20]"]
      case .lstmRank: ["lstm", "got [4, ", "expected (time, channels)"]
      case .poolWindow: ["maxPool(11/11)", "got 10×3", "at least 11 steps"]
      case .poolPadding: ["maxPool(3/3)", "padding 2", "from 0 to half the window"]
      case .negativePadding: ["convolution", "got 3 taps, padding -1,-1", "0 or more rows"]
      case .negativePaddingAtOneEnd: ["convolution", "got 3 taps, padding 2,-1", "0 or more rows"]
      case .noTaps: ["convolution", "got 0 taps", "expected 1 tap or more"]
      case .maxPoolNegativePadding: ["maxPool(3/3)", "padding -1,-1", "from 0 to half the window"]
      case .averagePoolNegativePadding: ["averagePool(3/3)", "padding -1", "from 0 to half the window"]
      case .distributionShape: ["crossEntropy(distribution)", "got logits 4, targets 3", "one share for each logit"]
      case .exampleWeights: ["weightedBatchMean", "4, [scalar], 3", "as many weights"]
      case .smoothingBeyondOne: ["crossEntropy", "got smoothing 1.5", "from 0 to 1"]
      case .negativeGamma: ["gamma+ -1.0", "expected weights and gammas of 0 or more"]
      case .clipOfAll: ["clip 1.0", "a clip from 0 to below 1"]
      case .averagePoolCeil: ["averagePool", "padding 1", "none with ceil"]
      case .addition: ["add", "got [10×3, 4]", "expected two values of one shape"]
      case .concatenation: ["concatenate", "got [10×3, 9×3]", "as many time steps"]
      case .slice: ["slice(4..<11, 0..<3)", "got 10×3", "expected a value that reaches that far"]
      case .reshape: ["reshape(7×4)", "got 10×3", "expected 28 elements"]
      case .transpose: ["transpose", "got 4", "expected two axes"]
      case .crossEntropyLabels: ["crossEntropy", "got logits 4, labels 4", "expected one label for each row"]
      case .classWeights: ["crossEntropy", "got 3 class weights", "expected 4"]
      case .binaryTargets: ["binaryCrossEntropy", "got [4, 5]", "expected targets of the logits' shape"]
      case .batchNormChannels: ["batchNorm", "got [[7], [4], [3]]", "expected"]
      case .dropoutProbability: ["dropout(1.0)", "got 10×3", "below 1"]
      case .meanRank: ["meanOverTime", "got 4", "expected (time, channels)"]
      case .leakySlope: ["relu", "got slope -1.0", "0 or more"]
      case .penaltyAnchor: ["penalty(l1", "got [[4], [5]]", "expected"]
      case .softmaxOfParameter: ["softmax", "got [4]", "a value of each example"]
      case .maxPoolOfNothing: ["maxPool(2/2)", "got 0×2"]
      case .averagePoolOfNothing: ["averagePool(2/2)", "got 0×2"]
      case .emptyConcatenation: ["concatenate got no values, expected at least one"]
      }
    }

    /// Where no node is given there is no graph that would know the layer.
    var namesItsLayer: Bool { self != .emptyConcatenation }
  }

  @Test(arguments: Mistake.allCases)
  func isToldInWords(_ mistake: Mistake) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      mistake.draw()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    for word in mistake.words + (mistake.namesItsLayer ? ["trunk.second: "] : []) {
      #expect(text.contains(word), "no '\(word)' in: \(text.prefix(400))")
    }
  }
}
