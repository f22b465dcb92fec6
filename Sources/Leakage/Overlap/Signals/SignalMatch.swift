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

/// Lays one signature upon another where landmarks say they fit, and tells a copy from a likeness.
struct Alignment {
  /// The most that is laid upon each other, in seconds on both sides of a landmark: clocks of long recordings drift.
  static let span = 30.0
  /// The least that must lie upon each other, in seconds.
  static let shortest = 2.5
  /// How alike two must be in the lead in which a landmark was found, for more to be looked at.
  static let likeness: Float = 0.7

  private let a: Signature
  private let b: Signature
  /// Leads to compare, as places in each.
  private let leads: [(first: Int, second: Int)]
  /// Samples of the first that have a partner in the second, with room for the lags that are tried.
  private let range: Range<Int>
  /// Samples by which the second is later, rounded.
  private let lag: Int

  /// Returns the match of two recordings, or nothing when neither is a copy of the other.
  ///
  /// - Parameter lag: Samples by which the landmark stands later in the second.
  static func match(
    _ first: (place: Int, signature: Signature), _ second: (place: Int, signature: Signature),
    leads anchor: (first: Int, second: Int), at time: Float, lag: Float
  ) -> SignalMatch? {
    let (a, b) = (first.signature, second.signature)
    let nearest = Int(lag.rounded())
    let span = Int(span * Signature.rate)
    let room = Interpolation.taps / 2 + 1
    let from = max(0, room - nearest, Int(time) - span)
    let to = min(a.count, b.count - nearest - room, Int(time) + span)
    guard to - from >= Int(shortest * Signature.rate) else { return nil }
    let alone = Alignment(a: a, b: b, leads: [anchor], range: from..<to, lag: nearest)
    guard abs(alone.correlation(at: 0)) >= likeness else { return nil }
    let all = Alignment(a: a, b: b, leads: shared(a, b) ?? [anchor], range: from..<to, lag: nearest)
    return all.match(first.place, second.place)
  }

  /// Returns the leads that both have by name, as places in each; nothing when there are none.
  private static func shared(_ a: Signature, _ b: Signature) -> [(first: Int, second: Int)]? {
    var result: [(first: Int, second: Int)] = []
    for (i, lead) in a.leads.enumerated() where lead.code != LeadCode.other {
      if let j = b.leads.firstIndex(where: { $0.code == lead.code }) { result.append((i, j)) }
    }
    return result.isEmpty ? nil : result
  }

  private func match(_ first: Int, _ second: Int) -> SignalMatch? {
    let middle = correlation(at: 0)
    let sign: Float = middle < 0 ? -1 : 1
    let (low, high) = (sign * correlation(at: -1), sign * correlation(at: 1))
    let bend = low - 2 * abs(middle) + high
    let offset = bend < 0 ? max(-1, min(1, 0.5 * (low - high) / bend)) : 0
    let peak = min(1, abs(middle) - 0.25 * (low - high) * offset)
    guard peak >= Self.likeness, let residual = residual(sign, offset) else { return nil }
    guard Evidence(correlation: peak, residual: residual, leads: leads.count).isCopy else { return nil }
    return SignalMatch(
      first: first, second: second, shift: Double(Float(lag) + offset) / Signature.rate,
      seconds: Double(range.count) / Signature.rate, correlation: Double(peak), leads: leads.count,
      isInverted: sign < 0)
  }

  /// Returns the mean correlation over all leads, with the second moved on by some samples.
  private func correlation(at step: Int) -> Float {
    a.samples.withUnsafeBufferPointer { x in
      b.samples.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
        var (sum, count): (Float, Float) = (0, 0)
        for pair in leads {
          let left = x + a.leads[pair.first].start + range.lowerBound
          let right = y + b.leads[pair.second].start + range.lowerBound + lag + step
          guard let r = Self.correlation(left, right, count: range.count) else { continue }
          sum += r
          count += 1
        }
        return count > 0 ? sum / count : 0
      }
    }
  }

  /// Returns the correlation of two stretches; nothing where one of them does not move.
  @inline(__always)
  private static func correlation(_ x: UnsafePointer<Int8>, _ y: UnsafePointer<Int8>, count: Int) -> Float? {
    var (xy, xx, yy) = (Int32(0), Int32(0), Int32(0))
    for i in 0..<count {
      let (a, b) = (Int32(x[i]), Int32(y[i]))
      xy &+= a &* b
      xx &+= a &* a
      yy &+= b &* b
    }
    return xx > 0 && yy > 0 ? Float(xy) / (Float(xx) * Float(yy)).squareRoot() : nil
  }

  /// Takes what is left between the two apart.
  private func residual(_ sign: Float, _ offset: Float) -> Residual? {
    let interpolation = Interpolation(offset)
    let x = leads.map { pair in
      let start = a.leads[pair.first].start
      return range.map { Float(a.samples[start + $0]) }
    }
    let y = leads.map { pair in
      let start = b.leads[pair.second].start + lag
      return interpolation(b.samples, from: start + range.lowerBound, count: range.count, scale: sign)
    }
    return Residual(x, y)
  }
}

/// A signal between its samples, by the polynomial through eight neighbours (Lagrange).
struct Interpolation {
  static let taps = 8
  private let weights: [Float]

  /// Creates the interpolation at a distance of -1 to 1 samples.
  init(_ offset: Float) {
    let nodes = (0..<Self.taps).map { Float($0 - Self.taps / 2 + (offset < 0 ? 0 : 1)) }
    weights = nodes.map { node in nodes.reduce(1) { $1 == node ? $0 : $0 * (offset - $1) / (node - $1) } }
    first = Int(nodes[0])
  }

  private let first: Int

  func callAsFunction(_ samples: [Int8], from start: Int, count: Int, scale: Float) -> [Float] {
    samples.withUnsafeBufferPointer { samples in
      (0..<count).map { i in
        var sum: Float = 0
        for k in 0..<Self.taps { sum += weights[k] * Float(samples[start + i + first + k]) }
        return scale * sum
      }
    }
  }
}
