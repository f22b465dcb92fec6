import Interchange
import Waveforms

/// One's own recordings, listed in a table: a row an example, with its record, patient, fold and labels.
public struct IndexLoader: CohortLoader {
  /// What a location of this loader begins with.
  public static let name = "csv"
  /// What it loads, in a line.
  public static let summary =
    "a table with the columns record (a path from the table's folder), patient, labels (separated by | or ;) and "
    + "perhaps fold, start, end, focus, site, age, sex (female or male), other columns are passed over; "
    + "rate=HZ for files that do not say, codes=snomed|scp|aami|cinc2017, "
    + "registry=NAME of whose the patients' numbers are, the folder's own if not given"

  /// Whose codes the labels are.
  public enum Codes: String, Sendable, CaseIterable { case local, snomed, scp, aami, cinc2017 }

  /// Whose codes the labels are.
  public var codes: Codes
  /// The rate of files that do not say it.
  public var rate: Double?
  /// Who numbers the patients; the table's folder when nothing is said.
  public var registry: String?

  /// Creates the loader.
  public init(codes: Codes = .local, rate: Double? = nil, registry: String? = nil) {
    self.codes = codes
    self.rate = rate
    self.registry = registry
  }

  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {
    codes = try options.take("codes", default: Codes.local)
    rate = try options.takeNumber("rate", in: SamplingRate.plausible)
    registry = options.take("registry")
  }

  /// The columns that are read.
  private static let columns = [
    "record", "patient", "labels", "fold", "start", "end", "focus", "site", "age", "sex",
  ]

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    let bytes = try FileAccess.read(path)
    // A table saved by a spreadsheet may separate its cells by semicolons.
    let head = bytes.prefix { $0 != 10 }
    let table = try NamedTable(
      parsing: bytes, file: path, required: ["record"], separator: head.contains(59) && !head.contains(44) ? 59 : 44)
    let misspelt = table.misspelt(of: Self.columns)
    if let wrong = misspelt.first(where: { $0.wanted == "labels" }) {
      throw FileError(
        file: path, line: 1, field: wrong.found, expected: "a column labels", message: "did you mean labels?")
    }
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
    var seen: Set<String> = []
    var examples: [Example] = []
    for row in table.rows {
      let example = try example(row, table, folder)
      guard seen.insert(example.id).inserted else {
        throw table.error(row, "record", "each record, start and focus once", "an example stands twice")
      }
      examples.append(example)
    }
    let vocabulary = vocabulary(for: examples)
    for i in examples.indices { examples[i].labels = vocabulary.sorted(examples[i].labels) }
    var cohort = Cohort(name: "csv \(RecordFiles.stem(path))", vocabulary: vocabulary, examples: examples)
    cohort.notes += misspelt.map { "there is no column \($0.wanted): did you mean \($0.found)? It is passed over" }
    if codes == .local { cohort.notes += Self.likeLabels(examples) }
    cohort.registry = registry ?? "the patients of \(FileAccess.identity(folder.isEmpty ? "." : folder))"
    if cohort.unknownPatients > 0 {
      cohort.notes.append("the patients of \(cohort.unknownPatients) rows are not known")
    }
    return cohort
  }

  /// Names the labels that differ in case or blanks alone, and how many examples have each.
  private static func likeLabels(_ examples: [Example]) -> [String] {
    var counts: [String: Int] = [:]
    for example in examples { for label in example.labels { counts[label, default: 0] += 1 } }
    let alike = Dictionary(grouping: counts.keys) { $0.lowercased().filter { !$0.isWhitespace } }
    return alike.values.filter { $0.count > 1 }.map { $0.sorted(by: precedes) }.sorted { precedes($0[0], $1[0]) }.map {
      let shown = $0.map { "\($0) (\(counts[$0] ?? 0))" }.joined(separator: ", ")
      return "labels that differ in case or blanks alone: \(shown)"
    }
  }

  private func example(_ row: DelimitedText.Row, _ table: NamedTable, _ folder: String) throws(FileError) -> Example {
    let record = table.text(row, "record")
    let file = record.hasPrefix("/") ? record : RecordFiles.path(folder, record)
    guard !record.isEmpty, RecordFiles.exists(file) else {
      throw table.error(row, "record", "a record beside the table", "the record is not there")
    }
    let patient = table.text(row, "patient")
    var example = Example(
      id: record, record: record, source: .file(file, rate: rate),
      patient: patient.isEmpty ? .unknown : .known(patient),
      fold: try table.integer(row, "fold"))
    var labels: [String] = []
    for word in table.text(row, "labels").split(whereSeparator: { $0 == "|" || $0 == ";" }) {
      let code = Text.string(Text.trimmed(Array(word.utf8)[...]))
      if !code.isEmpty, !labels.contains(code) { labels.append(code) }
    }
    if let unknown = labels.first(where: { codes != .local && given.place(of: $0) == nil }) {
      throw FileError(
        file: table.file, line: row.line, field: "labels", found: unknown, expected: "a code of \(given.name)",
        message: "a label is not known")
    }
    example.labels = labels
    let start = try table.integer(row, "start")
    let end = try table.integer(row, "end")
    if let start, let end {
      guard start >= 0, end > start else {
        throw table.error(row, "end", "a sample above start", "the range of samples is not valid")
      }
      example.samples = start..<end
      example.id += "#\(start)-\(end)"
    } else if start != nil || end != nil {
      throw table.error(row, start == nil ? "start" : "end", "both start and end", "a range has one end only")
    }
    if let focus = try table.integer(row, "focus") {
      guard focus >= 0 else { throw table.error(row, "focus", "a sample from 0", "the focus is not valid") }
      example.focus = focus
      example.id += "@\(focus)"
    }
    let site = table.text(row, "site")
    example.site = site.isEmpty ? nil : site
    example.age = try table.number(row, "age")
    example.sex = try sex(row, table)
    return example
  }

  private func sex(_ row: DelimitedText.Row, _ table: NamedTable) throws(FileError) -> Sex? {
    switch table.text(row, "sex").lowercased() {
    case "female", "f": return .female
    case "male", "m": return .male
    case "": return nil
    default: throw table.error(row, "sex", "female, male or nothing", "the sex is not valid")
    }
  }

  /// The vocabulary of the codes that were asked for.
  private var given: Vocabulary {
    switch codes {
    case .local: Vocabulary(name: "labels", system: .local, terms: [])
    case .snomed: .snomed
    case .scp:
      Vocabulary(
        name: "SCP-ECG statements", system: .scp,
        terms: Vocabulary.snomed.terms.flatMap { term in
          (term.equivalents[.scp] ?? []).map { Term($0, term.name, equivalents: [.snomed: [term.code]]) }
        })
    case .aami: BeatGrouping().vocabulary
    case .cinc2017: .cinc2017
    }
  }

  private func vocabulary(for examples: [Example]) -> Vocabulary {
    if codes != .local { return given }
    let words = Set(examples.flatMap(\.labels)).sorted(by: precedes)
    return Vocabulary(name: "labels", system: .local, terms: words.map { Term($0, $0) })
  }
}
