import Cohorts
import Interchange
import Learning
import Waveforms

/// Beats of a second each, person after person, each person's in the order of time.
struct Heartbeats: Sendable {
  /// Whose beats they are: a patient, or a record where nobody knows the patient.
  struct Person: Sendable, Equatable {
    /// The patient's identifier, or the record's name.
    let name: String
    /// What most of its beats are.
    let diagnosis: String
    /// Where its beats stand.
    let beats: Range<Int>
  }

  /// Samples of a beat: a second.
  static let samples = 128
  /// Samples of it before the beat's mark.
  static let before = 48
  /// With fewer beats than this a person has no halves to speak of.
  static let fewest = 40
  /// Persons of a diagnosis; of more, so many are drawn.
  static let most = 64

  let subject: String
  let lead: String
  let persons: [Person]
  /// The samples of all beats, each of mean 0 and variance 1.
  let values: [Float]
  let notes: [String]

  var count: Int { values.count / Self.samples }

  /// Returns the beats of one person.
  func values(of person: Person) -> ArraySlice<Float> {
    values[(person.beats.lowerBound * Self.samples)..<(person.beats.upperBound * Self.samples)]
  }

  /// Cuts the beats of a cohort: about each example's focus, or, where examples have none, about the beats that are found.
  ///
  /// - Parameter lead: The lead; II when nothing is said, or the first there is.
  init(of cohort: Cohort, lead named: String?, seed: UInt64, threads: Int?) throws(LearningError) {
    var (lead, kept) = (named ?? "II", cohort)
    do throws(FileError) {
      kept = try cohort.having(leads: [lead])
      if kept.count == 0, named == nil, let first = cohort.examples.first {
        lead = try first.source.read().leads.first?.name ?? lead
        kept = try cohort.having(leads: [lead])
      }
      guard kept.count > 0 else {
        throw FileError(file: cohort.name, expected: lead, message: "no record has the lead")
      }
    } catch { throw .file(error) }
    do throws(RecipeError) {
      if kept.examples.contains(where: { $0.focus == nil }) {
        kept = try kept.findingBeats(lead: lead, threads: threads)
      }
      let symbols: [String]
      do throws(FileError) { symbols = try kept.beatSymbols(threads: threads) } catch { throw .file(error) }
      let chosen = Self.persons(of: kept, symbols: symbols, seed: seed)
      let beats = kept.selecting(chosen.flatMap(\.places))
      let recipe = Recipe([
        .leads(names: [lead], absent: .refuse), .resample(rate: Double(Self.samples)),
        .window(window: Window(Self.samples, at: .focus, before: Self.before)),
        .normalize(normalization: .zScore(.lead)), .fill(value: 0),
      ])
      let prepared = try PreparedCohort(beats, recipe: recipe, threads: threads)
      let chunk = 512
      values = try Parallel.map((beats.count + chunk - 1) / chunk, threads: threads) { part throws(RecipeError) in
        var own: [Float] = []
        for index in (part * chunk)..<min(beats.count, (part + 1) * chunk) {
          own += try prepared.windows(of: index).values
        }
        return own
      }.flatMap(\.self)
      var end = 0
      persons = chosen.map { person in
        end += person.places.count
        return Person(name: person.name, diagnosis: person.diagnosis, beats: (end - person.places.count)..<end)
      }
    } catch { throw .recipe(error) }
    guard persons.count > 1 else {
      throw .request(
        "\(counted(persons.count, "person")) with \(Self.fewest) beats or more: similarity needs at least two to compare"
      )
    }
    self.lead = lead
    subject = cohort.name
    var notes = kept.notes
    let people = Set(kept.examples.map(Self.person)).count
    if people > persons.count {
      notes.append(
        "\(persons.count) of \(people) persons kept: those with \(Self.fewest) beats or more, at most \(Self.most) of a "
          + "diagnosis, drawn")
    }
    if kept.unknownPatients > 0 {
      notes.append("\(counted(kept.unknownPatients, "beat")) of unknown patients: a record counts as a person there")
    }
    self.notes = notes
  }

  private static func person(_ example: Example) -> String { example.patient.identifier ?? example.record }

  /// Who is compared, with the places of each one's beats: by diagnosis as many as are allowed, in the order of names.
  private static func persons(
    of cohort: Cohort, symbols: [String], seed: UInt64
  ) -> [(name: String, diagnosis: String, places: [Int])] {
    let owned = Dictionary(grouping: cohort.examples.indices) { person(cohort.examples[$0]) }
    let all = owned.filter { $0.value.count >= fewest }.sorted { precedes($0.key, $1.key) }.map { name, places in
      let counts = Dictionary(grouping: places) { symbols[$0] }.mapValues(\.count)
      let greatest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      return (name: name, diagnosis: greatest == "/" ? "P" : greatest, places: places)
    }
    var random = SplitMix64(seed, 0x9E25)
    var kept: Set<Int> = []
    for (_, members) in Dictionary(grouping: all.indices, by: { all[$0].diagnosis }).sorted(by: {
      precedes($0.key, $1.key)
    }) {
      var members = members
      if members.count > most { random.shuffle(&members) }
      kept.formUnion(members.prefix(most))
    }
    return all.indices.filter(kept.contains).map { all[$0] }
  }
}
