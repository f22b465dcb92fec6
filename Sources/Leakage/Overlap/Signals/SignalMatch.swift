/// Two recordings of which one lies upon the other.
package struct SignalMatch: Sendable, Equatable {
  /// The places of the two, the smaller first.
  let first: Int
  let second: Int
  /// How many seconds later the same beat stands in the second.
  let shift: Double
  /// Seconds that were laid upon each other.
  let seconds: Double
  /// How alike they are there, from 0 to 1, over all leads that both have.
  let correlation: Double
  /// Leads that were compared.
  let leads: Int
  /// Whether one is the other upside down.
  let isInverted: Bool
}

/// Lays one signature upon another where landmarks say they fit, and measures how alike they are.
struct Alignment {
  /// The most that is laid upon each other, in seconds on both sides of a landmark: clocks of long recordings drift.
  static let span = 30.0
  /// The least that must lie upon each other, in seconds.
  static let shortest = 2.5

  /// Returns the match of two recordings, or nothing when they are too unlike.
  ///
  /// - Parameter lag: Samples by which the landmark stands later in the second.
  static func match(
    _ first: (place: Int, signature: Signature), _ second: (place: Int, signature: Signature),
    leads anchor: (first: Int, second: Int), at time: Float, lag: Float
  ) -> SignalMatch? {
    let (a, b) = (first.signature, second.signature)
    let nearest = Int(lag.rounded())
    let span = Int(span * Signature.rate)
    // Samples of the first that have a partner in the second at every lag that is tried.
    let from = max(0, 1 - nearest, Int(time) - span)
    let to = min(a.count, b.count - nearest - 1, Int(time) + span)
    guard to - from >= Int(shortest * Signature.rate) else { return nil }
    return a.samples.withUnsafeBufferPointer { x in
      b.samples.withUnsafeBufferPointer { y in
        func sums(_ leads: (first: Int, second: Int), _ lag: Int) -> Sums {
          Sums(x, a.leads[leads.first].start + from, y, b.leads[leads.second].start + from + lag, count: to - from)
        }
        let here = sums(anchor, nearest)
        guard abs(here.correlation) >= Thresholds.anchor else { return nil }
        let pairs = shared(a, b) ?? [anchor]
        var totals = [Sums](repeating: Sums(), count: 3)
        for pair in pairs { for k in 0..<3 { totals[k].add(sums(pair, nearest + k - 1)) } }
        let (low, middle, high) = (totals[0].correlation, totals[1].correlation, totals[2].correlation)
        let sign: Float = middle < 0 ? -1 : 1
        let (peak, offset) = top(sign * low, sign * middle, sign * high)
        let seconds = Double(to - from) / Signature.rate
        guard peak >= Thresholds.least(leads: pairs.count, seconds: seconds) else { return nil }
        return SignalMatch(
          first: first.place, second: second.place, shift: Double(Float(nearest) + offset) / Signature.rate,
          seconds: seconds, correlation: Double(min(1, peak)), leads: pairs.count, isInverted: sign < 0)
      }
    }
  }

  /// Returns the leads that both have by name, as places in each; nothing when there are none.
  private static func shared(_ a: Signature, _ b: Signature) -> [(first: Int, second: Int)]? {
    var result: [(first: Int, second: Int)] = []
    for (i, lead) in a.leads.enumerated() where lead.code != LeadCode.other {
      if let j = b.leads.firstIndex(where: { $0.code == lead.code }) { result.append((i, j)) }
    }
    return result.isEmpty ? nil : result
  }

  /// Returns the height and the place of the top of the parabola through three neighbours.
  private static func top(_ low: Float, _ middle: Float, _ high: Float) -> (height: Float, offset: Float) {
    let bend = low - 2 * middle + high
    guard bend < 0 else { return (max(low, middle, high), low > high ? -1 : 1) }
    let offset = max(-1, min(1, 0.5 * (low - high) / bend))
    return (middle - 0.25 * (low - high) * offset, offset)
  }

  /// Sums of products over two stretches; where one of them has no sample, or does not move, the other does not count.
  struct Sums {
    private var product: Float = 0
    private var left: Float = 0
    private var right: Float = 0

    init() {}

    init(
      _ x: UnsafeBufferPointer<Int8>, _ from: Int, _ y: UnsafeBufferPointer<Int8>, _ start: Int, count: Int
    ) {
      guard let x = x.baseAddress.map({ $0 + from }), let y = y.baseAddress.map({ $0 + start }) else { return }
      var (xy, xx, yy) = (Int32(0), Int32(0), Int32(0))
      for i in 0..<count {
        let (a, b) = (Int32(x[i]), Int32(y[i]))
        xy &+= a &* b
        xx &+= a &* a
        yy &+= b &* b
      }
      (product, left, right) = (Float(xy), Float(xx), Float(yy))
    }

    mutating func add(_ other: Sums) {
      // Each lead counts alike, however high its beats stand.
      let size = (other.left * other.right).squareRoot()
      guard size > 0 else { return }
      product += other.product / size
      left += 1
      right += 1
    }

    var correlation: Float {
      let size = (left * right).squareRoot()
      return size > 0 ? product / size : 0
    }
  }

  /// How alike two must be.
  enum Thresholds {
    /// In the lead in which a landmark was found, for the others to be looked at.
    static let anchor: Float = 0.7

    /// In all leads that both have.
    static func least(leads: Int, seconds: Double) -> Float { seconds >= 8 ? 0.95 : 0.985 }
  }
}
