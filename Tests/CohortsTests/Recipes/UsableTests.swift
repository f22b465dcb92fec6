import Cohorts
import Testing
import Waveforms

@Suite struct UsableTests {
  /// Records of one lead: rhythmic spikes, in which beats are found, or a flat line, in which none is.
  private func cohort(spikes: [Bool]) -> Cohort {
    let examples = spikes.enumerated().map { number, hasSpikes in
      let samples = (0..<1250).map { Float(hasSpikes && $0 % 100 == 50 ? 1 : 0) }
      return Example(
        id: "\(number)",
        source: .memory(
          Recording(name: "\(number)", rate: 125, leads: [Recording.Lead(name: "II", samples: samples)])),
        patient: .unknown, labels: ["a"])
    }
    return Cohort(
      name: "c", vocabulary: Vocabulary(name: "v", system: .local, terms: [Term("a", "a")]), examples: examples)
  }

  @Test func whatTheRecipeRefusesIsLeftOutAndCounted() throws {
    let recipe = Recipe([.beats(extraction: BeatExtraction())])
    let kept = try cohort(spikes: [true, false, true, false]).usable(by: recipe)
    #expect(kept.examples.map(\.id) == ["0", "2"])
    let note = try #require(kept.notes.last)
    #expect(
      note.hasPrefix("2 examples that the recipe refuses left out, the first: record 1") && note.contains("no beat"))
    #expect(try cohort(spikes: [true]).usable(by: recipe).notes.isEmpty)
  }

  @Test func preparationCountsToo() throws {
    let recipe = Recipe([.leads(names: ["V1"], absent: .refuse)])
    #expect(try cohort(spikes: [true, false]).usable(by: recipe).count == 0)
  }

  @Test func microvoltsTakenForMillivoltsAreRefusedByName() throws {
    var mixed = cohort(spikes: [true, true])
    let wide = (0..<1250).map { Float($0 % 125) * 10 }
    mixed.examples[1].source = .memory(
      Recording(
        name: "big", rate: 125,
        leads: [
          .init(name: "II", samples: wide.map { $0 / 1000 }), .init(name: "V1", samples: wide),
        ]))
    // A lead that is not taken need be no voltage.
    #expect(try mixed.usable(by: Recipe([.leads(names: ["II"], absent: .refuse)])).count == 2)
    let recipe = Recipe([.leads(names: ["V1"], absent: .missing), .normalize(normalization: .zScore(.lead))])
    #expect(try mixed.usable(by: recipe).examples.map(\.id) == ["0"])
    #expect {
      try PreparedCohort(mixed, recipe: recipe)
    } throws: {
      "\($0)".hasPrefix("record big, step voltages: V1 spans 1") && "\($0)".contains("beside the lead's name, V1 (uV)")
    }
    #expect(throws: RecipeError.self) { try Recipe([])(mixed.examples[1].source.read()) }
    let flagged = CohortReport(mixed).flagged
    #expect(flagged.count == 1 && flagged[0].remark.hasPrefix("V1 spans 1"))
  }

  @Test func aBrokenFileIsAnError() {
    var broken = cohort(spikes: [true])
    broken.examples[0].source = .file("/nowhere/at/all", rate: nil)
    #expect(throws: RecipeError.self) { try broken.usable(by: Recipe([])) }
  }
}
