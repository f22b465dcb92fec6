import Cohorts
import Waveforms

/// Finds out how alike the beats of one patient are, beside those of two (Beton, section 5).
public struct SimilarityAudit: Sendable {
  /// How far it is.
  public enum Progress: Sendable {
    /// Steps of training the autoencoder.
    case learning(Int, of: Int)
    /// Tables of divergences.
    case comparing(Int, of: Int)
  }

  let beats: Heartbeats
  let plan: CoderPlan
  let estimate: DensityEstimate

  /// Trains, codes and compares; nothing when it was told to stop.
  public func run(
    threads: Int? = nil, report: (Progress) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) -> SimilarityFindings? {
    let learnt = drawn()
    let coder = HeartbeatCoder(
      learnt.flatMap { beats.values[($0 * Heartbeats.samples)..<(($0 + 1) * Heartbeats.samples)] },
      samples: Heartbeats.samples, plan, threads: threads, report: { report(.learning($0, of: $1)) },
      shouldStop: shouldStop)
    guard let coder else { return nil }
    let codes = coder.codes(of: beats.values, threads: threads)
    let own = beats.persons.map {
      Array(codes[($0.beats.lowerBound * plan.code)..<($0.beats.upperBound * plan.code)])
    }
    let diagnoses = beats.persons.map(\.diagnosis)
    let variants = [estimate] + estimate.variants
    var tables: [SimilarityTable] = []
    var main: DivergenceMatrix?
    for (number, variant) in variants.enumerated() {
      report(.comparing(number, of: variants.count))
      if shouldStop() { return nil }
      let matrix = DivergenceMatrix(own, dimensions: plan.code, variant, threads: threads)
      main = main ?? matrix
      tables.append(SimilarityTable(matrix, diagnoses: diagnoses, variant, seed: plan.seed))
    }
    report(.comparing(variants.count, of: variants.count))
    guard let main else { return nil }
    let summary = SimilarityReport(
      subject: beats.subject, lead: beats.lead, beats: beats.count, learntFrom: learnt.count, plan: plan,
      told: .init(outer: coder.quality.outer, inner: coder.quality.inner, both: coder.quality.both),
      persons: zip(beats.persons, main.within).map {
        .init(name: $0.name, diagnosis: $0.diagnosis, beats: $0.beats.count, within: $1)
      },
      table: tables[0], sensitivity: Array(tables.dropFirst()), notes: beats.notes)
    return SimilarityFindings(report: summary, beats: beats, coder: coder, codes: own, matrix: main)
  }

  /// The beats to learn from: so many of each person, drawn.
  private func drawn() -> [Int] {
    beats.persons.enumerated().flatMap { place, person in
      var random = SplitMix64(plan.seed, 0xBEA7, UInt64(place))
      var order = Array(person.beats)
      random.shuffle(&order)
      return order.prefix(plan.beatsEach).sorted()
    }
  }
}

extension DensityEstimate {
  /// This estimate with one choice changed at a time: what a table that can be believed does not hang on.
  var variants: [DensityEstimate] {
    func with(_ change: (inout DensityEstimate) -> Void) -> DensityEstimate {
      var result = self
      change(&result)
      return result
    }
    return [
      with { $0.kernel = kernel == .gaussian ? .boxcar : .gaussian },
      with { $0.rule = rule == .silverman ? .leastError : .silverman }, with { $0.factor = factor / 2 },
      with { $0.factor = factor * 2 }, with { $0.floor = min(0.5, floor * 10) }, with { $0.floor = floor / 10 },
      with { $0.floor = floor / 1000 },
    ]
  }
}

/// What a similarity audit found, with what pictures are made of.
public struct SimilarityFindings {
  /// The figures.
  public let report: SimilarityReport
  let beats: Heartbeats
  let coder: HeartbeatCoder
  /// The codes of each person, beat after beat.
  let codes: [[Float]]
  let matrix: DivergenceMatrix
}
