import Compute

extension Architecture {
  /// What a network may be at most, so that a damaged description neither stops the program nor eats its memory.
  enum Limit {
    static let leads = 1...256
    static let samples = 1...1_048_576
    static let outputs = 1...65_536
    /// Channels of a layer, cells of an LSTM.
    static let width = 1...8_192
    /// Layers or blocks that follow each other.
    static let depth = 1...64
    static let weights = 500_000_000
    /// Numbers that one recording becomes on its way, all layers together.
    static let values = 1_000_000_000
  }

  /// Why the network cannot be drawn, in words; nil when it can.
  public var problem: String? {
    // What a tail calls leads are all features of a network that itself keeps to the limits.
    let range = network is Tail ? 1...Limit.values : Limit.leads
    let common = outOfRange([
      ("leads", leads, range), ("samples", samples, Limit.samples), ("outputs", outputs, Limit.outputs),
    ])
    if let problem = common ?? network.problem { return "\(kind): \(problem)" }
    let graph = logits(signal(in: Graph()), .prediction).graph
    let weights = graph.parameters.reduce(0) { $0 + $1.shape.count }
    if weights > Limit.weights { return "\(kind): \(weights) weights, expected at most \(Limit.weights)" }
    let values = graph.values.reduce(0) { $0 + ($1.type.span == .example ? $1.type.shape.count : 0) }
    if values > Limit.values {
      return "\(kind): \(values) numbers in all layers together, expected at most \(Limit.values)"
    }
    return nil
  }
}

/// Returns, in words, the first of some numbers that lies outside its range.
func outOfRange(_ fields: [(name: String, value: Int, range: ClosedRange<Int>)]) -> String? {
  fields.first { !$0.range.contains($0.value) }.map {
    "\($0.name) is \($0.value), expected \($0.range.lowerBound) to \($0.range.upperBound)"
  }
}

/// A convolution or a pool along time, as far as lengths go.
struct TimeWindow {
  /// Time steps that it sees at once.
  let size: Int
  /// Steps from one output to the next.
  var stride = 1
  /// Rows of padding, both sides together.
  var padding = 0
}

extension [TimeWindow] {
  /// Returns, in words, why so many samples are too few for all windows one after the other.
  func tooShort(_ samples: Int) -> String? {
    let least = reversed().reduce(1) { Swift.max(1, ($0 - 1) * $1.stride + $1.size - $1.padding) }
    return samples < least ? "samples is \(samples), expected at least \(least)" : nil
  }
}
