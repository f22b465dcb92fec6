import Cohorts
import Waveforms

@testable import Leakage

/// Made recordings, in memory, for audits.
enum Made {
  /// The limb leads I and II and V2 of a made patient.
  static func recording(_ patient: Int, visit: Int = 0, seconds: Double = 10) -> Recording {
    var recording = Synthesizer(seed: 7, seconds: seconds).record(of: patient, visit: visit).recording
    recording.leads = recording.leads.filter { ["I", "II", "V2"].contains($0.name) }
    recording.name = "r\(patient)-\(visit)"
    return recording
  }

  static func example(_ recording: Recording, id: String, patient: String? = nil, samples: Range<Int>? = nil) -> Example
  {
    var recording = recording
    recording.name = samples == nil ? id : recording.name
    return Example(
      id: id, record: recording.name, source: .memory(recording), samples: samples,
      patient: patient.map { .known($0) } ?? .unknown, labels: ["N"])
  }

  static func cohort(_ examples: [Example], name: String = "made") -> Cohort {
    Cohort(
      name: name, vocabulary: Vocabulary(name: "one", system: .local, terms: [Term("N", "normal")]), examples: examples)
  }

  /// A split that says which ids are in which part.
  static func split(_ cohort: Cohort, _ parts: [(String, [String])]) -> Split {
    var split = Split.fractions(of: cohort, [("train", 1)], seed: 1, options: .init(unit: .example))
    split.parts = parts.map { Split.Part(name: $0.0, examples: $0.1) }
    return split
  }
}
