import Interchange
import Waveforms

/// What a cohort holds, and what is odd about it.
public struct CohortReport: Sendable, Equatable, Codable {
  /// How many of something.
  public struct Count: Sendable, Equatable, Codable {
    /// What is counted.
    public var name: String
    /// How many there are.
    public var count: Int
  }

  /// Two labels that stand together.
  public struct Pair: Sendable, Equatable, Codable {
    /// The two codes, in the order of the vocabulary.
    public var labels: [String]
    /// How many examples have both.
    public var count: Int
  }

  /// A record and what is to be said of it.
  public struct Remark: Sendable, Equatable, Codable {
    /// The record's name.
    public var record: String
    /// What is to be said.
    public var remark: String
  }

  /// How long records are, in seconds.
  public struct Lengths: Sendable, Equatable, Codable {
    /// Of the shortest record.
    public var shortest: Double
    /// Of the record in the middle.
    public var median: Double
    /// Of the longest record.
    public var longest: Double
  }

  /// The cohort's name.
  public var cohort: String
  /// The name of its vocabulary.
  public var vocabulary: String
  /// What was done to get it.
  public var notes: [String]
  /// How many examples there are.
  public var examples: Int
  /// How many records they are cut from.
  public var records: Int
  /// How many patients are known.
  public var patients: Int
  /// Examples whose patient is unknown.
  public var unknownPatients: Int
  /// The most examples that one patient has.
  public var mostOfOnePatient: Int
  /// Examples a label.
  public var labels: [Count]
  /// Examples without a label.
  public var unlabelled: Int
  /// Labels an example, on average.
  public var labelsPerExample: Double
  /// Examples a fold.
  public var folds: [Count]
  /// Examples a site.
  public var sites: [Count]
  /// Labels that stand together, the commonest pair first.
  public var coOccurrence: [Pair]
  /// Records a rate in Hz.
  public var rates: [Count]
  /// How long the records are.
  public var seconds: Lengths?
  /// Records a set of leads.
  public var leads: [Count]
  /// Records in which a lead has no sample at all.
  public var missingLeads: [Count]
  /// Records in which a lead never moves.
  public var flatLeads: [Count]
  /// Records with samples missing in between.
  public var recordsWithGaps: Int
  /// Records with the same samples.
  public var duplicates: [[String]]
  /// Records that are known to be bad or look it; they are counted above all the same.
  public var flagged: [Remark]
  /// Records that could not be read.
  public var refused: [Remark]

  /// Looks at a cohort and reads every record of it.
  ///
  /// - Complexity: Reads all samples once; memory for as many records as there are threads.
  public init(_ cohort: Cohort, threads: Int? = nil) {
    let sources = cohort.recordings
    let outcomes = Parallel.outcomes(sources.count, threads: threads) { index throws(FileError) -> RecordFigures in
      RecordFigures(try sources[index].source.read(), name: sources[index].record)
    }
    var figures: [RecordFigures] = []
    refused = []
    for (source, outcome) in zip(sources, outcomes) {
      switch outcome {
      case .success(let record): figures.append(record)
      case .failure(let error): refused.append(Remark(record: source.record, remark: error.description))
      }
    }
    self.cohort = cohort.name
    vocabulary = cohort.vocabulary.name
    notes = cohort.notes
    examples = cohort.count
    records = sources.count
    let perPatient = Self.counts(cohort.examples.compactMap(\.patient.identifier))
    patients = perPatient.count
    unknownPatients = cohort.unknownPatients
    mostOfOnePatient = perPatient.map(\.count).max() ?? 0
    let positives = cohort.positives
    labels = zip(cohort.vocabulary.codes, positives).filter { $0.1 > 0 }.map { Count(name: $0, count: $1) }
    unlabelled = cohort.examples.count { $0.labels.isEmpty }
    labelsPerExample = cohort.count == 0 ? 0 : Double(positives.reduce(0, +)) / Double(cohort.count)
    folds = Self.counts(cohort.examples.map { $0.fold.map { "\($0)" } ?? "none" })
    sites = Self.counts(cohort.examples.compactMap(\.site))
    coOccurrence = Self.pairs(cohort)
    rates = Self.counts(figures.map { "\($0.rate)" })
    let lengths = figures.map(\.seconds).sorted()
    seconds =
      lengths.isEmpty
      ? nil : Lengths(shortest: lengths[0], median: lengths[lengths.count / 2], longest: lengths[lengths.count - 1])
    leads = Self.counts(figures.map { $0.leads.joined(separator: " ") })
    missingLeads = Self.counts(figures.flatMap(\.missing))
    flatLeads = Self.counts(figures.flatMap(\.flat))
    recordsWithGaps = figures.count(where: \.hasGaps)
    duplicates = Dictionary(grouping: figures, by: \.fingerprint).values.filter { $0.count > 1 }
      .map { $0.map(\.name).sorted(by: precedes) }.sorted { precedes($0[0], $1[0]) }
    flagged = sources.flatMap { example in example.flags.map { Remark(record: example.record, remark: $0) } }
    flagged += figures.flatMap { record in
      ((record.doubt.map { [$0] } ?? []) + record.assumptions).map { Remark(record: record.name, remark: $0) }
    }
  }

  /// Returns how often each name comes, the commonest first.
  private static func counts(_ names: [String]) -> [Count] {
    var table: [String: Int] = [:]
    for name in names { table[name, default: 0] += 1 }
    return table.map { Count(name: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : precedes($0.name, $1.name)
    }
  }

  private static func pairs(_ cohort: Cohort) -> [Pair] {
    let table = cohort.coOccurrence
    let codes = cohort.vocabulary.codes
    var pairs: [(first: Int, second: Int, count: Int)] = []
    for a in table.indices {
      for b in (a + 1)..<max(a + 1, table.count) where table[a][b] > 0 { pairs.append((a, b, table[a][b])) }
    }
    return pairs.sorted { ($1.count, $0.first, $0.second) < ($0.count, $1.first, $1.second) }.map {
      Pair(labels: [codes[$0.first], codes[$0.second]], count: $0.count)
    }
  }

  /// The report as one line of JSON.
  public var json: String {
    get throws(FileError) {
      String(decoding: try JSONFile.bytes(of: self, file: "report", pretty: false), as: UTF8.self)
    }
  }
}
