/// Finds the R waves of a recording.
///
/// After Pan and Tompkins (1985): band-pass, slope, energy in a moving window. But with the whole signal at hand the
/// filter shifts nothing, the usual height of a beat is taken from both sides, and what is too low to be sure of counts
/// only where the rhythm has room for it.
public struct BeatDetector: Sendable {
  /// The share of the usual height above which a peak is a beat.
  var sure: Float = 0.35
  /// The share of the usual height above which a peak may be a beat, where one is due.
  var possible: Float = 0.22
  /// The part of the usual interval that must pass before a merely possible beat.
  var room = 0.6
  /// The longest interval, in seconds, by which room is measured: a longer one may hide a beat.
  var longest = 0.8
  /// No beat follows another in less time, in seconds.
  var refractory = 0.27
  /// The pass band, in Hz.
  var band = (low: 7.0, high: 25.0)
  /// The length of the moving window, in seconds.
  var width = 0.12

  /// Creates a detector.
  public init() {}

  /// Returns the samples of the R waves of one lead, in rising order.
  ///
  /// Missing samples are bridged, and no beat is found inside a gap.
  /// - Complexity: O(count).
  public func callAsFunction(_ samples: [Float], rate: Double) throws(SignalError) -> [Int] {
    try self(Recording(name: "", rate: rate, leads: [.init(name: "", samples: samples)]))
  }

  /// Returns the samples of the R waves that all leads of a recording show together.
  ///
  /// Each lead is measured in its own usual height and counts by how far its beats stand out of the rest.
  public func callAsFunction(_ recording: Recording) throws(SignalError) -> [Int] {
    let rate = recording.rate
    try SignalError.check(rate: rate)
    let count = recording.leads.map(\.samples.count).min() ?? 0
    let leads = recording.leads.map { Array($0.samples.prefix(count)) }
      .filter { !LeadCondition(of: $0, rate: rate).isMissing }
    var traces: [SlopeEnergy] = []
    for lead in leads { traces.append(try SlopeEnergy(of: lead, rate: rate, band: band, width: width)) }
    guard let first = traces.first else { return [] }
    let energy = traces.count == 1 ? first : SlopeEnergy.joined(traces)
    let chosen = beats(of: energy, rate: rate)
    return placed(chosen, traces: traces.map(\.filtered), leads: leads, reach: Int(0.06 * rate))
  }

  private func beats(of trace: SlopeEnergy, rate: Double) -> [Int] {
    let energy = trace.energy
    let peaks = separated(energy, apart: max(1, Int(refractory * rate)))
    func share(_ peak: Int) -> Float { trace.level(at: peak) > 0 ? energy[peak] / trace.level(at: peak) : 0 }
    let strong = withoutRepolarisation(peaks.filter { share($0) > sure }, energy: energy, rate: rate)
    let weak = peaks.filter { share($0) > possible && share($0) <= sure }
    let usual = usualIntervals(strong, rate: rate)
    var result: [Int] = []
    var next = 0
    for (k, beat) in ([-1] + strong).enumerated() {
      let last = k < strong.count ? strong[k] : energy.count
      if beat >= 0 { result.append(beat) }
      var between: [Int] = []
      while next < weak.count && weak[next] < last {
        if weak[next] > beat { between.append(weak[next]) }
        next += 1
      }
      let interval = usual.isEmpty ? rate : usual[min(max(0, k - 1), usual.count - 1)]
      fill(
        between[...], energy: energy, after: beat, before: k < strong.count ? last : nil, room: room * interval, &result
      )
    }
    return result
  }

  /// Takes the highest of the possible beats that leaves room to its neighbours, then goes on to both sides of it.
  private func fill(
    _ candidates: ArraySlice<Int>, energy: [Float], after last: Int, before next: Int?, room: Double,
    _ result: inout [Int]
  ) {
    let open = candidates.filter { peak in
      (last < 0 || Double(peak - last) > room) && (next.map { Double($0 - peak) > room } ?? true)
    }
    guard let best = open.max(by: { energy[$0] < energy[$1] }) else { return }
    fill(open.filter { $0 < best }[...], energy: energy, after: last, before: best, room: room, &result)
    result.append(best)
    fill(open.filter { $0 > best }[...], energy: energy, after: best, before: next, room: room, &result)
  }

  /// Returns the local maxima, of which only the highest stays where several stand too close.
  private func separated(_ energy: [Float], apart: Int) -> [Int] {
    var result: [Int] = []
    for i in energy.indices where energy[i] > 0 {
      if i > 0 && energy[i - 1] >= energy[i] { continue }
      if i + 1 < energy.count && energy[i + 1] > energy[i] { continue }
      if let last = result.last, i - last < apart {
        if energy[i] > energy[last] { result[result.count - 1] = i }
      } else {
        result.append(i)
      }
    }
    return result
  }

  /// Drops low bumps that follow a beat as closely as its T wave does.
  private func withoutRepolarisation(_ beats: [Int], energy: [Float], rate: Double) -> [Int] {
    var result: [Int] = []
    for beat in beats {
      if let last = result.last, Double(beat - last) < 0.36 * rate, energy[beat] < 0.55 * energy[last] { continue }
      result.append(beat)
    }
    return result
  }

  /// Returns the median of the nine intervals around each interval.
  private func usualIntervals(_ beats: [Int], rate: Double) -> [Double] {
    let intervals = zip(beats.dropFirst(), beats).map { Double($0 - $1) }
    return intervals.indices.map { k in
      let near = intervals[max(0, k - 4)...min(intervals.count - 1, k + 4)].sorted()
      return min(near[near.count / 2], longest * rate)
    }
  }

  /// Moves each beat to the largest deflection near it, and drops those inside a gap.
  private func placed(_ beats: [Int], traces: [[Float]], leads: [[Float]], reach: Int) -> [Int] {
    var result: [Int] = []
    for beat in beats {
      guard leads.contains(where: { $0[beat].isFinite }) else { continue }
      var (best, height) = (beat, Float(-1))
      for i in max(0, beat - reach)...min(leads[0].count - 1, beat + reach) {
        let here = traces.reduce(Float(0)) { $0 + abs($1[i]) }
        if here > height { (best, height) = (i, here) }
      }
      if result.last.map({ best > $0 }) ?? true { result.append(best) }
    }
    return result
  }
}
