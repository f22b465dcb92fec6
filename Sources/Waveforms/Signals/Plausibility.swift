/// Whether numbers that are said to be millivolts can be: a file that keeps microvolts and does not say so gives a thousand
/// times what a heart does.
public enum Plausibility {
  /// The widest spread of nine tenths of the samples, in millivolts: far more than electrodes wander, less
  /// than a heart's beat in microvolts.
  public static let greatestSpread: Float = 100

  /// How many samples of a lead are looked at: of a long recording's, some hundreds tell its width as well.
  static let looks = 256

  /// Returns why the samples of a lead can be no millivolts, and what to do about it; or nothing, as for a lead of another unit.
  public static func doubt(_ lead: Recording.Lead) -> String? {
    guard lead.units == "mV" else { return nil }
    return doubt(lead.name, count: lead.samples.count) { lead.samples[$0] } ?? endless(lead)
  }

  /// Returns why the first lead of a recording that can be no millivolts cannot be, or nothing.
  public static func doubt(_ recording: Recording) -> String? {
    for lead in recording.leads { if let doubt = doubt(lead) { return doubt } }
    return nil
  }

  /// Returns why numbers, given by their place, are too far apart for millivolts.
  static func doubt(_ name: String, count: Int, _ sample: (Int) -> Float) -> String? {
    let width = spread(count: count, sample)
    guard width > greatestSpread else { return nil }
    guard width.isFinite else { return "\(name) has samples that are infinite" }
    let shown = width < 1e9 ? "\(Int(width.rounded()))" : "\(width)"
    return "\(name) spans \(shown) mV, as no heart does: is it in µV, or in steps of a converter? "
      + "A table says its unit beside the lead's name, \(name) (uV), and a MAT file in the .hea beside it"
  }

  /// Returns the width of the middle nine tenths of some of the samples: artefacts and pacemaker spikes are short.
  private static func spread(count: Int, _ sample: (Int) -> Float) -> Float {
    let step = max(1, count / looks)
    let values = stride(from: 0, to: count, by: step).map(sample).filter { !$0.isNaN }
    // Nearly every lead is narrow as a whole, and need not be sorted.
    guard let low = values.min(), let high = values.max(), !(high - low <= greatestSpread) else { return 0 }
    let sorted = values.sorted()
    let (bottom, top) = (sorted[sorted.count / 20], sorted[sorted.count * 19 / 20])
    return bottom == top ? 0 : top - bottom
  }

  private static func endless(_ lead: Recording.Lead) -> String? {
    let count = lead.samples.withUnsafeBufferPointer { samples in
      var count: UInt32 = 0
      // Every sample is counted: a sum takes many at a time, a search that may end early one.
      for sample in samples { count &+= sample.magnitude == .infinity ? 1 : 0 }
      return count
    }
    return count > 0 ? "\(lead.name) has samples that are infinite" : nil
  }
}
