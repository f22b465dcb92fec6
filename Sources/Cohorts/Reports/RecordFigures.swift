import Waveforms

/// What a report looks at in one record.
struct RecordFigures: Sendable {
  let name: String
  let rate: Double
  let seconds: Double
  let leads: [String]
  /// Leads without any sample, and leads without any signal.
  let missing: [String]
  let flat: [String]
  /// Whether some, but not all, samples of a lead are missing.
  let hasGaps: Bool
  let fingerprint: String
  /// Why the record's numbers can be no millivolts, if they cannot.
  let doubt: String?
  /// What the file does not say and was taken to be so.
  let assumptions: [String]

  init(_ recording: Recording, name: String) {
    self.name = name
    rate = recording.rate
    seconds = Double(recording.sampleCount) / recording.rate
    leads = recording.leads.map(\.name)
    var missing: [String] = []
    var flat: [String] = []
    var hasGaps = false
    for lead in recording.leads {
      let condition = LeadCondition(of: lead.samples, rate: recording.rate)
      if condition.isMissing { missing.append(lead.name) }
      // The figures of flatness are in millivolts.
      if lead.units == "mV" && condition.isFlat { flat.append(lead.name) }
      if condition.missing > 0 && !condition.isMissing { hasGaps = true }
    }
    self.missing = missing
    self.flat = flat
    self.hasGaps = hasGaps
    fingerprint = recording.signalFingerprint
    doubt = Plausibility.doubt(recording)
    assumptions = recording.assumptions.map(\.message)
  }
}
