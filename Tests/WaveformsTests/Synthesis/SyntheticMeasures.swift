import Foundation
import Waveforms

/// What a reader with a ruler finds on a clean synthetic record.
struct SyntheticMeasures {
  let rate: Double
  let beats: [SyntheticRecord.Beat]
  /// R–R intervals in seconds.
  let intervals: [Double]
  /// The mean beat of each lead, from 0.4 s before R.
  let beat: [[Float]]
  static let before = 0.4
  /// Where the search for QRS begins: after the spike, where there is one.
  var earliest = -0.12

  init(_ record: SyntheticRecord, symbols: Set<Character>) {
    let rate = record.recording.rate
    self.rate = rate
    beats = record.beats
    intervals = zip(record.beats, record.beats.dropFirst()).map { Double($1.sample - $0.sample) / rate }
    let (left, right) = (Int(Self.before * rate), Int(0.75 * rate))
    beat = record.recording.leads.map { lead in
      var sum = [Float](repeating: 0, count: left + right)
      var count: Float = 0
      for beat in record.beats where symbols.contains(beat.symbol) {
        guard beat.sample >= left, beat.sample + right <= lead.samples.count else { continue }
        for i in sum.indices { sum[i] += lead.samples[beat.sample - left + i] }
        count += 1
      }
      return sum.map { $0 / max(1, count) }
    }
  }

  private func index(_ seconds: Double) -> Int { Int(((Self.before + seconds) * rate).rounded()) }
  private func seconds(_ index: Int) -> Double { Double(index) / rate - Self.before }

  /// How fast all leads move, at each sample.
  private var speed: [Float] {
    beat[0].indices.map { i in
      i == 0 || i + 1 == beat[0].count ? 0 : beat.reduce(0) { $0 + abs($1[i + 1] - $1[i - 1]) }
    }
  }

  /// Start and end of QRS: where all leads together move faster than a twelfth of their fastest.
  var qrs: ClosedRange<Double> {
    let speed = speed
    let window = index(earliest)..<index(0.14)
    let fast = window.filter { speed[$0] > (speed[window].max() ?? 0) / 12 }
    return seconds(fast.first ?? 0)...seconds(fast.last ?? 0)
  }

  var qrsWidth: Double { qrs.upperBound - qrs.lowerBound }

  /// Seconds from the start of P to the start of QRS.
  var pr: Double {
    let size = beat[0].indices.map { i in beat.reduce(Float(0)) { $0 + abs($1[i]) } }
    let onset = qrs.lowerBound
    let peak = (index(onset - 0.27)..<index(onset - 0.05)).max { size[$0] < size[$1] } ?? 0
    let start = (0..<peak).last { size[$0] < size[peak] / 8 } ?? 0
    return qrs.lowerBound - seconds(start)
  }

  /// Seconds from the start of QRS to the end of T, where all leads together have come back to a twelfth of T.
  func qt(within longest: Double) -> Double {
    let size = beat[0].indices.map { i in beat.reduce(Float(0)) { $0 + abs($1[i]) } }
    let window = index(0.16)..<min(size.count, index(longest))
    let peak = window.max { size[$0] < size[$1] } ?? 0
    let end = (peak..<window.upperBound).first { size[$0] < size[peak] / 12 } ?? window.upperBound
    return seconds(end) - qrs.lowerBound
  }

  private func lead(_ name: String) -> [Float] { beat[SyntheticRecord.leadNames.firstIndex(of: name) ?? 0] }

  /// The level of a lead at a time after the end of QRS.
  func st(_ name: String, after delay: Double = 0.04) -> Float { lead(name)[index(qrs.upperBound + delay)] }

  /// The largest deflection of a lead between two times, with its sign.
  func deflection(_ name: String, from start: Double, to end: Double) -> Float {
    lead(name)[index(start)...index(end)].max { abs($0) < abs($1) } ?? 0
  }

  /// The largest value less the smallest within QRS.
  func height(_ name: String) -> Float {
    let part = lead(name)[index(qrs.lowerBound)...index(qrs.upperBound)]
    return (part.max() ?? 0) - (part.min() ?? 0)
  }

  func highest(_ name: String) -> Float { lead(name)[index(qrs.lowerBound)...index(qrs.upperBound)].max() ?? 0 }
  func lowest(_ name: String) -> Float { lead(name)[index(qrs.lowerBound)...index(qrs.upperBound)].min() ?? 0 }

  /// The QRS axis in degrees, from the areas in I and aVF.
  var axis: Double {
    func area(_ name: String) -> Double {
      lead(name)[index(qrs.lowerBound)...index(qrs.upperBound)].reduce(0) { $0 + Double($1) }
    }
    return atan2(area("aVF") * 2 / 3.0.squareRoot(), area("I")) * 180 / .pi
  }

  var meanInterval: Double { intervals.reduce(0, +) / Double(max(1, intervals.count)) }
  var pulse: Double { 60 / meanInterval }
  /// The deviation of R–R intervals as a share of their mean.
  var irregularity: Double {
    let mean = meanInterval
    return (intervals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, intervals.count))).squareRoot()
      / mean
  }
}
