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

  /// The steps, in the order of the records.
  public private(set) var steps: [Step] = []
  /// What was not taken of folders, for it does not look like a record.
  public private(set) var passedOver: [String] = []
  /// The format of what is written.
  public let format: Conversion.Format

  /// Plans what becomes of records and folders.
  ///
  /// - Parameters:
  ///   - sources: Records' paths, and folders, of which all records are taken.
  ///   - columns: The names of the columns of tables that have none.
  ///   - out: A file's path when it ends with a format's suffix, else a folder.
  ///   - format: The format, or nothing when the suffix of `out` says it.
  ///   - overwrites: Whether what stands there already may go.
  public init(
    _ sources: [String], columns: [String]? = nil, to out: String, format: Conversion.Format?, overwrites: Bool
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
      let found = try RecordListing.found(at: source, columns: columns)
      passedOver += found.passedOver
      for record in found.records {
        let inner = isFolder ? record.dropFirst(source.count).drop { $0 == "/" } : Conversion.parts(record).name[...]
        let stem =
          isFile
          ? String(out.dropLast(suffix.count + 1)) : "\(ConversionPlan.trimmed(out))/\(ConversionPlan.stem(inner))"
        steps.append(Step(source: record, target: stem))
      }
      if steps.count == before { throw WaveformError(file: source, message: "there are no records in this folder") }
    }
    if isFile, steps.count > 1 {
      throw WaveformError(
        file: out, found: "\(steps.count) records", expected: "a folder",
        message: "one file cannot hold several records")
    }
    try check(overwrites: overwrites)
  }

  private func check(overwrites: Bool) throws(WaveformError) {
    for folder in Set(steps.map { Conversion.parts($0.target).folder }) { try AtomicFile.checkFolder(folder) }
    var owners: [String: String] = [:]
    for step in steps {
      if let other = owners.updateValue(step.source, forKey: step.target) {
        throw WaveformError(
          file: step.target, found: "\(other) and \(step.source)", expected: "records of different names",
          message: "two records would become one: convert them into different folders")
      }
      for path in files(of: step) where FileAccess.kind(path) != .nothing {
        if [step.source, step.source + ".hea"].contains(where: { FileAccess.isSame(path, $0) }) {
          throw WaveformError(file: path, message: "this is the record itself: choose another folder or name")
        }
        if !overwrites { throw WaveformError(file: path, message: "is there already: --force writes over it") }
      }
    }
  }

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
  public func carryOut(
    _ step: Step, of reader: RecordReader, by conversion: Conversion
  ) throws(WaveformError) -> Set<ConversionLoss> {
    try AtomicFile.makeFolder(Conversion.parts(step.target).folder)
    return try conversion(reader, to: step.target)
  }

  /// What became of a step's record, as one line of JSON.
  public func json(of step: Step, lost: Set<ConversionLoss>) -> String {
    JSONText.object([
      ("record", .string(step.source)), ("files", .array(files(of: step).map(JSONText.string))),
      ("format", .string(format.rawValue)), ("lost", .array(lost.sorted().map { .string($0.rawValue) })),
    ]).line
  }

  private static func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Returns a path without its suffix, if it has one of a format; `a.b` keeps its dot, `x.h5#3` becomes `x-3`.
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
