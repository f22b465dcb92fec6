import Waveforms

extension Vocabulary {
  /// What the synthesizer's records can show, by SCP-ECG statement.
  public static let findings = Vocabulary(
    name: "synthetic findings", system: .scp,
    terms: Finding.allCases.map { finding in
      let snomed = Vocabulary.snomed.terms.filter { $0.equivalents[.scp]?.contains(finding.rawValue) ?? false }
      return Term(finding.rawValue, finding.name, equivalents: [.snomed: snomed.map(\.code)])
    })
}
