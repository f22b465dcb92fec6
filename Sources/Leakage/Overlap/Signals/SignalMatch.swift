import CKernels

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
  /// The least that must lie upon each other, in seconds; below the second, nearly all of one recording must.
  static let shortest = (any: 2.5, part: 5.0)
  /// Seconds that say as much as a whole recording.
  static let many = 20.0
  /// How alike two must be in the lead in which a landmark was found, for the others to be looked at.
  static let likeness: Float = 0.7
  /// How alike they must be in all, for what is left between them to be looked at.
  static let closeness: Float = 0.8
  /// What that comes to at worst half a sample away.
  static let nearCloseness: Float = 0.6
  /// Leads that are looked at first.
  static let few = 3

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
    leads anchor: (first: Int, second: Int), at time: Float, lag: Float, rejections: Rejections
  ) -> SignalMatch? {
    let (a, b) = (first.signature, second.signature)
    let nearest = Int(lag.rounded())
    // The stretch hangs on where the landmark is by steps only, so that comparisons at one lag are the same.
    let step = Int(time / Float(span / 2 * Signature.rate))
    let (reach, middle) = (Int(span * Signature.rate), Int((Double(step) + 0.5) * span / 2 * Signature.rate))
    let room = Interpolation.taps / 2 + 1
    let from = max(0, room - nearest, middle - reach)
    let to = min(a.count, b.count - nearest - room, middle + reach)
    guard to - from >= Int(shortest.any * Signature.rate) else { return nil }
    let shared = shared(a, b)
    let key = Rejections.key(
      first.place, second.place, lag: nearest, at: step, leads: shared == nil ? anchor.first * 256 + anchor.second : 0)
    if rejections.contains(key) { return nil }
    let alone = Alignment(a: a, b: b, leads: [anchor], range: from..<to, lag: nearest)
    guard abs(alone.correlation(at: 0)) >= likeness else { return nil }
    let all = Alignment(a: a, b: b, leads: shared ?? [anchor], range: from..<to, lag: nearest)
    let result = all.match(first.place, second.place)
    if result == nil { rejections.insert(key) }
    return result
  }

  /// Returns the leads that both have by name, as places in each; nothing when there are none.
  private static func shared(_ a: Signature, _ b: Signature) -> [(first: Int, second: Int)]? {
    var result: [(first: Int, second: Int)] = []
    for (i, lead) in a.leads.enumerated() where lead.code != LeadCode.other {
      if let j = b.leads.firstIndex(where: { $0.code == lead.code }) { result.append((i, j)) }
    }
    // With I and II at hand, the other limb leads say nothing new.
    if result.prefix(2).map({ a.leads[$0.first].code }) == [0, 1] {
      result.removeAll { (2...5).contains(a.leads[$0.first].code) }
    }
    return result.isEmpty ? nil : result
  }

  private func match(_ first: Int, _ second: Int) -> SignalMatch? {
    let middle = correlation(at: 0)
    guard abs(middle) >= Self.nearCloseness else { return nil }
    let sign: Float = middle < 0 ? -1 : 1
    let (low, high) = (sign * correlation(at: -1), sign * correlation(at: 1))
    let bend = low - 2 * abs(middle) + high
    let offset = bend < 0 ? max(-1, min(1, 0.5 * (low - high) / bend)) : 0
    let peak = min(1, abs(middle) - 0.25 * (low - high) * offset)
    guard peak >= Self.closeness else { return nil }
    guard let extent else { return nil }
    func evidence(_ leads: [(first: Int, second: Int)]) -> Evidence? {
      residual(leads, sign, offset).map {
        Evidence(correlation: peak, residual: $0, leads: leads.count, extent: extent)
      }
    }
    if leads.count > 2 * Self.few {
      let some = stride(from: 0, to: leads.count, by: leads.count / Self.few).map { leads[$0] }
      guard evidence(some)?.isThinkable ?? false else { return nil }
    }
    guard evidence(leads)?.isCopy ?? false else { return nil }
    return SignalMatch(
      first: first, second: second, shift: Double(Float(lag) + offset) / Signature.rate,
      seconds: Double(range.count) / Signature.rate, correlation: Double(peak), leads: leads.count,
      isInverted: sign < 0)
  }

  /// How much lies upon each other; nothing when it is what two ends have in common by chance.
  private var extent: Evidence.Extent? {
    let share = Double(range.count) / Double(min(a.count, b.count))
    let seconds = Double(range.count) / Signature.rate
    if seconds < Self.shortest.part { return share >= 0.8 ? .short : nil }
    return share >= 0.9 || seconds >= Self.many ? .whole : .part
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
    var sums: (xy: Int32, xx: Int32, yy: Int32) = (0, 0, 0)
    withUnsafeMutableBytes(of: &sums) { ek_products($0.bindMemory(to: Int32.self).baseAddress, x, y, count) }
    guard sums.xx > 0, sums.yy > 0 else { return nil }
    return Float(sums.xy) / (Float(sums.xx) * Float(sums.yy)).squareRoot()
  }

  /// Takes what is left between the two apart.
  private func residual(
    _ leads: [(first: Int, second: Int)], _ sign: Float, _ offset: Float
  ) -> Residual? {
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
    let before = start + first
    precondition(
      before >= 0 && before + count + Self.taps - 1 <= samples.count, "\(count) at \(start) of \(samples.count)")
    return samples.withUnsafeBufferPointer { samples in
      [Float](unsafeUninitializedCapacity: count) { result, filled in
        result.initialize(repeating: 0)
        // One tap after the other, so that the loop over samples is one of vectors.
        for (k, weight) in weights.enumerated() {
          let factor = scale * weight
          for i in 0..<count { result[i] += factor * Float(samples[before + k + i]) }
        }
        filled = count
      }
    }
  }
}
