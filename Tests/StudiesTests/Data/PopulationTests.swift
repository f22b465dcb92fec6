import Testing
import Waveforms

@testable import Studies

@Suite struct PopulationTests {
  @Test func everyCombinationIsPossible() {
    for choices in Population.findings {
      for findings in choices { #expect(Finding.areCompatible(findings)) }
    }
    for findings in Population.findings[1] { #expect(findings.contains(.fibrillation)) }
    for findings in Population.findings[0] + Population.findings[2] { #expect(!findings.contains(.fibrillation)) }
  }

  @Test func patientsComeTwiceAndStaySick() throws {
    let population = Population(
      seed: 3, hospitals: [SyntheticHospital(seed: 3, number: 0)], patients: 7, first: 30)
    let set = try population.examples(leads: ["II", "V1"], rate: 100, samples: 250)
    #expect(set.count == 14 && set.leads == 2)
    #expect(set.patients == (30..<37).flatMap { [$0, $0] })
    #expect(set.labels == (30..<37).flatMap { [$0 % 3, $0 % 3] })
    #expect(Set(set.signals).count == 14)
    #expect(set == (try population.examples(leads: ["II", "V1"], rate: 100, samples: 250)))
  }
}
