import Interchange
import Waveforms

/// The databases of the PhysioNet challenges of 2020 and 2021: diagnoses by SNOMED CT in each header, nobody's name.
public struct ChallengeLoader: CohortLoader {
  /// Which codes are labels.
  public enum Labels: String, Sendable, CaseIterable {
    /// Every code.
    case all
    /// The 24 classes scored in 2020.
    case scored2020
    /// The 26 classes scored in 2021.
    case scored2021
  }

  /// What a location of this loader begins with.
  public static let name = "challenge2021"
  /// What it loads, in a line.
  public static let summary = described("the databases of the challenge of 2021")

  /// The cohort's name.
  public var title = name
  /// The databases whose records are loaded; others in the folder are counted and left alone.
  public var parts: [ChallengePart]
  /// Which codes are labels.
  public var labels: Labels
  /// A `ptbxl_database.csv`, from which the patients of the PTB-XL part are known.
  public var patients: String?

  /// Creates the loader.
  public init(parts: [ChallengePart] = ChallengePart.allCases, labels: Labels = .all, patients: String? = nil) {
    self.parts = parts
    self.labels = labels
    self.patients = patients
  }

  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {
    try self.init(title: Self.name, parts: ChallengePart.allCases, &options)
  }

  private init(title: String, parts: [ChallengePart], _ options: inout LoaderOptions) throws(FileError) {
    self.title = title
    self.parts = parts
    labels = try options.take("labels", default: Labels.all)
    patients = options.take("patients")
  }

  private static func described(_ what: String) -> String {
    "\(what); labels=all|scored2020|scored2021, patients=FILE (PTB-XL's ptbxl_database.csv)"
  }

  /// The names of the two challenges and of each of their parts.
  static let entries: [CohortLoaders.Entry] = {
    func entry(_ title: String, _ parts: [ChallengePart], _ what: String) -> CohortLoaders.Entry {
      CohortLoaders.Entry(name: title, summary: described(what)) { options throws(FileError) in
        try ChallengeLoader(title: title, parts: parts, &options)
      }
    }
    return [
      entry("challenge2020", ChallengePart.of2020, "the databases of the challenge of 2020"),
      entry("challenge2021", ChallengePart.allCases, "the databases of the challenge of 2021"),
      entry("st-petersburg", [.incart], "the St Petersburg records of the challenges"),
    ] + ChallengePart.allCases.map { entry($0.rawValue, [$0], "the part \($0.rawValue) of the challenges") }
  }()

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    let known = try patients.map { path throws(FileError) in try Self.patients(in: path) } ?? [:]
    let files = try RecordListing.records(at: path)
    let wanted = files.filter { ChallengePart(record: RecordFiles.stem($0)).map(parts.contains) ?? false }
    guard !wanted.isEmpty else {
      throw FileError(
        file: path, found: "\(files.count) other records", expected: parts.map(\.rawValue).joined(separator: ", "),
        message: "the folder holds no record of these databases")
    }
    var unread: [String: Int] = [:]
    var examples = try Parallel.map(wanted.count, threads: nil) { index throws(FileError) -> Example in
      try Self.example(wanted[index], known)
    }
    for example in examples { for word in Self.strays(among: example.labels) { unread[word, default: 0] += 1 } }
    let vocabulary = vocabulary(for: examples)
    let table = Vocabulary.snomed.mapping(to: vocabulary)
    for i in examples.indices {
      examples[i].labels = vocabulary.sorted(examples[i].labels.flatMap { labels == .all ? [$0] : table[$0] })
    }
    var notes = notes(examples, left: files.count - wanted.count)
    if !unread.isEmpty {
      let words = unread.sorted { precedes($0.key, $1.key) }.map { "\($0.key) (\($0.value))" }
      notes.append("words among the diagnoses that are no code: \(words.joined(separator: " "))")
    }
    return try Cohort(name: title, vocabulary: vocabulary, examples: examples, notes: notes)
      .checkingIdentities(file: path)
  }

  private static func example(_ file: String, _ known: [Int: Patient]) throws(FileError) -> Example {
    let comments = try RecordReader(file).description.comments
    let name = RecordFiles.stem(file)
    let part = ChallengePart(record: name)
    var example = Example(id: name, source: .file(file), site: part?.rawValue)
    if part == .ptbXL, let number = Int(name.dropFirst(2)) { example.patient = known[number] ?? .unknown }
    var codes: [String] = []
    for word in RecordLabels.codes(in: comments) {
      let code = isCode(word) ? word : Vocabulary.snomed(cpsc: word) ?? word
      if !codes.contains(code) { codes.append(code) }
    }
    example.labels = codes
    example.age = PTBDBLoader.value(of: "age", in: comments).flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    example.sex =
      switch PTBDBLoader.value(of: "sex", in: comments)?.lowercased() {
      case "male", "m": .male
      case "female", "f": .female
      default: nil
      }
    example.flags = KnownBadRecords.flags(of: name)
    return example
  }

  private static func isCode(_ word: String) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func strays(among labels: [String]) -> [String] { labels.filter { !isCode($0) } }

  private func vocabulary(for examples: [Example]) -> Vocabulary {
    switch labels {
    case .scored2020: return .challenge2020
    case .scored2021: return .challenge2021
    case .all:
      // A code that no table lists is a label all the same.
      let extra = Set(examples.flatMap(\.labels)).filter { Self.isCode($0) && Vocabulary.snomed.place(of: $0) == nil }
      return Vocabulary(
        name: Vocabulary.snomed.name, system: .snomed,
        terms: Vocabulary.snomed.terms + extra.sorted(by: precedes).map { Term($0, "SNOMED CT \($0)") })
    }
  }

  private func notes(_ examples: [Example], left: Int) -> [String] {
    var notes: [String] = []
    for part in parts {
      let count = examples.count { $0.site == part.rawValue }
      if count > 0, count < part.published {
        notes.append("a part of \(part.rawValue): \(count) of the \(part.published) records")
      }
    }
    let absent = parts.filter { part in !examples.contains { $0.site == part.rawValue } }
    if !absent.isEmpty { notes.append("no record of \(absent.map(\.rawValue).joined(separator: ", "))") }
    if left > 0 { notes.append("\(counted(left, "record")) of other databases in the folder left alone") }
    let unknown = examples.count { $0.patient == .unknown }
    notes.append("the patients of \(counted(unknown, "record")) are not known")
    return notes
  }

  /// Returns the patient of each PTB-XL record.
  private static func patients(in path: String) throws(FileError) -> [Int: Patient] {
    let table = try NamedTable(reading: path, required: ["ecg_id", "patient_id"])
    var result: [Int: Patient] = [:]
    for row in table.rows {
      guard let number = try table.integer(row, "ecg_id") else {
        throw table.error(row, "ecg_id", "a whole number", "a record has no number")
      }
      if let patient = try table.integer(row, "patient_id") { result[number] = .known("ptb-xl \(patient)") }
    }
    return result
  }
}
