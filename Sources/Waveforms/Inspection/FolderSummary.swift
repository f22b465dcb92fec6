import Interchange

/// What the records of a folder hold together, and the first of them in a line each.
public struct FolderSummary: Sendable {
  /// How many records are listed.
  public static let listed = 20

  private let path: String
  private var first: [RecordInspection] = []
  private var count = 0
  private var refused = 0
  private var seconds: [Double] = []
  private var rates = Occurrences()
  private var leads = Occurrences()
  private var annotations = Occurrences()
  private var labels = Occurrences()
  private var unlabelled = 0
  private var remarks = Occurrences()

  /// Creates the summary of a folder of which nothing was read yet.
  public init(_ path: String) { self.path = path }

  /// The only record; nothing where there are several, or none.
  public var only: RecordInspection? { count == 1 && refused == 0 ? first[0] : nil }

  /// Whether there is nothing to sum up.
  public var isEmpty: Bool { count == 0 }

  /// Takes in what came of a record.
  public mutating func add(_ outcome: FolderInspector.Outcome) {
    if case .passedOver = outcome { return }
    guard case .read(let record) = outcome else {
      refused += 1
      return
    }
    count += 1
    if first.count < Self.listed { first.append(record) }
    if let rate = record.rate {
      rates.add(RecordInspection.shown(rate))
      seconds.append(Double(record.samples) / rate)
    } else {
      rates.add("not said")
    }
    leads.add(record.leads.map(\.name).joined(separator: " "))
    for (symbol, times) in record.annotations { annotations.add(symbol, times: times) }
    for label in record.labels { labels.add(label) }
    if record.labels.isEmpty { unlabelled += 1 }
    for remark in Set(record.remarks.map(\.message)) { remarks.add(remark) }
  }

  /// The summary for people, with labels called otherwise than by their codes: what there is, and the first records.
  ///
  /// - Parameter listsRecords: Whether records are listed.
  package func text(listsRecords: Bool = true, calling name: (String) -> String = { $0 }) -> String {
    var lines = ["\(path): \(counted(count, "record"))" + (refused > 0 ? ", and \(refused) refused" : "")]
    lines.append("  rates in Hz: \(rates.words(limit: 10))")
    let lengths = seconds.sorted()
    if let shortest = lengths.first, let longest = lengths.last {
      let figures = [shortest, longest, lengths[lengths.count / 2]].map { RecordInspection.shown($0, places: 1) }
      lines.append("  seconds: \(figures[0]) to \(figures[1]), median \(figures[2])")
    }
    lines.append("  leads: \(leads.words(limit: 6))")
    if !annotations.isEmpty { lines.append("  annotations: \(annotations.words(limit: 20))") }
    lines.append("  labels: \(labels.isEmpty ? "none" : labels.words(limit: 40, calling: name))")
    if !labels.isEmpty, unlabelled > 0 { lines.append("  without a label: \(unlabelled)") }
    if !remarks.isEmpty { lines.append("  remarks: \(remarks.words(limit: 4))") }
    guard listsRecords else { return lines.joined(separator: "\n") }
    let width = first.map(\.record.count).max() ?? 0
    for record in first {
      let space = String(repeating: " ", count: width - record.record.count)
      lines.append("\(record.record)\(space)  \(record.line(calling: name))")
    }
    if count > first.count { lines.append("and \(count - first.count) more (--all tells all of each)") }
    return lines.joined(separator: "\n")
  }
}

extension RecordInspection {
  /// The record in a line, but for its name.
  fileprivate func line(calling name: (String) -> String) -> String {
    var parts = [counted(leads.count, "lead")]
    if let rate {
      parts += ["\(Self.shown(rate)) Hz", "\(Self.shown(Double(samples) / rate, places: 1)) s"]
    } else {
      parts.append(counted(samples, "sample"))
    }
    if !annotations.isEmpty { parts.append(counted(annotations.values.reduce(0, +), "annotation")) }
    parts.append(labels.isEmpty ? "no label" : labels.map(name).joined(separator: ", "))
    if !remarks.isEmpty { parts.append(counted(remarks.count, "remark")) }
    return parts.joined(separator: "  ")
  }
}
