import Interchange
import Waveforms

/// PTB-XL: twelve leads, statements with likelihoods, patients and ten folds.
public struct PTBXLLoader: CohortLoader {
  /// Which statements are labels.
  public enum Task: String, Sendable, CaseIterable {
    case all, diagnostic, subdiagnostic, superdiagnostic, form, rhythm
    /// One class a record, as the challenge of 2017 would call it: A where there is AFIB, else N where there is NORM, else O.
    case cinc2017
  }

  /// What a location of this loader begins with.
  public static let name = "ptb-xl"
  /// What it loads, in a line.
  public static let summary =
    "PTB-XL; task=all|diagnostic|subdiagnostic|superdiagnostic|form|rhythm|cinc2017 (A: AFIB, N: NORM without, O), rate=100|500, likelihood=0…100 (least), "
    + "unknown=keep|drop (likelihood 0), unlabelled=drop|keep, missing=refuse|skip (records that are not there)"

  /// Which statements are labels.
  public var task: Task
  /// Samples a second: 100 or 500.
  public var rate: Int
  /// The least likelihood of a statement that counts; nothing counts every statement, as the benchmark does.
  public var likelihood: Double?
  /// Whether a statement of likelihood 0, which means unknown, counts whatever the least likelihood.
  public var keepsUnknown: Bool
  /// Whether records without a label of the task are kept; the benchmark drops them.
  public var keepsUnlabelled: Bool
  /// Whether records that the table lists and that are not there are left out, rather than an error.
  public var skipsMissing: Bool

  private enum Keeping: String, CaseIterable { case keep, drop }
  private enum Missing: String, CaseIterable { case refuse, skip }
  private enum Rate: String, CaseIterable {
    case low = "100"
    case high = "500"
  }

  /// Creates the loader.
  public init(
    task: Task = .all, rate: Int = 100, likelihood: Double? = nil, keepsUnknown: Bool = true,
    keepsUnlabelled: Bool = false, skipsMissing: Bool = false
  ) {
    precondition(rate == 100 || rate == 500, "PTBXLLoader(rate: \(rate)): expected 100 or 500")
    self.task = task
    self.rate = rate
    self.likelihood = likelihood
    self.keepsUnknown = keepsUnknown
    self.keepsUnlabelled = keepsUnlabelled
    self.skipsMissing = skipsMissing
  }

  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {
    task = try options.take("task", default: Task.all)
    rate = try options.take("rate", default: Rate.low) == .low ? 100 : 500
    likelihood = try options.takeNumber("likelihood", in: 0...100)
    keepsUnknown = try options.take("unknown", default: Keeping.keep) == .keep
    keepsUnlabelled = try options.take("unlabelled", default: Keeping.drop) == .keep
    skipsMissing = try options.take("missing", default: Missing.refuse) == .skip
  }

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    let statements = try SCPStatements(reading: RecordFiles.path(path, "scp_statements.csv"))
    let file = rate == 100 ? "filename_lr" : "filename_hr"
    let table = try NamedTable(
      reading: RecordFiles.path(path, "ptbxl_database.csv"),
      required: ["ecg_id", "patient_id", "scp_codes", "strat_fold", file])
    let vocabulary = statements.vocabulary(for: task)
    var examples: [Example] = []
    examples.reserveCapacity(table.rows.count)
    var seen: Set<String> = []
    var absent = 0
    for row in table.rows {
      guard let example = try example(row, table, statements, vocabulary, path: path, file: file) else {
        absent += 1
        continue
      }
      guard seen.insert(example.id).inserted else {
        throw table.error(row, "ecg_id", "each record once", "a record stands twice")
      }
      examples.append(example)
    }
    var cohort = Cohort(
      name: "ptb-xl \(task.rawValue) \(rate) Hz", vocabulary: vocabulary, examples: examples,
      notes: [Self.release(of: table.rows.count)])
    if absent > 0 { cohort.notes.append("\(absent) listed records are not there and were left out") }
    if let likelihood {
      let unknown = keepsUnknown ? "those of unknown likelihood (0) count" : "those of unknown likelihood (0) do not"
      cohort.notes.append("statements below a likelihood of \(likelihood) do not count; \(unknown)")
    }
    return keepsUnlabelled ? cohort : cohort.droppingUnlabelled()
  }

  /// Returns which release has that many records.
  static func release(of count: Int) -> String {
    switch count {
    case 21_837: "the release of 21837 records (1.0.1)"
    case 21_799: "the release of 21799 records (1.0.3)"
    default: "a part: \(counted(count, "record")), neither the 21837 of release 1.0.1 nor the 21799 of release 1.0.3"
    }
  }

  private func example(
    _ row: DelimitedText.Row, _ table: NamedTable, _ statements: SCPStatements, _ vocabulary: Vocabulary, path: String,
    file: String
  ) throws(FileError) -> Example? {
    guard let number = try table.integer(row, "ecg_id") else {
      throw table.error(row, "ecg_id", "a whole number", "a record has no number")
    }
    guard let fold = try table.integer(row, "strat_fold"), (1...10).contains(fold) else {
      throw table.error(row, "strat_fold", "a fold from 1 to 10", "the fold is not valid")
    }
    let name = table.text(row, file)
    let isInside = !name.isEmpty && !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    guard isInside, RecordFiles.exists(RecordFiles.path(path, name)) else {
      if skipsMissing && isInside { return nil }
      throw table.error(row, file, "a record below \(path)", "a listed record is not there")
    }
    let patient = try table.integer(row, "patient_id").map { Patient.known("\($0)") } ?? .unknown
    var example = Example(
      id: "\(number)", source: .file(RecordFiles.path(path, name)), patient: patient,
      labels: try labels(row, table, statements, vocabulary), fold: fold)
    example.site = try table.integer(row, "site").map { "site \($0)" }
    example.age = try table.number(row, "age")
    example.sex =
      switch table.text(row, "sex") {
      case "0": .male
      case "1": .female
      default: nil
      }
    return example
  }

  private func labels(
    _ row: DelimitedText.Row, _ table: NamedTable, _ statements: SCPStatements, _ vocabulary: Vocabulary
  ) throws(FileError) -> [String] {
    guard let place = table.columns["scp_codes"] else { return [] }
    let entries: [(key: String, value: Double)]
    do throws(PythonDictionaryError) {
      entries = try PythonDictionary.parse(row.cells[place])
    } catch {
      throw table.error(row, "scp_codes", "\(error.expected) at byte \(error.offset)", "the statements are not valid")
    }
    var labels: [String] = []
    for (code, value) in entries {
      guard let statement = statements[code] else {
        throw FileError(
          file: table.file, line: row.line, field: "scp_codes", found: code,
          expected: "a statement of scp_statements.csv", message: "a statement is not known")
      }
      guard (0...100).contains(value) else {
        throw FileError(
          file: table.file, line: row.line, field: "scp_codes", found: "\(code): \(value)", expected: "0 to 100",
          message: "a likelihood is not valid")
      }
      if let likelihood, value == 0 ? !keepsUnknown : value < likelihood { continue }
      if let label = statements.label(statement, in: task) { labels.append(label) }
    }
    if task == .cinc2017 { return [labels.contains("A") ? "A" : labels.contains("N") ? "N" : "O"] }
    return vocabulary.sorted(labels)
  }
}
