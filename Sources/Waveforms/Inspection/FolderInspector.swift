import Interchange

/// Inspects all records under a path, one after another.
public struct FolderInspector: Sendable {
  /// What came of one record.
  public enum Outcome: Sendable {
    /// It was read.
    case read(RecordInspection)
    /// It was refused, with the reason.
    case refused(record: String, error: WaveformError)
    /// These were passed over, for they do not look like a recording.
    case passedOver([String])
  }

  /// How to read.
  public var options: RecordReader.Options

  /// Creates an inspector.
  public init(options: RecordReader.Options = RecordReader.Options()) {
    self.options = options
  }

  /// Inspects the records at a path in their order, hands each outcome on, and returns how many were refused.
  ///
  /// - Parameters:
  ///   - report: Told how many records were looked at, of how many.
  public func inspect(
    _ path: String, report: (_ done: Int, _ total: Int) -> Void = { _, _ in }, _ body: (Outcome) -> Void
  ) -> Int {
    var references: [String: ReferenceLabels] = [:]
    var refused = 0
    do throws(WaveformError) {
      let found = try RecordListing.found(at: path, columns: options.columns)
      let files = found.records
      if !found.passedOver.isEmpty { body(.passedOver(found.passedOver)) }
      if files.isEmpty { throw WaveformError(file: path, message: "there are no records in this folder") }
      for (number, file) in files.enumerated() {
        report(number, files.count)
        let slash = file.lastIndex(of: "/")
        let folder = slash.map { String(file[..<$0]) } ?? ""
        if references[folder] == nil { references[folder] = ReferenceLabels(folder: folder) }
        do throws(WaveformError) {
          let reader = try RecordReader(file, options: options)
          let reference = references[folder]?[reader.description.name].map { [$0] }
          body(.read(try RecordInspection(reader, labels: reference)))
        } catch {
          refused += 1
          body(.refused(record: FileAccess.stem(of: file), error: error))
        }
      }
    } catch {
      refused += 1
      body(.refused(record: path, error: error))
    }
    return refused
  }
}
