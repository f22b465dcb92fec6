import Cohorts

/// Finds which of many recordings are copies of each other, by their signatures.
///
/// Landmarks that agree in 24 bits of one of eight tables meet; those that agree in most of 192 bits are laid upon each
/// other, and the signal decides. No recording is compared with all others.
struct CopyFinder {
  /// Bits of 192 in which the landmarks of a copy may differ: an angle of 36°.
  static let farthest = 38
  /// How many neighbours in order a landmark meets at most, where very many look alike.
  static let neighbours = 400

  private let signatures: [Signature]
  private let landmarks: [Entry]
  /// Landmarks of each lead that has a number, and of all others at the end.
  private let groups: [[Int32]]

  private struct Entry {
    let bits: (UInt64, UInt64, UInt64)
    let recording: Int32
    let time: Float
    let lead: UInt8
  }

  init(_ signatures: [Signature]) {
    self.signatures = signatures
    var groups = [[Int32]](repeating: [], count: LeadCode.names.count + 1)
    var landmarks: [Entry] = []
    landmarks.reserveCapacity(signatures.reduce(0) { $0 + $1.landmarks.count })
    for (place, signature) in signatures.enumerated() {
      for landmark in signature.landmarks {
        let code = Int(signature.leads[Int(landmark.lead)].code)
        groups[min(code, LeadCode.names.count)].append(Int32(landmarks.count))
        landmarks.append(
          Entry(bits: landmark.bits, recording: Int32(place), time: landmark.time, lead: landmark.lead))
      }
    }
    self.landmarks = landmarks
    self.groups = groups
  }

  /// Returns the pairs, each once, in order; nothing when it was told to stop.
  ///
  /// The same for any number of threads: what was found in one lead and table is known in the next.
  /// - Parameter report: Called with how many of how many pieces of work are done.
  func matches(
    threads: Int?, report: (Int, Int) -> Void = { _, _ in }, shouldStop: @Sendable () -> Bool = { false }
  ) -> [SignalMatch]? {
    let filled = groups.indices.filter { !groups[$0].isEmpty }
    let all = filled.count * Landmark.tables
    var found: [UInt64: SignalMatch] = [:]
    for (round, table) in (0..<Landmark.tables).enumerated() {
      for (number, group) in filled.enumerated() {
        if shouldStop() { return nil }
        let order = order(of: group, table: table)
        let size = 4096
        let known = found
        let parts = Parallel.map((order.count + size - 1) / size, threads: threads) { part throws(Never) in
          shouldStop() ? [] : meet(order, part * size..<min(order.count, part * size + size), known)
        }
        for match in parts.joined() {
          let key = Self.key(match.first, match.second)
          if found[key] == nil { found[key] = match }
        }
        report(round * filled.count + number + 1, all)
      }
    }
    if shouldStop() { return nil }
    return found.values.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private static func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(a) << 32 | UInt64(b) }

  /// Marks the place of a landmark of a lead without a name among those of a lead that has one.
  private static let isOther: UInt64 = 1 << 31

  /// Returns the places of a lead's landmarks, and of those of leads without a name, by their bits in a table.
  private func order(of group: Int, table: Int) -> [UInt64] {
    let others = group == groups.count - 1 ? [] : groups[groups.count - 1]
    var order: [UInt64] = []
    order.reserveCapacity(groups[group].count + others.count)
    func entry(_ i: Int32) -> UInt64 { UInt64(Landmark.key(landmarks[Int(i)].bits, table: table)) << 32 | UInt64(i) }
    for i in groups[group] { order.append(entry(i)) }
    for i in others { order.append(entry(i) | Self.isOther) }
    order.sort()
    return order
  }

  /// Lets some landmarks meet those that follow them in their cell.
  private func meet(_ order: [UInt64], _ range: Range<Int>, _ known: [UInt64: SignalMatch]) -> [SignalMatch] {
    var result: [UInt64: SignalMatch] = [:]
    return landmarks.withUnsafeBufferPointer { landmarks in
      order.withUnsafeBufferPointer { order in
        for i in range {
          let cell = order[i] >> 40
          let a = landmarks[Int(order[i] & 0x7FFF_FFFF)]
          var j = i + 1
          let end = min(order.count, j + Self.neighbours)
          while j < end, order[j] >> 40 == cell {
            defer { j += 1 }
            let b = landmarks[Int(order[j] & 0x7FFF_FFFF)]
            if a.recording == b.recording || order[i] & order[j] & Self.isOther != 0 { continue }
            if Landmark.distance(a.bits, b.bits) > Self.farthest { continue }
            let (x, y) = a.recording < b.recording ? (a, b) : (b, a)
            let key = Self.key(Int(x.recording), Int(y.recording))
            if result[key] != nil || known[key] != nil { continue }
            result[key] = Alignment.match(
              (Int(x.recording), signatures[Int(x.recording)]), (Int(y.recording), signatures[Int(y.recording)]),
              leads: (Int(x.lead), Int(y.lead)), at: x.time, lag: y.time - x.time)
          }
        }
        return result.keys.sorted().compactMap { result[$0] }
      }
    }
  }
}
