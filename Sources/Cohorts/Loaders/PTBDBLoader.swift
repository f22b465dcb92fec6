import Interchange
import Waveforms

/// The PTB Diagnostic Database: a folder a patient, the diagnosis in each header's comments.
public struct PTBDBLoader: CohortLoader {
  /// What a location of this loader begins with.
  public static let name = "ptbdb"
  /// What it loads, in a line.
  public static let summary = "PTB Diagnostic ECG Database, by the reason for admission"

  /// Creates the loader.
  public init() {}
  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {}

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    let files = try RecordListing.records(at: path)
    guard !files.isEmpty else {
      throw FileError(file: path, expected: "records with headers", message: "the folder holds no record")
    }
    let examples = try Parallel.map(files.count, threads: nil) { index throws(FileError) -> Example in
      let file = files[index]
      let comments = try RecordReader(file).description.comments
      let folder = file.split(separator: "/").dropLast().last.map(String.init) ?? ""
      let patient: Patient = folder.hasPrefix("patient") ? .known(folder) : .unknown
      let name = RecordFiles.stem(file)
      var example = Example(
        id: folder.hasPrefix("patient") ? "\(folder)/\(name)" : name, source: .file(file), patient: patient)
      if let reason = Self.value(of: "reason for admission", in: comments) { example.labels = Self.labels(for: reason) }
      example.age = Self.value(of: "age", in: comments).flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
      example.sex = Self.value(of: "sex", in: comments).flatMap { Sex(rawValue: $0.lowercased()) }
      return example
    }
    let silent = examples.count { $0.labels.isEmpty }
    return try Cohort(
      name: "ptbdb", vocabulary: .ptb, examples: examples,
      notes: silent == 0 ? [] : ["\(counted(silent, "record")) without a reason for admission, and so without a label"]
    ).checkingIdentities(file: path)
  }

  /// Returns what a comment `key: value` says.
  static func value(of key: String, in comments: [String]) -> String? {
    for comment in comments {
      guard let colon = comment.firstIndex(of: ":"),
        comment[..<colon].lowercased().split(separator: " ").joined(separator: " ") == key
      else { continue }
      return String(comment[comment.index(after: colon)...].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return nil
  }

  /// Returns the class of a reason for admission; none for `n/a`.
  static func labels(for reason: String) -> [String] {
    let text = reason.lowercased()
    if text.isEmpty || text == "n/a" || text == "unknown" { return [] }
    let words = [
      ("healthy control", "HC"), ("infarction", "MI"), ("cardiomyopathy", "CM"), ("heart failure", "CM"),
      ("bundle branch block", "BBB"), ("dysrhythmia", "DYS"), ("hypertrophy", "HYP"), ("valvular", "VHD"),
      ("myocarditis", "MYO"), ("angina", "ANG"),
    ]
    return [words.first { text.contains($0.0) }?.1 ?? "OTHER"]
  }
}
