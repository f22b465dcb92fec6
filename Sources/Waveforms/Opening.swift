import Interchange

extension Recording {
  /// Reads the record at a path, of any format, in millivolts.
  ///
  /// - Parameters:
  ///   - path: As for ``RecordReader/init(_:options:)``.
  ///   - leads: Which leads and in which order, under any alias; limb leads that are not stored are derived.
  ///   - annotator: The annotation file to read beside the record, such as `atr`.
  ///   - options: How strict to be, and the rate of a file that does not say it.
  /// - Throws: When there is no such record, it is broken, or its rate is known neither from the file nor the options.
  public init(
    reading path: String, leads: [String]? = nil, annotator: String? = nil,
    options: RecordReader.Options = RecordReader.Options()
  ) throws(WaveformError) {
    self = try RecordReader(path, options: options).read(leads: leads, annotator: annotator)
  }
}

extension RecordReader {
  /// Opens the record at a path: a header, a signal file beside its header, a record's name without suffix, or a file
  /// of any format that is read.
  ///
  /// - Throws: When there is no such record, or its header is broken.
  public init(_ path: String, options: Options = Options()) throws(WaveformError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    if RecordListing.isFolder(path) {
      throw WaveformError(file: path, expected: "a record", message: "this is a folder")
    }
    try self.init(name, in: .disk(folder), options: options)
  }

  /// Opens a record of a folder by the name of its file, with or without suffix.
  public init(_ name: String, in folder: RecordFolder, options: Options = Options()) throws(WaveformError) {
    let (whole, slice) = RecordReader.slice(of: name)
    let file = try RecordReader.file(for: whole, in: folder)
    let format: any RecordFormat =
      switch RecordReader.suffix(of: file) {
      case "hea": try WFDBRecord(file, in: folder, options: options)
      case "mat": try MATRecord(file, in: folder, options: options)
      case "edf", "bdf": try EDFRecord(file, in: folder, options: options)
      case "csv", "tsv", "txt": try CSVRecord(file, in: folder, options: options)
      case "npy", "npz": try NPYRecord(file, in: folder, options: options)
      case "h5", "hdf5": try HDF5Record(file, slice: slice, in: folder, options: options)
      default:
        let suffix = RecordReader.suffix(of: file)
        throw WaveformError(
          file: folder.path(file), found: suffix.isEmpty ? "no suffix" : suffix,
          expected: RecordReader.suffixes.joined(separator: " "),
          message: "the format is not known")
      }
    try self.init(format: format, folder: folder, file: folder.path(file), options: options)
  }

  /// Returns the file that describes a record: the header if there is one.
  private static func file(for name: String, in folder: RecordFolder) throws(WaveformError) -> String {
    let suffix = suffix(of: name)
    let stem = suffix.isEmpty ? name : String(name.dropLast(suffix.count + 1))
    if suffix == "hea" { return name }
    if ["dat", "mat", "atr"].contains(suffix), folder.contains(stem + ".hea") { return stem + ".hea" }
    if folder.contains(name), suffixes.contains(suffix) { return name }
    if folder.contains(name + ".hea") { return name + ".hea" }
    for other in suffixes where folder.contains("\(name).\(other)") { return "\(name).\(other)" }
    if folder.contains(name) { return name }
    let path = folder.path(name)
    // Whoever knows that databases are called `mitdb:/data/mitdb` tries the same with records.
    let rest = path.firstIndex(of: ":").map { String(path[path.index(after: $0)...]) } ?? ""
    let isThere = FileAccess.kind(rest) != .nothing || FileAccess.kind(rest + ".hea") == .file
    throw WaveformError(
      file: path, expected: isThere ? "the path alone: \(rest)" : "\(name).hea or a file of a known format",
      message: "there is no such record", isMissing: true)
  }

  /// The suffixes of the formats, in the order in which they are looked for.
  static let suffixes = ["hea", "mat", "edf", "bdf", "csv", "tsv", "txt", "npy", "npz", "h5", "hdf5"]

  /// Splits `exams.hdf5#7` into the file and the number of the record in it.
  private static func slice(of name: String) -> (file: String, slice: Int?) {
    guard let mark = name.lastIndex(of: "#"), ["h5", "hdf5"].contains(suffix(of: String(name[..<mark]))),
      let slice = Int(name[name.index(after: mark)...]), slice >= 0
    else { return (name, nil) }
    return (String(name[..<mark]), slice)
  }

  /// Returns a name's suffix in lower case, without its dot.
  static func suffix(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
