/// The copies among some signatures: those of the same samples first, which need no comparison.
struct Copies {
  /// One pair.
  struct Copy {
    let first: Int
    let second: Int
    /// How the two lie upon each other; nothing when they hold the same samples.
    let match: SignalMatch?
    /// Whether both hold the same signal from the same beginning.
    let isIdentical: Bool
  }

  let all: [Copy]

  /// Finds the copies; nothing when it was told to stop.
  ///
  /// - Parameter isDeep: Whether near copies are looked for too, and not those of the same samples alone.
  init?(
    of signatures: [Signature], isDeep: Bool = true, threads: Int?, report: (Int, Int) -> Void,
    _ shouldStop: @Sendable () -> Bool
  ) {
    var all: [Copy] = []
    var last: [String: Int] = [:]
    var distinct: [Int] = []
    for (place, signature) in signatures.enumerated() {
      // Each is paired with the one before it, and only the first goes on: many copies make no more pairs than copies.
      if let other = last.updateValue(place, forKey: signature.fingerprint) {
        if signature.holdsSignal { all.append(Copy(first: other, second: place, match: nil, isIdentical: true)) }
      } else {
        distinct.append(place)
      }
    }
    guard isDeep else {
      self.all = all
      return
    }
    let finder = CopyFinder(distinct.map { signatures[$0] })
    guard let matches = finder.matches(threads: threads, report: report, shouldStop: shouldStop) else { return nil }
    for match in matches {
      let (a, b) = (distinct[match.first], distinct[match.second])
      all.append(
        Copy(first: a, second: b, match: match, isIdentical: Self.isIdentical(match, signatures[a], signatures[b])))
    }
    self.all = all
  }

  /// Whether two begin and end together and differ in nothing but scale, within a signature's eight bits.
  private static func isIdentical(_ match: SignalMatch, _ a: Signature, _ b: Signature) -> Bool {
    match.correlation >= 0.995 && abs(match.shift) * Signature.rate <= 1 && abs(a.count - b.count) <= 2
  }
}
