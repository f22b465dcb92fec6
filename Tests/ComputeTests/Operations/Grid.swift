/// One example's (time, channels) value in Float64, as references see it. Channels are the last axis of any shape.
struct Grid {
  let rows: Int
  let channels: Int
  var elements: [Double]

  init(_ rows: Int, _ channels: Int, _ elements: [Double]) {
    precondition(elements.count == rows * channels)
    self.rows = rows
    self.channels = channels
    self.elements = elements
  }

  /// A grid whose elements a function of (time, channel) gives.
  init(_ rows: Int, _ channels: Int, _ element: (Int, Int) -> Double) {
    self.init(rows, channels, (0..<rows).flatMap { t in (0..<channels).map { element(t, $0) } })
  }

  subscript(t: Int, c: Int) -> Double {
    get { elements[t * channels + c] }
    set { elements[t * channels + c] = newValue }
  }

  func map(_ body: (Double) -> Double) -> Grid { Grid(rows, channels, elements.map(body)) }
}

extension [Grid] {
  /// All examples one after the other, as a runner gives them.
  var flat: [Double] { flatMap(\.elements) }
}

/// A parameter in Float64 in PyTorch's order: the last axis runs fastest.
struct Weight {
  let sizes: [Int]
  let elements: [Double]

  subscript(i: Int) -> Double { elements[i] }
  subscript(i: Int, j: Int) -> Double { elements[i * sizes[1] + j] }
  subscript(i: Int, j: Int, k: Int) -> Double { elements[(i * sizes[1] + j) * sizes[2] + k] }
}
