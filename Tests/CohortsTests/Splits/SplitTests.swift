import Interchange
import Testing
import Waveforms

@testable import Cohorts

@Suite struct SplitTests {
  /// 200 examples of 60 patients, some labels rare, the last twenty without a patient.
  static let many: Cohort = {
    var random = SplitMix64(seed: 11)
    let rows = (0..<200).map { number -> (id: String, patient: String?, labels: [String]) in
      var labels: [String] = []
      if random.chance(0.6) { labels.append("a") }
      if random.chance(0.3) { labels.append("b") }
      if random.chance(0.08) { labels.append("c") }
      return ("e\(number)", number < 180 ? "p\(random.index(below: 60))" : nil, labels)
    }
    return cohort(rows)
  }()

  private func patients(_ part: Split.Part, in cohort: Cohort) -> Set<String> {
    let ids = Set(part.examples)
    return Set(cohort.examples.filter { ids.contains($0.id) }.compactMap(\.patient.identifier))
  }

  @Test(arguments: 0..<20) func noPatientIsOnBothSides(seed: Int) {
    let cohort = Self.many
    let splits = [
      Split.folds(of: cohort, count: 5, seed: UInt64(seed)),
      Split.fractions(of: cohort, [("train", 0.8), ("validation", 0.1), ("test", 0.1)], seed: UInt64(seed)),
      Split.folds(of: cohort, count: 5, seed: UInt64(seed), options: .init(isStratified: false)),
      Split.leavingOut(3, of: cohort, seed: UInt64(seed)),
    ]
    for split in splits {
      #expect(split.crossingPatients.isEmpty)
      #expect(split.parts.flatMap(\.examples).sorted() == cohort.examples.map(\.id).sorted())
      for (place, part) in split.parts.enumerated() {
        for other in split.parts[(place + 1)...] {
          #expect(patients(part, in: cohort).isDisjoint(with: patients(other, in: cohort)))
        }
      }
      #expect(split.unknownPatients == 20)
      #expect(split.notes.contains { $0.hasPrefix("20 of 200 examples are of unknown patients") })
    }
  }

  @Test func recordsMustBeAskedForAndLeak() {
    let rows = (0..<40).map { ("e\($0)", Optional("p\($0 % 4)"), ["a"]) }
    let cohort = cohort(rows)
    #expect(Split.folds(of: cohort, count: 4, seed: 1).crossingPatients.isEmpty)
    let split = Split.folds(of: cohort, count: 4, seed: 1, options: .init(unit: .record))
    #expect(split.crossingPatients == ["p0", "p1", "p2", "p3"])
    #expect(split.method.contains("by record"))
    #expect(split.notes.contains("4 known patients are in more than one part"))
  }

  @Test func labelsAreSharedOut() {
    // Each patient of one record: then a fold's share of a label can be met to within one example.
    let rows = (0..<300).map { number in
      (
        "e\(number)", Optional("p\(number)"),
        (number % 2 == 0 ? ["a"] : []) + (number % 5 == 0 ? ["b"] : []) + (number % 30 == 0 ? ["c"] : [])
      )
    }
    let cohort = cohort(rows)
    let split = Split.folds(of: cohort, count: 10, seed: 3)
    for part in split.parts {
      let counts = cohort.filter { Set(part.examples).contains($0.id) }.positives
      #expect(counts == [15, 6, 1])
      #expect(part.examples.count == 30)
    }
  }

  @Test func unevenPatientsAreSharedOutNearly() {
    let cohort = Self.many
    let all = cohort.positives
    let split = Split.folds(of: cohort, count: 5, seed: 4)
    for part in split.parts {
      let counts = cohort.filter { Set(part.examples).contains($0.id) }.positives
      for (count, total) in zip(counts, all) { #expect(abs(Double(count) - Double(total) / 5) <= 3) }
    }
  }

  @Test func isTheSameOnEveryMachine() {
    let rows = (0..<12).map { number in
      ("e\(number)", number < 10 ? Optional("p\(number / 2)") : nil, number % 3 == 0 ? ["a"] : ["b"])
    }
    let split = Split.folds(of: cohort(rows), count: 3, seed: 42)
    #expect(split.parts.map(\.examples) == SplitGoldens.folds)
    let fractions = Split.fractions(of: cohort(rows), [("train", 0.5), ("test", 0.5)], seed: 42)
    #expect(fractions.parts.map(\.examples) == SplitGoldens.fractions)
    let out = Split.leavingOut(2, of: cohort(rows), seed: 42)
    #expect(out.parts.map(\.examples) == SplitGoldens.out)
  }

  @Test func doesNotDependOnTheOrderOfTheCohort() {
    let cohort = Self.many
    let turned = cohort.selecting(cohort.examples.indices.reversed())
    let (a, b) = (Split.folds(of: cohort, count: 4, seed: 8), Split.folds(of: turned, count: 4, seed: 8))
    #expect(a.parts.map { $0.examples.sorted() } == b.parts.map { $0.examples.sorted() })
  }

  @Test func leavesOutPatients() {
    let rows = (0..<14).map { ("e\($0)", Optional("p\($0 % 7)"), ["a"]) }
    let split = Split.leavingOut(2, of: cohort(rows), seed: 5)
    #expect(split.parts.map(\.examples.count) == [4, 4, 4, 2])
  }

  @Test func keepsDuplicatesTogether() throws {
    let rows = (0..<20).map { ("e\($0)", String?.none, ["a"]) }
    let sets = [["e1", "e7"], ["e7", "e13"], ["e3", "e4"]]
    let split = Split.folds(of: cohort(rows), count: 5, seed: 2, options: .init(together: sets))
    for set in sets {
      let part = try #require(split.parts.first { $0.examples.contains(set[0]) })
      #expect(part.examples.contains(set[1]))
    }
  }

  @Test func survivesAFile() throws {
    let folder = try TemporaryFolder()
    let cohort = Self.many
    let split = Split.folds(of: cohort, count: 3, seed: 6)
    try split.write(to: folder.path + "/split.json")
    let back = try Split(reading: folder.path + "/split.json")
    #expect(back == split)
    #expect(try back.places(of: back.others(than: ["fold 2"]), in: cohort).count == 200 - split.parts[1].examples.count)
    #expect(throws: FileError.self) { try back.places(of: "fold 1", in: cohort.selecting([0, 1])) }
    #expect(throws: FileError.self) { try back.places(of: "fold 9", in: cohort) }
  }

  @Test(arguments: ["", "{", "[]", "{\"parts\": 3}", "{\"unit\": \"moon\"}"])
  func refusesBrokenFiles(text: String) throws {
    let folder = try TemporaryFolder(["split.json": text])
    let error = #expect(throws: FileError.self) { try Split(reading: folder.path + "/split.json") }
    #expect(error?.file == folder.path + "/split.json")
  }

  @Test func refusesAnExampleInTwoParts() throws {
    let folder = try TemporaryFolder()
    var split = Split.folds(of: Self.many, count: 3, seed: 6)
    split.parts[1].examples.append(split.parts[0].examples[0])
    try split.write(to: folder.path + "/split.json")
    let error = #expect(throws: FileError.self) { try Split(reading: folder.path + "/split.json") }
    #expect(error?.field == "parts")
  }
}

@Suite struct CohortLabelsTests {
  @Test func countsAndDrops() {
    let cohort = cohort([("1", nil, ["a", "b"]), ("2", nil, ["a"]), ("3", nil, []), ("4", nil, ["c", "a", "b"])])
    #expect(cohort.positives == [3, 2, 1])
    #expect(cohort.coOccurrence == [[3, 2, 1], [2, 2, 1], [1, 1, 1]])
    #expect(cohort.targets([0, 2, 3]) == [1, 1, 0, 0, 0, 0, 1, 1, 1])
    let common = cohort.requiring(positives: 2)
    #expect(common.vocabulary.codes == ["a", "b"])
    #expect(common.examples.map(\.labels) == [["a", "b"], ["a"], [], ["a", "b"]])
    #expect(common.notes == ["labels with fewer than 2 examples left out: c"])
    var many = cohort.selecting([0])
    many.vocabulary = .snomed
    many.examples[0].labels = Array(Vocabulary.snomed.codes.prefix(14))
    let note = many.requiring(positives: 2).notes.last ?? ""
    #expect(note.contains("left out: 164889003 (atrial fibrillation), ") && note.hasSuffix(" and 2 more"), "\(note)")
    var whole = cohort
    whole.vocabulary = Vocabulary(name: "v", system: .local, terms: ["a", "b", "c", "nobody"].map { Term($0, $0) })
    #expect(whole.requiring(positives: 1).vocabulary.codes == ["a", "b", "c"])
    #expect(whole.requiring(positives: 1).notes.isEmpty)
    #expect(cohort.droppingUnlabelled().count == 3)
  }

  @Test func speaksAnotherVocabulary() {
    var cohort = cohort([("1", nil, ["A"]), ("2", nil, ["~", "N"])], codes: [])
    cohort.vocabulary = .cinc2017
    let snomed = cohort.relabelled(to: .challenge2021)
    #expect(snomed.examples.map(\.labels) == [["164889003"], ["426783006"]])
    #expect(
      snomed.notes.last == "labels mapped from CinC 2017 to Challenge 2021, 26 classes; without an equivalent: ~ (1)")
  }

  @Test func fingerprintsChangeWithPatients() {
    let a = cohort([("1", "p", ["a"]), ("2", nil, ["b"])])
    var b = a
    #expect(a.fingerprint == b.fingerprint)
    b.examples[1].patient = .known("unknown")
    #expect(a.fingerprint != b.fingerprint)
  }
}
