import Waveforms

/// The MIT-BIH Arrhythmia Database: its beats in the groups of AAMI EC57, or its rhythms.
public struct MITDBLoader: CohortLoader {
  /// What an example is.
  public enum Task: String, Sendable, CaseIterable {
    /// One annotated beat.
    case beats
    /// One beat of lead II that Kachuee's search finds, with the group of the annotated beat beside it.
    case found
    /// One stretch of one rhythm.
    case rhythm
    /// A whole record, with the groups of all its beats.
    case records
  }

  /// What a location of this loader begins with.
  public static let name = "mitdb"
  /// What it loads, in a line.
  public static let summary =
    "MIT-BIH Arrhythmia Database; task=beats|found|rhythm|records, ej=S|N (where escape beats belong), paced=keep|drop"

  /// What an example is.
  public var task: Task
  /// How symbols form groups.
  public var grouping: BeatGrouping
  /// Whether the records with paced beats are kept, which EC57 leaves out.
  public var keepsPaced: Bool

  private enum Keeping: String, CaseIterable { case keep, drop }

  /// Creates the loader.
  public init(task: Task = .beats, grouping: BeatGrouping = BeatGrouping(), keepsPaced: Bool = true) {
    self.task = task
    self.grouping = grouping
    self.keepsPaced = keepsPaced
  }

  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {
    task = try options.take("task", default: Task.beats)
    grouping = BeatGrouping(escape: try options.take("ej", default: .supraventricular))
    keepsPaced = try options.take("paced", default: Keeping.keep) == .keep
  }

  /// The 22 records on which de Chazal, O'Dwyer and Reilly (2004) train: fold 1.
  public static let trainingRecords: Set<String> = [
    "101", "106", "108", "109", "112", "114", "115", "116", "118", "119", "122", "124", "201", "203", "205", "207",
    "208", "209", "215", "220", "223", "230",
  ]
  /// The 22 records on which they test: fold 2.
  public static let testRecords: Set<String> = [
    "100", "103", "105", "111", "113", "117", "121", "123", "200", "202", "210", "212", "213", "214", "219", "221",
    "222", "228", "231", "232", "233", "234",
  ]
  /// The four records with paced beats, which are in neither.
  public static let pacedRecords: Set<String> = ["102", "104", "107", "217"]

  /// Returns whose record it is: 47 people for 48 records, for 201 and 202 are of one; for other names nobody knows.
  static func patient(of record: String) -> Patient {
    guard trainingRecords.contains(record) || testRecords.contains(record) || pacedRecords.contains(record) else {
      return .unknown
    }
    return .known(record == "202" ? "201" : record)
  }

  static func fold(of record: String) -> Int? {
    trainingRecords.contains(record) ? 1 : testRecords.contains(record) ? 2 : nil
  }

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    if task == .found {
      var whole = self
      whole.task = .records
      let records = try whole.load(path)
      do throws(RecipeError) {
        return try records.extractingBeats(grouping: grouping)
      } catch {
        throw FileError(file: path, message: error.description)
      }
    }
    let names = try RecordFiles.names(in: path).filter { keepsPaced || !Self.pacedRecords.contains($0) }
    let records = try Parallel.map(names.count, threads: nil) { index throws(FileError) in
      try Annotated(names[index], in: path)
    }
    var vocabulary = task == .rhythm ? Vocabulary.rhythms : grouping.vocabulary
    var examples: [Example] = []
    if task == .beats { examples.reserveCapacity(records.reduce(0) { $0 + $1.annotations.count }) }
    for record in records { add(record, to: &examples) }
    if task == .rhythm {
      let extra = Set(examples.flatMap(\.labels)).filter { vocabulary.place(of: $0) == nil }.sorted(by: precedes)
      vocabulary = Vocabulary(
        name: vocabulary.name, system: vocabulary.system, terms: vocabulary.terms + extra.map { Term($0, $0) })
    }
    var notes = ["folds 1 and 2 are DS1 and DS2 of de Chazal and others (2004); paced records are in neither"]
    if names.contains("201") && names.contains("202") {
      notes.append("records 201 and 202 are of one patient, and the official folds put them on both sides")
    }
    if task == .beats { notes.append("groups: \(grouping.vocabulary.name); flutter waves (!) count as no beat") }
    if !keepsPaced { notes.append("records with paced beats left out: 102 104 107 217") }
    // Records are listed once each, and their beats are told apart by sample: no identity needs checking.
    return Cohort(name: "mitdb \(task.rawValue)", vocabulary: vocabulary, examples: examples, notes: notes)
  }

  /// A record's annotations, and what all of its examples have in common.
  private struct Annotated: Sendable {
    let name: String
    let length: Int
    let annotations: [Annotation]
    let base: Example

    init(_ name: String, in folder: String) throws(FileError) {
      let reader = try RecordReader(RecordFiles.path(folder, name + ".hea"))
      guard let file = try reader.annotations("atr") else {
        throw FileError(
          file: RecordFiles.path(folder, name + ".atr"), expected: "annotations of record \(name)",
          message: "the record has no annotations")
      }
      self.name = name
      length = reader.description.sampleCount
      annotations = file.annotations
      base = Example(
        id: name, source: .file(RecordFiles.path(folder, name)), patient: MITDBLoader.patient(of: name),
        fold: MITDBLoader.fold(of: name))
    }
  }

  private func add(_ record: Annotated, to examples: inout [Example]) {
    switch task {
    case .records, .found:
      var whole = record.base
      whole.labels = grouping.vocabulary.sorted(record.annotations.compactMap { grouping.group(of: $0.symbol) })
      examples.append(whole)
    case .beats:
      // Most beats are of the kind before, and all of a kind share the list of their one label.
      var known: (symbol: String, labels: [String]?) = ("", nil)
      var last = -1
      var twins = 0
      for annotation in record.annotations {
        if annotation.symbol != known.symbol {
          known = (annotation.symbol, grouping.group(of: annotation.symbol).map { [$0] })
        }
        guard let labels = known.labels, (0..<record.length).contains(annotation.sample) else { continue }
        // Two beats at one sample are two examples all the same.
        twins = annotation.sample == last ? twins + 1 : 0
        last = annotation.sample
        var beat = record.base
        beat.id = "\(record.name)#\(annotation.sample)" + (twins > 0 ? ".\(twins)" : "")
        beat.focus = annotation.sample
        beat.labels = labels
        examples.append(beat)
      }
    case .rhythm:
      let marks = record.annotations.filter {
        $0.code == AnnotationCode.rhythm && $0.text.hasPrefix("(") && (0..<record.length).contains($0.sample)
      }
      for index in marks.indices {
        let end = index + 1 < marks.count ? marks[index + 1].sample : record.length
        guard end > marks[index].sample else { continue }
        var stretch = record.base
        stretch.id = "\(record.name)#\(marks[index].sample)"
        stretch.samples = marks[index].sample..<end
        stretch.labels = [String(marks[index].text.prefix { $0 != "\0" && $0 != " " })]
        examples.append(stretch)
      }
    }
  }
}
