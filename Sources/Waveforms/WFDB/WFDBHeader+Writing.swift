import Interchange

extension WFDBHeader {
  /// Returns the header as text, checking that every field can be read back.
  public func text() throws(WaveformError) -> String {
    try check(name, "record name") { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard rate.isFinite, rate > 0 else {
      throw WaveformError(file: name, field: "sampling frequency", found: "\(rate)", message: "cannot be written")
    }
    var lines = ["\(name) \(signals.count) \(shown(rate))" + (sampleCount.map { " \($0)" } ?? "") + startText]
    for signal in signals { lines.append(try text(signal)) }
    for comment in comments {
      try check(comment, "comment", allowsEmpty: true) { !$0.isNewline }
      lines.append("# \(comment)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(_ signal: Signal) throws(WaveformError) -> String {
    try check(signal.file, "file name") { !$0.isWhitespace }
    try check(signal.units, "units") { !$0.isWhitespace }
    var format = "\(signal.format.rawValue)"
    if signal.samplesPerFrame > 1 { format += "x\(signal.samplesPerFrame)" }
    if signal.skew > 0 { format += ":\(signal.skew)" }
    if signal.byteOffset > 0 { format += "+\(signal.byteOffset)" }
    guard signal.gain.isFinite, signal.gain != 0 else {
      throw WaveformError(file: name, field: "gain", found: "\(signal.gain)", message: "cannot be written")
    }
    var line = "\(signal.file) \(format) \(shown(signal.gain))(\(signal.baseline))/\(signal.units)"
    line += " \(signal.resolution) \(signal.zero) \(signal.initialValue ?? signal.zero)"
    line += " \(signal.checksum ?? 0) \(signal.blockSize)"
    if let description = signal.description {
      try check(description, "description", allowsEmpty: true) { !$0.isNewline }
      line += " \(description)"
    }
    return line
  }

  private var startText: String {
    guard sampleCount != nil, let second = start.secondOfDay else { return "" }
    func padded(_ value: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - "\(value)".count)) + "\(value)"
    }
    let whole = Int(second.rounded(.down))
    let milliseconds = min(999, Int(((second - Double(whole)) * 1000).rounded()))
    var text = " \(padded(whole / 3600, 2)):\(padded(whole / 60 % 60, 2)):\(padded(whole % 60, 2))"
    if milliseconds > 0 { text += ".\(padded(milliseconds, 3))" }
    if let year = start.year, let month = start.month, let day = start.day {
      text += " \(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))"
    }
    return text
  }

  private func shown(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private func check(
    _ text: String, _ field: String, allowsEmpty: Bool = false, _ isAllowed: (Character) -> Bool
  ) throws(WaveformError) {
    guard allowsEmpty || !text.isEmpty, text.allSatisfy(isAllowed) else {
      throw WaveformError(file: name, field: field, found: text, message: "the \(field) cannot be written")
    }
  }
}
