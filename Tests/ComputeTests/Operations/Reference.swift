import Foundation

@testable import Compute

/// Operations from their definitions, in Float64 and for clarity alone. Each family's cases add their own.
enum Reference {
  static func tanh(_ x: Double) -> Double { Foundation.tanh(x) }
  static func sigmoid(_ x: Double) -> Double { 1 / (1 + Foundation.exp(-x)) }
  static func exponential(_ x: Double) -> Double { Foundation.exp(x) }
  static func gelu(_ x: Double) -> Double { x * 0.5 * (1 + erf(x / 2.0.squareRoot())) }

  static func mean(_ x: Grid) -> Grid {
    Grid(1, x.channels) { _, c in (0..<x.rows).reduce(0) { $0 + x[$1, c] } / Double(x.rows) }
  }

  static func softmax(_ x: Grid) -> Grid {
    Grid(x.rows, x.channels) { t, c in
      Foundation.exp(x[t, c]) / (0..<x.channels).reduce(0) { $0 + Foundation.exp(x[t, $1]) }
    }
  }
}

extension [String: Node] {
  /// The value of that name; a case that draws what it never declared is wrong.
  func node(_ name: String) -> Node {
    guard let node = self[name] else { preconditionFailure("the case has no '\(name)'") }
    return node
  }
  var x: Node { node("x") }
  var y: Node { node("y") }
  var w: Node { node("w") }
  var b: Node { node("b") }
}
