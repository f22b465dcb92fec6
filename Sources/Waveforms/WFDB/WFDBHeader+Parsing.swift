import Interchange

extension WFDBHeader {
  /// Reads a header from its bytes; `file` names it in errors.
  public init(parsing bytes: [UInt8], file: String) throws(WaveformError) {
    self.init(name: "")
    var lines: [TextLine] = []
    for line in Text.lines(bytes, file: file) {
      let content = Text.trimmed(line.bytes)
      guard let first = content.first else { continue }
      if first == 35 {
        comments.append(Text.string(Text.trimmed(content, of: [32, 9, 35])))
      } else {
        lines.append(TextLine(file: file, number: line.number, bytes: content))
      }
    }
    guard let recordLine = lines.first else {
      throw WaveformError(
        file: file, line: 1, field: "record line", found: "nothing", expected: "a name and a number of signals",
        message: "the header is empty")
    }
    let counts = try parseRecordLine(recordLine)
    let rest = lines.dropFirst()
    if let segmentCount = counts.segments {
      try parseSegments(rest, count: segmentCount, after: recordLine)
    } else {
      try parseSignals(rest, count: counts.signals, after: recordLine)
    }
  }

  /// Reads the record line and returns how many segments and signals it promises.
  private mutating func parseRecordLine(
    _ line: TextLine
  ) throws(WaveformError) -> (segments: Int?, signals: Int) {
    let words = line.words
    let segmentCount = try parseName(words[0], line)
    guard words.count > 1 else {
      throw line.error("number of signals", nil, expected: "an integer", "the number of signals is missing")
    }
    let signalCount = try line.integer(words[1], "number of signals", in: 0...Int.max)
    if words.count > 2 { try parseRates(words[2], line) }
    if words.count > 3 {
      let count = try line.integer(words[3], "number of samples", in: 0...Int.max)
      sampleCount = count == 0 ? nil : count
    }
    for word in words.dropFirst(4).prefix(2) where !start.read(word) {
      remarks.append(
        line.error("start", word, expected: "HH:MM:SS or DD/MM/YYYY", "the start was not understood and is left out"))
    }
    return (segmentCount, signalCount)
  }

  /// Reads `name` or `name/segments`; some headers carry a path or the signal file's suffix in it.
  private mutating func parseName(_ word: ArraySlice<UInt8>, _ line: TextLine) throws(WaveformError) -> Int? {
    var stem = word
    var segmentCount: Int?
    let ownName = line.file.split(separator: "/").last.map(String.init) ?? ""
    if let slash = word.lastIndex(of: 47) {
      let tail = word[(slash + 1)...]
      if !tail.isEmpty, tail.allSatisfy({ $0 >= 48 && $0 <= 57 }), ownName != Text.string(tail) + ".hea" {
        segmentCount = try line.integer(tail, "number of segments", in: 1...Int.max)
        stem = word[word.startIndex..<slash]
      }
    }
    name = Text.string(stem)
    if name.hasSuffix(".mat") || name.hasSuffix(".hea") || name.hasSuffix(".dat") {
      name.removeLast(4)
      remarks.append(line.error("record name", stem, expected: name, "the record name carries a file suffix"))
    }
    guard !name.isEmpty else {
      throw line.error("record name", word, expected: "letters, digits or _", "the record name is empty")
    }
    return segmentCount
  }

  /// Reads `rate`, `rate/counter` or `rate/counter(base)`.
  private mutating func parseRates(_ word: ArraySlice<UInt8>, _ line: TextLine) throws(WaveformError) {
    var head = word
    if let slash = word.firstIndex(of: 47) {
      head = word[word.startIndex..<slash]
      var counter = word[(slash + 1)...]
      if let paren = counter.firstIndex(of: 40) {
        let base = counter[(paren + 1)...]
        baseCounter = try line.number(base.last == 41 ? base.dropLast() : base, "base counter")
        counter = counter[counter.startIndex..<paren]
      }
      if !counter.isEmpty { counterRate = try line.number(counter, "counter frequency") }
    }
    rate = try line.number(head, "sampling frequency")
    try SamplingRate.check(rate, file: line.file, line: line.number)
  }

  private mutating func parseSegments(
    _ lines: ArraySlice<TextLine>, count: Int, after recordLine: TextLine
  ) throws(WaveformError) {
    guard lines.count >= count else {
      throw WaveformError(
        file: recordLine.file, line: lines.last?.number ?? recordLine.number, field: "segment lines",
        found: "\(lines.count)", expected: "\(count)", message: "the header has fewer segment lines than it says")
    }
    var list: [Segment] = []
    for line in lines.prefix(count) {
      let words = line.words
      guard words.count >= 2 else {
        throw line.error(
          "number of samples", line.bytes, expected: "a name and a length", "a segment line is too short")
      }
      var segment = Segment(
        name: Text.string(words[0]), sampleCount: try line.integer(words[1], "number of samples", in: 0...Int.max))
      segment.line = line.number
      list.append(segment)
    }
    segments = list
  }

  private mutating func parseSignals(
    _ lines: ArraySlice<TextLine>, count: Int, after recordLine: TextLine
  ) throws(WaveformError) {
    guard lines.count >= count else {
      throw WaveformError(
        file: recordLine.file, line: lines.last?.number ?? recordLine.number, field: "signal lines",
        found: "\(lines.count)", expected: "\(count)", message: "the header has fewer signal lines than it says")
    }
    for line in lines.prefix(count) { signals.append(try Signal(line)) }
    if let extra = lines.dropFirst(count).first {
      remarks.append(extra.error("signal lines", extra.bytes, expected: "\(count) lines", "lines beyond are ignored"))
    }
  }
}
