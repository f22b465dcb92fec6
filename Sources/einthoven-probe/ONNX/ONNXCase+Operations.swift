import Compute
import Networks

extension ONNXCase {
  /// What the networks of the zoo leave out: every operation, with the options and orders of axes that matter.
  static var operations: [ONNXCase] {
    [
      one("arithmetic") { x in (x * x + x - x.scaled(by: 2, plus: 1)).magnitude() },
      one("activations") { x in
        .concatenated([x.tanh(), x.sigmoid(), x.gelu(), x.exp(), x.relu(), x.leakyReLU(slope: 0.1)])
      },
      one("convolutions") { x in
        let a = ConvolutionLayer("a", 6, 8, kernel: 5, stride: 2, padding: .sides(3, 1), groups: 2)(x)
        let b = ConvolutionLayer("b", 8, 4, kernel: 4, padding: .same, dilation: 2, hasBias: false)(a.gelu())
        return .concatenated([a, b])
      },
      one("maxPools") { x in x.maxPooled(window: 3, stride: 2, padding: 1).maxPooled(window: 4, stride: 3, ceil: true)
      },
      one("maxPoolsThatLeaveRows") { x in x.maxPooled(window: 7, stride: 5, padding: 3) },
      one("averagePools") { x in
        let a = x.averagePooled(window: 3, stride: 2, padding: 1)
        let b = x.averagePooled(window: 3, stride: 2, padding: 1, countsPadding: false)
        return (a * b).averagePooled(window: 3, ceil: true)
      },
      one("pooledOverTime") { x in .concatenated([x.maxOverTime(), x.meanOverTime(), x.lastOverTime()]) },
      one("lstmForward") { x in LSTMLayer("a", 6, 5)(x) },
      one("lstmBackward") { x in
        let weights = Node.LSTMWeights(
          input: x.graph.parameter("a.weight_ih", [20, 6]), hidden: x.graph.parameter("a.weight_hh", [20, 5]),
          bias: x.graph.parameter("a.bias", [20]))
        return x.lstm(weights, reversed: true)
      },
      one("lstmStack") { x in
        let y = LSTMLayer("a", 6, 4, isBidirectional: true)(x)
        let z = LSTMLayer("b", 8, 3, isBidirectional: true, hasTwoBiases: false)(y)
        return LinearLayer("c", 6, 2)(z).meanOverTime()
      },
      several("lstmStates") { x in
        let first = LSTMLayer("a", 6, 4, isBidirectional: true)(x, from: nil)
        let second = LSTMLayer("b", 8, 4, isBidirectional: true)(first.outputs, from: first.last)
        return [("result", second.outputs), ("hidden", second.last.hidden), ("cell", second.last.cell)]
      },
      one("lstmTransposed") { x in LSTMLayer("a", 6, 40)(x).transposed() * x.graph.side(40, of: x) },
      one("linearSteps") { x in
        let y = LinearLayer("a", 6, 7, hasBias: false)(x)
        return LinearLayer("c", 5, 3)(ConvolutionLayer("b", 7, 5, kernel: 3)(y).relu())
      },
      one("groups") { x in
        let factors = x.maxOverTime().channels(0..<3).relu()
        return .concatenated([x.scaledByGroup(factors), x.scaledByGroup(factors, balanced: true)])
      },
      one("softmaxOverChannels") { x in ConvolutionLayer("a", 6, 5, kernel: 3)(x).softmax() },
      one("softmaxOfALine") { x in x.meanOverTime().softmax() },
      one("norms") { x in
        let y = BatchNormLayer("a", 6)(x, .prediction)
        return BatchNormLayer("b", 240, epsilon: 1e-3)(y.reshaped([240]), .prediction)
      },
      one("slices") { x in
        let y = ConvolutionLayer("a", 6, 8, kernel: 1)(x)
        return y.sliced(rows: 3..<20, channels: 2..<7).transposed().sliced(rows: 1..<4, channels: 0..<16)
      },
      one("slicesOfALine") { x in x.reshaped([240]).sliced(rows: 0..<1, channels: 17..<99) },
      one("slicesOfThreeAxes") { x in x.reshaped([4, 10, 6]).sliced(rows: 5..<31, channels: 1..<3).reshaped([4, 13]) },
      one("reshapes") { x in x.transposed().reshaped([8, 30]).reshaped([2, 4, 30]).reshaped([240, 1]).reshaped([240]) },
      one("padded") { x in ConvolutionLayer("a", 6, 3, kernel: 2)(x).padded(before: 2, after: 1).stoppingGradient() },
      one("concatenatedOrders") { x in
        .concatenated([ConvolutionLayer("a", 6, 3, kernel: 1)(x), x, LSTMLayer("b", 6, 2)(x)])
      },
      several("severalOutputs") { x in
        let logits = LinearLayer("a", 6, 3)(x.meanOverTime())
        return [("logits", logits), ("same", logits), ("given", x), ("swapped", x.transposed())]
      },
    ]
  }

  private static func one(_ name: String, _ draw: @escaping (Node) -> Node) -> ONNXCase {
    several(name) { [("result", draw($0))] }
  }

  private static func several(
    _ name: String, _ draw: @escaping (Node) -> [(name: String, node: Node)]
  ) -> ONNXCase {
    ONNXCase(name: name, samples: 40, leads: 6) { draw(Graph().input("signal", [40, 6])) }
  }
}

extension Graph {
  /// A value of as many rows as a square wants, made of another in another order of axes.
  fileprivate func side(_ rows: Int, of x: Node) -> Node {
    ConvolutionLayer("side", x.shape.channels, rows, kernel: 1)(x).transposed()
  }
}
