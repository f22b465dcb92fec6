import Interchange

extension RecordInspection {
  /// The inspection as one line of JSON.
  public var json: String { JSONText.object(members).line }

  private var members: [(key: String, value: JSONText)] {
    [
      ("record", .string(record)),
      ("rate", rate.map(JSONText.number) ?? .null),
      ("samples", .integer(samples)),
      ("leads", .array(leads.map { .object($0.members) })),
      ("annotations", .object(annotations.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
      ("labels", .array(labels.map(JSONText.string))),
      ("remarks", .array(remarks.map { .string("\($0)") })),
    ]
  }

  /// The inspection as text for people.
  public var text: String { text { $0 } }

  /// The inspection as text for people, with labels called otherwise than by their codes.
  package func text(calling name: (String) -> String) -> String {
    var lines: [String] = []
    var head = "\(record): \(samples) samples"
    if let rate {
      head += " at \(RecordInspection.shown(rate)) Hz (\(RecordInspection.shown(Double(samples) / rate, places: 1)) s)"
    }
    lines.append(head)
    let width = max(4, leads.map(\.name.count).max() ?? 0)
    for lead in leads {
      let name = lead.name + String(repeating: " ", count: width - lead.name.count)
      let figures = [lead.min, lead.mean, lead.max].map { $0.map { RecordInspection.shown($0, places: 3) } ?? "–" }
      let unit = VoltageUnit(lead.units) == nil ? lead.units : "mV"
      var line = "  \(name)  \(figures[0]) … \(figures[2]) \(unit), mean \(figures[1])"
      // Where no whole numbers are stored there are no steps.
      if lead.digitalSum != nil { line += ", \(RecordInspection.shown(lead.gain)) steps/\(lead.units)" }
      if lead.missing > 0 { line += ", \(lead.missing) missing" }
      lines.append(line)
    }
    if !annotations.isEmpty { lines.append("  annotations: " + Occurrences(annotations).words()) }
    lines.append("  labels: " + (labels.isEmpty ? "none" : labels.map(name).joined(separator: ", ")))
    for remark in remarks { lines.append("  remark: \(remark)") }
    return lines.joined(separator: "\n")
  }

  /// Returns a number in a few digits.
  static func shown(_ value: Double, places: Int = 6) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  /// Returns the line of JSON for a record that was refused.
  public static func refusal(record: String, error: any Error) -> String {
    JSONText.object([("record", .string(record)), ("error", .string("\(error)"))]).line
  }
}

extension RecordInspection.Lead {
  fileprivate var members: [(key: String, value: JSONText)] {
    [
      ("name", .string(name)), ("units", .string(units)), ("gain", .number(gain)), ("baseline", .number(baseline)),
      ("digitalSum", digitalSum.map(JSONText.integer) ?? .null), ("min", min.map(JSONText.number) ?? .null),
      ("max", max.map(JSONText.number) ?? .null), ("mean", mean.map(JSONText.number) ?? .null),
      ("missing", .integer(missing)),
    ]
  }
}
