import Interchange

/// Which records become which files: all of it is settled, and checked, before anything is written.
public struct ConversionPlan: Sendable, Equatable {
  /// A record and where it goes, without suffix.
  public struct Step: Sendable, Equatable {
    /// The record.
    public var source: String
    /// Where it goes, without suffix.
    public var target: String
  }

  /// The steps that are to be done, in the order of the records.
  public private(set) var steps: [Step] = []
  /// How many more an earlier call of the same conversion has done.
  public private(set) var doneBefore = 0
  /// What was not taken of folders, for it does not look like a record.
  public private(set) var passedOver: [String] = []
  /// The steps whose records cannot keep their names in the format.
  public private(set) var renamed: [Step] = []
  /// The format of what is written.
  public let format: Conversion.Format
  private var journal: ConversionJournal?

  /// Plans what becomes of records and folders.
  ///
  /// - Parameters:
  ///   - sources: Records' paths, and folders, of which all records are taken.
  ///   - columns: The names of the columns of tables that have none.
  ///   - out: A file's path when it ends with a format's suffix, else a folder.
  ///   - format: The format, or nothing when the suffix of `out` says it.
  ///   - overwrites: Whether what stands there already may go.
  ///   - key: All else that the records hang on. A conversion of several that was stopped goes on when it is planned
  ///     again with the same words; nothing said, each is planned by itself.
  public init(
    _ sources: [String], columns: [String]? = nil, to out: String, format: Conversion.Format?, overwrites: Bool,
    goingOnBy key: String? = nil
  ) throws(WaveformError) {
    let suffix = RecordReader.suffix(of: out)
    let named = Conversion.Format.allCases.first { $0.suffix == suffix }
    let isFile = named != nil && FileAccess.kind(out) != .folder
    if isFile, let format, format != named {
      throw WaveformError(
        file: out, found: "--to \(format.rawValue)", expected: "a name in \(format.suffix)",
        message: "the name means another format")
    }
    guard out != "-" else {
      throw WaveformError(file: out, expected: "a file or a folder", message: "a record does not go through a pipe")
    }
    if named == nil, format == nil, !suffix.isEmpty, suffix.allSatisfy(\.isLetter), FileAccess.kind(out) == .nothing {
      let names = Conversion.Format.allCases.map(\.suffix).joined(separator: ", ")
      throw WaveformError(
        file: out, found: suffix, expected: "a name in \(names), or a folder: \(out)/",
        message: "there is no format of this name")
    }
    self.format = (isFile ? named : format) ?? .wfdb
    for source in sources {
      let isFolder = RecordListing.isFolder(source)
      let before = steps.count
      if !isFolder, FileAccess.kind(source) == .nothing { _ = try RecordReader(source) }
      let own = isFolder ? ConversionPlan.inner(out, of: source) : nil
      let found = try RecordListing.found(at: source, columns: columns)
      passedOver += found.passedOver
      for record in found.records {
        // What an earlier call left within the folder is no source of this one.
        if let own, record.hasPrefix(own) { continue }
        let inner = isFolder ? record.dropFirst(source.count).drop { $0 == "/" } : Conversion.parts(record).name[...]
        let stem =
          isFile
          ? String(out.dropLast(suffix.count + 1)) : "\(ConversionPlan.trimmed(out))/\(ConversionPlan.stem(inner))"
        let target = ConversionPlan.name(stem, in: self.format)
        if target != stem { renamed.append(Step(source: record, target: target)) }
        steps.append(Step(source: record, target: target))
      }
      if steps.count == before { throw WaveformError(file: source, message: "there are no records in this folder") }
    }
    if isFile, steps.count > 1 {
      throw WaveformError(
        file: out, found: "\(steps.count) records", expected: "a folder",
        message: "one file cannot hold several records")
    }
    if let key, steps.count > 1 {
      journal = ConversionJournal(
        of: ([key, self.format.rawValue, out] + sources).joined(separator: "\n"), overwrites: overwrites,
        in: ConversionPlan.trimmed(out))
    }
    try check(overwrites: overwrites)
    goOn()
  }

  /// Leaves out what an earlier call has done, and takes away what it was in the middle of when it was killed.
  private mutating func goOn() {
    for folder in Set(steps.map { Conversion.parts($0.target).folder }) { AtomicFile.removeOrphans(in: folder) }
    guard let journal, journal.isContinued else { return }
    let left = steps.filter { !journal.has(file(of: $0)) }
    doneBefore = steps.count - left.count
    steps = left
  }

  private func check(overwrites: Bool) throws(WaveformError) {
    for folder in Set(steps.map { Conversion.parts($0.target).folder }) { try AtomicFile.checkFolder(folder) }
    // When an earlier call was killed it was writing one record, the first that it has not noted.
    var isOpen = journal?.isContinued ?? false
    var owners: [String: String] = [:]
    for step in steps {
      if let other = owners.updateValue(step.source, forKey: step.target) {
        throw WaveformError(
          file: step.target, found: "\(other) and \(step.source)", expected: "records of different names",
          message: "two records would become one: convert them into different folders")
      }
      if let journal, journal.has(file(of: step)) { continue }
      let present = files(of: step).filter { FileAccess.kind($0) != .nothing }
      let mayGo = overwrites || isOpen
      if !present.isEmpty { isOpen = false }
      for path in present {
        if [step.source, step.source + ".hea"].contains(where: { FileAccess.isSame(path, $0) }) {
          throw WaveformError(file: path, message: "this is the record itself: choose another folder or name")
        }
        if !mayGo { throw WaveformError(file: path, message: "is there already: --force writes over it") }
      }
    }
  }

  /// The file that a step writes last: once it is there, the record is whole.
  private func file(of step: Step) -> String { "\(step.target).\(format == .mat ? "hea" : format.suffix)" }

  /// The files that a step writes, those that make the others a record first.
  private func files(of step: Step) -> [String] {
    let others: [String] =
      switch format {
      case .wfdb: ["dat"]
      case .mat: ["hea"]
      case .edf, .csv, .npy: []
      }
    return ([format.suffix] + others).map { "\(step.target).\($0)" }
  }

  /// Converts a step's record, and returns what was lost.
  public mutating func carryOut(
    _ step: Step, of reader: RecordReader, by conversion: Conversion
  ) throws(WaveformError) -> Set<ConversionLoss> {
    try AtomicFile.makeFolder(Conversion.parts(step.target).folder)
    try journal?.begin()
    let written = file(of: step)
    let lost = try conversion(reader, to: step.target)
    try journal?.add(written)
    return lost
  }

  /// Ends a conversion of which every step was tried: whoever plans it again begins anew.
  public mutating func end() { journal?.end() }

  /// What became of a step's record, as one line of JSON.
  public func json(of step: Step, lost: Set<ConversionLoss>) -> String {
    JSONText.object([
      ("record", .string(step.source)), ("files", .array(files(of: step).map(JSONText.string))),
      ("format", .string(format.rawValue)), ("lost", .array(lost.sorted().map { .string($0.rawValue) })),
    ]).line
  }

  /// Returns how the paths of what lies in `out` begin among those in `source`, if it stands within.
  private static func inner(_ out: String, of source: String) -> String? {
    let (inside, root) = (FileAccess.identity(trimmed(out)), FileAccess.identity(source) + "/")
    guard inside.hasPrefix(root) else { return nil }
    return (source.hasSuffix("/") ? source : source + "/") + inside.dropFirst(root.count) + "/"
  }

  private static func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Returns a path without its suffix, if it has one of a format; `a.b` keeps its dot, `x.h5#3` becomes `x-3`.
  /// Returns where a record is written: a header holds letters, digits, `_` and `-` alone.
  private static func name(_ stem: String, in format: Conversion.Format) -> String {
    guard format == .wfdb || format == .mat else { return stem }
    let slash = stem.lastIndex(of: "/").map { stem.index(after: $0) } ?? stem.startIndex
    return stem[..<slash] + StoredRecord.name(String(stem[slash...]))
  }

  private static func stem(_ path: Substring) -> String {
    let parts = path.split(separator: "#")
    if parts.count == 2, ["h5", "hdf5"].contains(RecordReader.suffix(of: String(parts[0]))) {
      return "\(stem(parts[0]))-\(parts[1])"
    }
    let suffix = RecordReader.suffix(of: String(path))
    let known = RecordReader.suffixes + ["dat", "atr"]
    return known.contains(suffix) ? String(path.dropLast(suffix.count + 1)) : String(path)
  }
}
