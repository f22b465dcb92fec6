/// A landmark among those of all recordings: a lead's landmarks follow each other in time.
struct PlacedLandmark {
  let bits: (UInt64, UInt64, UInt64)
  let recording: Int32
  let time: Float
  /// Where the last landmark of its recording can stand.
  let end: Float
  /// The lead's number within the recording.
  let lead: UInt8
  /// Whether the recording has many leads.
  let isOfMany: Bool
  /// Whether it is of a limb lead that follows from I and II, which the recording has.
  let isDerived: Bool

  /// How far a beat of a copy may stand from its place, in samples, for it to be taken for the same beat.
  private static let near: Float = 1.5
  /// The share of beats around that must have a partner.
  private static let share: Float = 0.5
  /// The bits in which partners may differ, and the samples by which they may move against each other, both in the mean:
  /// less where both have many leads, of which one will do.
  ///
  /// With these, 99.7 % of the made copies of CinC 2017 that signals alone would show are still met, and nine in ten of the
  /// landmarks that met by chance go no further.
  private static let limits = (few: (distance: 42, movement: Float(0.45)), many: (distance: 34, movement: Float(0.2)))

  /// Whether the beats around two landmarks fit as those of a copy do: it costs far less than laying signals upon each other.
  static func fit(_ all: UnsafeBufferPointer<PlacedLandmark>, _ here: Int, _ there: Int) -> Bool {
    let (a, b) = (all[here], all[there])
    let lag = b.time - a.time
    // Only where both recordings can have landmarks, and no farther than clocks run alike.
    let span = Float(Alignment.span * Signature.rate)
    let first = max(Landmark.margin, Landmark.margin - lag, a.time - span)
    let last = min(a.end, b.end - lag, a.time + span)
    var partners = 0
    var missed = (here: 0, there: 0)
    var distance = 0
    var movement: Float = 0
    for step in [1, -1] {
      var (i, j) = (here + step, there + step)
      while true {
        let isHere = all.indices.contains(i) && all[i].follows(a, from: first, to: last, lag: 0)
        let isThere = all.indices.contains(j) && all[j].follows(b, from: first, to: last, lag: lag)
        guard isHere || isThere else { break }
        // How much later the next beat there is, counted away from where both began.
        let apart =
          isHere && isThere ? (all[j].time - lag - all[i].time) * Float(step) : isHere ? .infinity : -.infinity
        if abs(apart) <= near {
          partners += 1
          distance += Landmark.distance(all[i].bits, all[j].bits)
          movement += apart * apart
        }
        if apart > near { missed.there += 1 }
        if apart < -near { missed.here += 1 }
        if apart >= -near { i += step }
        if apart <= near { j += step }
      }
    }
    // Noise makes beats that the other does not have; it hides few.
    guard Float(partners) >= share * Float(partners + min(missed.here, missed.there)) else { return false }
    let limit = a.isOfMany && b.isOfMany ? limits.many : limits.few
    return distance <= limit.distance * partners && movement <= limit.movement * limit.movement * Float(partners)
  }

  /// Whether it is another beat of the same lead within a stretch.
  private func follows(_ one: PlacedLandmark, from first: Float, to last: Float, lag: Float) -> Bool {
    recording == one.recording && lead == one.lead && time - lag >= first && time - lag <= last
  }
}
