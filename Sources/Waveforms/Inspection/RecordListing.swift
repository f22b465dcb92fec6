import Interchange

/// Finds the records under a path.
public enum RecordListing {
  /// Returns the files of the records at a path: itself, or all records of a folder and its subfolders, sorted.
  ///
  /// Segments of a record of several are not listed by themselves, and a signal file with a header counts once.
  public static func records(at path: String) throws(WaveformError) -> [String] {
    guard isFolder(path) else { return [path] }
    var result = Found()
    try collect(path, depth: 0, takesTables: false, nil, into: &result)
    return result.records
  }

  /// Whether a path is a folder to look through: a record may stand beside a folder of its name.
  static func isFolder(_ path: String) -> Bool {
    FileAccess.kind(path) == .folder && FileAccess.kind(path + ".hea") != .file
  }

  /// What was found under a path.
  public struct Found: Sendable, Equatable {
    /// The records' files.
    public var records: [String] = []
    /// Tables and containers that might hold recordings, but do not look like any or must be named one by one.
    public var passedOver: [String] = []
  }

  /// Returns the records at a path as `records(at:)` does, and those in arrays and in tables with a head of lead names.
  ///
  /// - Parameter columns: The names of the columns of tables that have none; without these such tables are passed over.
  public static func found(at path: String, columns: [String]? = nil) throws(WaveformError) -> Found {
    guard isFolder(path) else { return Found(records: [path]) }
    var result = Found()
    try collect(path, depth: 0, takesTables: true, columns, into: &result)
    return result
  }

  private static func collect(
    _ folder: String, depth: Int, takesTables: Bool, _ columns: [String]?, into result: inout Found
  ) throws(WaveformError) {
    let entries = try FileAccess.list(folder)
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let headers = Set(entries.files.filter { $0.hasSuffix(".hea") }.map { String($0.dropLast(4)) })
    let segments = segmentNames(of: headers, in: prefix)
    for file in entries.files {
      let suffix = RecordReader.suffix(of: file)
      let stem = String(file.dropLast(suffix.count + 1))
      let isRecord =
        switch suffix {
        case "hea": !segments.contains(stem)
        case "mat", "edf", "bdf": !headers.contains(stem)
        case "npy", "npz": takesTables && !headers.contains(stem)
        case "csv", "tsv", "txt":
          takesTables && !headers.contains(stem) && CSVTable.isLikely(prefix + file, names: columns)
        default: false
        }
      if isRecord {
        result.records.append(prefix + file)
      } else if ["csv", "tsv", "h5", "hdf5"].contains(suffix), !headers.contains(stem) {
        result.passedOver.append(prefix + file)
      }
    }
    guard depth < 32 else { return }
    // The pictures' numbers beside a run's own page are none of a database's.
    for inner in entries.folders where !(inner == "report" && entries.files.contains("report.html")) {
      try collect(prefix + inner, depth: depth + 1, takesTables: takesTables, columns, into: &result)
    }
  }

  /// Returns the records that are segments of another one here.
  private static func segmentNames(of headers: Set<String>, in prefix: String) -> Set<String> {
    var names: Set<String> = []
    for header in headers {
      guard let bytes = try? FileAccess.read(prefix + header + ".hea"),
        let slash = bytes.firstIndex(of: 47), slash < bytes.firstIndex(where: { $0 == 32 || $0 == 9 }) ?? 0,
        let segments = try? WFDBHeader(parsing: bytes, file: header + ".hea").segments
      else { continue }
      names.formUnion(segments.map(\.name).filter { $0 != header })
    }
    return names
  }
}

/// The labels of a folder's `REFERENCE` file: lines of a record and its label, as the 2017 challenge has them.
public struct ReferenceLabels: Sendable {
  private var labels: [String: String] = [:]

  /// Reads the reference file beside a folder's records, or one folder above; without one there are no labels.
  public init(folder: String) {
    let prefix = folder.isEmpty ? "" : folder + "/"
    for place in [prefix, prefix + "../"] {
      for name in ["REFERENCE-v3.csv", "REFERENCE.csv"] {
        guard let bytes = try? FileAccess.read(place + name) else { continue }
        read(bytes)
        return
      }
    }
  }

  private mutating func read(_ bytes: [UInt8]) {
    for line in Text.lines(bytes, file: "REFERENCE.csv") {
      let words = line.bytes.split(separator: 44).map { Text.string(Text.trimmed($0)) }
      if words.count == 2 { labels[words[0]] = words[1] }
    }
  }

  /// Returns a record's label, or nothing when there is none.
  public subscript(record: String) -> String? { labels[record] }
}
