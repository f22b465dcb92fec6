import Cohorts

/// Finds which of many recordings are copies of each other, by their signatures.
///
/// Landmarks that agree in 24 bits of one of eight tables meet; where most of their 192 bits agree, and the beats around them
/// too, the recordings are laid upon each other, and the signal decides. No recording is compared with all others.
struct CopyFinder {
  /// Bits of 192 in which the landmarks of a copy may differ: an angle of 32°, or of 22° where both have many leads, of which
  /// one will do.
  static let farthest = (few: 34, many: 24)
  /// How many neighbours in order a landmark meets at most, where very many look alike.
  static let neighbours = 400

  private let signatures: [Signature]
  private let rejections = Rejections()
  private let landmarks: [PlacedLandmark]
  /// Landmarks of each lead that has a number, and of all others at the end.
  private let groups: [[Int32]]

  init(_ signatures: [Signature]) {
    self.signatures = signatures
    var groups = [[Int32]](repeating: [], count: LeadCode.names.count + 1)
    var landmarks: [PlacedLandmark] = []
    landmarks.reserveCapacity(signatures.reduce(0) { $0 + $1.landmarks.count })
    for (place, signature) in signatures.enumerated() {
      let isOfMany = signature.leads.count >= 6
      let hasBoth = [UInt8(0), 1].allSatisfy { code in signature.leads.contains { $0.code == code } }
      for landmark in signature.landmarks {
        let code = Int(signature.leads[Int(landmark.lead)].code)
        groups[min(code, LeadCode.names.count)].append(Int32(landmarks.count))
        landmarks.append(
          PlacedLandmark(
            bits: landmark.bits, recording: Int32(place), time: landmark.time,
            end: Float(signature.count) - Landmark.margin, lead: landmark.lead, isOfMany: isOfMany,
            isDerived: hasBoth && (2...5).contains(code)))
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
    let filled = groups.indices.filter { group in groups[group].contains { !landmarks[Int($0)].isDerived } }
    let all = filled.count * Landmark.tables
    var found: [UInt64: SignalMatch] = [:]
    for table in 0..<Landmark.tables {
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
        report(table * filled.count + number + 1, all)
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
    // What is compared most is laid side by side.
    let end = min(order.count, range.upperBound + Self.neighbours)
    let codes = order[range.lowerBound..<end].map { landmarks[Self.place($0)].bits }
    var near = [UInt32](repeating: 0, count: Self.neighbours)
    return landmarks.withUnsafeBufferPointer { landmarks in
      var cellEnd = range.lowerBound
      for i in range {
        if cellEnd <= i { cellEnd = i + 1 }
        while cellEnd < end, order[cellEnd] >> 40 == order[i] >> 40 { cellEnd += 1 }
        let following = i + 1 - range.lowerBound..<min(cellEnd, i + 1 + Self.neighbours) - range.lowerBound
        let found = Landmark.near(&near, codes, i - range.lowerBound, among: following, farthest: Self.farthest.few)
        for j in near[..<found].map({ i + 1 + Int($0) }) {
          let (here, there) = (Self.place(order[i]), Self.place(order[j]))
          if order[i] & order[j] & Self.isOther != 0 || !mayFit(landmarks[here], landmarks[there]) { continue }
          guard PlacedLandmark.fit(landmarks, here, there) else { continue }
          let isInOrder = landmarks[here].recording < landmarks[there].recording
          let (a, b) = isInOrder ? (landmarks[here], landmarks[there]) : (landmarks[there], landmarks[here])
          let (first, second) = (Int(a.recording), Int(b.recording))
          let key = Self.key(first, second)
          if result[key] != nil || known[key] != nil { continue }
          result[key] = Alignment.match(
            (first, signatures[first]), (second, signatures[second]), leads: (Int(a.lead), Int(b.lead)),
            at: a.time, lag: b.time - a.time, rejections: rejections)
        }
      }
      return result.keys.sorted().compactMap { result[$0] }
    }
  }

  /// Whether two landmarks that are near each other are worth a closer look.
  private func mayFit(_ a: PlacedLandmark, _ b: PlacedLandmark) -> Bool {
    // Where both have I and II, the limb leads that follow from them say nothing new.
    if a.recording == b.recording || a.isDerived && b.isDerived { return false }
    return !(a.isOfMany && b.isOfMany) || Landmark.distance(a.bits, b.bits) <= Self.farthest.many
  }

  private static func place(_ ordered: UInt64) -> Int { Int(ordered & 0x7FFF_FFFF) }
}
