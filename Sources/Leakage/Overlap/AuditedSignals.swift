import Cohorts
import Interchange
import Waveforms

extension OverlapAudit {
  /// How much is done where an audit is not what was asked for: recordings of the cohort itself are always told by their samples.
  public struct Effort: Sendable, Equatable {
    /// Seconds of signal, lead by lead, up to which near copies are looked for, and what ancestors have seen is read.
    public var leadSeconds: Double

    /// Creates an effort; about a million are read and compared in ten seconds by two processors.
    public init(leadSeconds: Double = 1_000_000) { self.leadSeconds = leadSeconds }
  }
}

/// What is known of the signals of some records.
struct AuditedSignals {
  /// What each is known by.
  private(set) var signatures: [Signature] = []
  /// The records that they are of.
  private(set) var places: [Int] = []
  /// Records that are not known by their signal, and why.
  private(set) var notCompared: [OverlapReport.Remark] = []
  /// Whether the signatures suit a search for near copies.
  private(set) var isDeep = true
  /// Records of other cohorts that were not read, because it would have taken too long.
  private(set) var unread = 0
  private var leadSeconds = 0.0

  /// Reads records, those of the first cohort first; nothing when it was told to stop.
  init?(
    of used: [Int], _ all: [AuditedRecords.Record], threads: Int?, effort: OverlapAudit.Effort?,
    report: (Int, Int) -> Void, _ shouldStop: @Sendable () -> Bool
  ) {
    // What is read of a limited effort must not depend on the threads.
    let size = effort == nil ? 64 * max(1, threads ?? Parallel.processors) : 128
    let limit = effort?.leadSeconds ?? .infinity
    let own = used.filter { !all[$0].examples[0].isEmpty }
    let others = used.filter { all[$0].examples[0].isEmpty }
    for (group, isOwn) in [(own, true), (others, false)] {
      let before = leadSeconds
      for start in stride(from: 0, to: group.count, by: size) {
        report((isOwn ? 0 : own.count) + start, used.count)
        if shouldStop() { return nil }
        if start > 0, before + (leadSeconds - before) / Double(start) * Double(group.count) > limit {
          if !isOwn {
            unread = group.count - start
            break
          }
          isDeep = false
        }
        read(group[start..<min(group.count, start + size)], all, threads: threads)
      }
      if isOwn, leadSeconds > limit { isDeep = false }
    }
    report(used.count, used.count)
  }

  private mutating func read(_ part: ArraySlice<Int>, _ all: [AuditedRecords.Record], threads: Int?) {
    let isDeep = isDeep
    let outcomes = Parallel.outcomes(part.count, threads: threads) { index throws(FileError) in
      let recording = try all[part[part.startIndex + index]].source.read()
      return (
        isDeep ? Signature(of: recording) : Signature(samplesOf: recording),
        Double(recording.leads.count) * Double(recording.sampleCount) / recording.rate
      )
    }
    for (place, outcome) in zip(part, outcomes) {
      switch outcome {
      case .success((let signature, let seconds)):
        if let problem = signature.problem { notCompared.append(.init(record: all[place].name, remark: problem)) }
        signatures.append(signature)
        places.append(place)
        if seconds.isFinite { leadSeconds += seconds }
      case .failure(let error): notCompared.append(.init(record: all[place].name, remark: error.description))
      }
    }
  }
}
