import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Axes are moved only where ONNX wants them elsewhere.
@Suite struct ONNXOrderTests {
  private func operations(_ draw: (Node) -> Node) throws -> [String] {
    try ONNXExportTests.Drawn(samples: 40, leads: 6) { [("y", draw($0))] }.model().nodes.map(\.operation)
  }

  @Test func convolutionsFollowEachOtherWithoutTranspositions() throws {
    let operations = try operations { x in
      let y = ConvolutionLayer("a", 6, 6, kernel: 3, padding: .same)(x).relu()
      return (ConvolutionLayer("b", 6, 6, kernel: 3, padding: .same)(y) + y).meanOverTime()
    }
    #expect(operations == ["Transpose", "Conv", "Relu", "Conv", "Add", "ReduceMean"])
  }

  @Test func aTranspositionThatWasDrawnIsARenaming() throws {
    let operations = try operations { x in
      ConvolutionLayer("a", 6, 4, kernel: 1)(x).transposed().reshaped([160])
    }
    #expect(operations == ["Transpose", "Conv", "Reshape"])
  }

  @Test func anOrderIsMadeOnce() throws {
    let operations = try operations { x in
      ConvolutionLayer("a", 6, 4, kernel: 1)(x) + ConvolutionLayer("b", 6, 4, kernel: 1)(x)
    }
    // There and, for the output, back.
    #expect(operations == ["Transpose", "Conv", "Conv", "Add", "Transpose"])
  }

  @Test func aPermutationTakesOneOrderToTheOther() {
    for from in AxisOrder.allCases {
      for to in AxisOrder.allCases {
        #expect(to.permutation(from: from).map { from.axes[$0] } == to.axes)
      }
    }
  }

  @Test func anOutputThatIsTheInputIsNamed() throws {
    let drawn = ONNXExportTests.Drawn(samples: 4, leads: 2) { x in [("y", x), ("z", x.transposed())] }
    let nodes = try drawn.model().nodes
    #expect(nodes.map(\.operation) == ["Identity", "Transpose"])
    #expect(nodes.flatMap(\.outputs) == ["y", "z"])
  }
}
