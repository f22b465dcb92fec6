@testable import Compute

/// A kind of operation; Foundation has an Operation of its own.
typealias OperationType = any Compute.Operation.Type

/// One way to use an operation: what it is given, how it is drawn, and what must come out.
struct Case: Sendable {
  /// An input or a parameter.
  struct Field: Sendable {
    enum Kind: Sendable {
      case uniform(Double, Double)
      /// A class index below this.
      case classes(Int)
      /// 0 or 1.
      case bits
      /// Between 0 and 1, and not learnt.
      case shares
    }
    let name: String
    let shape: Shape
    var kind = Kind.uniform(-1, 1)
    /// False for statistics.
    var isTrainable = true

    var isLearnt: Bool { if case .uniform = kind { isTrainable } else { false } }

    static func field(
      _ name: String, _ shape: Shape, _ range: ClosedRange<Double> = -1...1, isTrainable: Bool = true
    ) -> Field {
      Field(name: name, shape: shape, kind: .uniform(range.lowerBound, range.upperBound), isTrainable: isTrainable)
    }
    static func classes(_ name: String, _ shape: Shape, _ count: Int) -> Field {
      Field(name: name, shape: shape, kind: .classes(count))
    }
    static func shares(_ name: String, _ shape: Shape) -> Field { Field(name: name, shape: shape, kind: .shares) }
    static func bits(_ name: String, _ shape: Shape) -> Field { Field(name: name, shape: shape, kind: .bits) }
  }

  /// What a reference computes from.
  struct Setting {
    let fields: [String: Shape]
    var values: [String: [Double]]
    /// The values before any was moved to measure a slope: what a stopped gradient sees.
    let base: [String: [Double]]
    let count: Int
    let seed: UInt64
    let step: UInt64

    /// An input, example by example.
    func grids(_ name: String, atRest: Bool = false) -> [Grid] {
      guard let shape = fields[name], let all = atRest ? base[name] : values[name] else { return [] }
      let size = shape.count
      return (0..<count).map { Grid(shape.rows, shape.channels, Array(all[($0 * size)..<(($0 + 1) * size)])) }
    }

    /// A parameter.
    func weight(_ name: String) -> Weight { Weight(sizes: fields[name]?.sizes ?? [], elements: values[name] ?? []) }
  }

  let name: String
  /// What the case is there for.
  let checks: [OperationType]
  var inputs: [Field] = []
  var parameters: [Field] = []
  /// Numbers of examples to run with.
  var counts = [0, 1, 2, 3, 5, 9]
  /// Relative errors that are allowed: of the value, and of each gradient.
  var tolerance = (value: 1e-6, gradient: 2e-6)
  let draw: @Sendable (Graph, [String: Node]) -> Node
  /// The value from its definition, all examples one after the other.
  let reference: @Sendable (Setting) -> [Double]
  /// What parameters must hold after a run, for those that are carried along.
  var carried: @Sendable (Setting) -> [String: [Double]] = { _ in [:] }

  /// Draws inputs, parameters and the value.
  func drawn() -> (graph: Graph, output: Node) {
    let graph = Graph()
    var nodes: [String: Node] = [:]
    for field in inputs { nodes[field.name] = graph.input(field.name, field.shape) }
    for field in parameters {
      nodes[field.name] = graph.parameter(field.name, field.shape, trainable: field.isTrainable)
    }
    return (graph, graph.within(name) { draw(graph, nodes) })
  }

  /// Draws a loss that hangs on every element of the value: Σ r · value with an input r, or the number itself.
  func drawnLoss() -> (graph: Graph, output: Node, loss: Node) {
    let (graph, output) = drawn()
    if output.type.span == .batch { return (graph, output, output.scaled(by: Float(Case.factor))) }
    return (graph, output, (output * graph.input(Case.mixer, output.shape)).sumOverBatch())
  }

  static let mixer = "r"
  static let factor = 0.75
}
