/// A way to bring signals to a common scale; missing samples are left out of every figure and stay missing.
public enum Normalization: Sendable, Equatable, Codable {
  /// Over what the figures are taken.
  public enum Scope: String, Sendable, Equatable, Codable {
    /// Over each lead by itself.
    case lead
    /// Over all leads of a record together, which keeps their proportions.
    case record
  }

  /// Subtracts the mean and divides by the standard deviation.
  case zScore(Scope)
  /// Takes the smallest sample to 0 and the largest to 1.
  case minMax(Scope)
  /// Subtracts given means and divides by given scales: one for all leads, or one a lead.
  case given(means: [Float], scales: [Float])

  /// Returns the leads' samples on the common scale; a signal without any variation becomes zeros.
  public func callAsFunction(_ leads: [[Float]]) -> [[Float]] {
    switch self {
    case .zScore(let scope): return apply(leads, scope, Statistics.zScore)
    case .minMax(let scope): return apply(leads, scope, Statistics.minMax)
    case .given(let means, let scales):
      for constants in [means, scales] {
        precondition(
          constants.count == 1 || constants.count == leads.count,
          "given constants: \(constants.count) for \(leads.count) leads; expected one, or one a lead")
      }
      return leads.indices.map { i in
        Self.map(leads[i], offset: means[means.count == 1 ? 0 : i], scale: scales[scales.count == 1 ? 0 : i])
      }
    }
  }

  private typealias Constants = (offset: Float, scale: Float)

  private func apply(_ leads: [[Float]], _ scope: Scope, _ constants: (Statistics) -> Constants) -> [[Float]] {
    switch scope {
    case .lead:
      return leads.map { lead in
        let (offset, scale) = constants(Statistics(of: [lead]))
        return Self.map(lead, offset: offset, scale: scale)
      }
    case .record:
      let (offset, scale) = constants(Statistics(of: leads))
      return leads.map { Self.map($0, offset: offset, scale: scale) }
    }
  }

  private static func map(_ lead: [Float], offset: Float, scale: Float) -> [Float] {
    if scale == 0 { return lead.map { $0.isFinite ? 0 : .nan } }
    let factor = 1 / scale
    return lead.map { $0.isFinite ? ($0 - offset) * factor : .nan }
  }

  private struct Statistics {
    var mean = 0.0
    var deviation = 0.0
    var low = Float.infinity
    var high = -Float.infinity

    init(of leads: [[Float]]) {
      var count = 0
      var sum = 0.0
      for lead in leads {
        for x in lead where x.isFinite {
          count += 1
          sum += Double(x)
          low = min(low, x)
          high = max(high, x)
        }
      }
      guard count > 0 else { return }
      mean = sum / Double(count)
      guard low < high else { return }
      var squares = 0.0
      for lead in leads {
        for x in lead where x.isFinite {
          let d = Double(x) - mean
          squares += d * d
        }
      }
      deviation = (squares / Double(count)).squareRoot()
    }

    static func zScore(_ s: Statistics) -> Constants { (Float(s.mean), Float(s.deviation)) }
    static func minMax(_ s: Statistics) -> Constants { s.low < s.high ? (s.low, s.high - s.low) : (0, 0) }
  }
}
