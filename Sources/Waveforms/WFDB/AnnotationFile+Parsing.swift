import Interchange

/// The six-bit codes that are no annotations but steps in time or modifiers of the annotation before.
enum AnnotationMark {
  static let skip = 59
  static let number = 60
  static let subtype = 61
  static let channel = 62
  static let text = 63
}

extension AnnotationFile {
  /// Reads an annotation file of the MIT format from its bytes; `file` names it in errors.
  public init(parsing bytes: [UInt8], file: String) throws(WaveformError) {
    self.init(annotations: [])
    var reader = ByteReader(bytes, file: file)
    var state = State()
    while true {
      guard reader.remaining > 0 else {
        remarks.append(
          WaveformError(
            file: file, field: "end", found: "the last annotation", expected: "a word of zero",
            message: "the end mark is missing"))
        break
      }
      let position = reader.offset
      let word = Int(try reader.uint16("annotation word"))
      if word == 0 { break }
      try take(code: word >> 10, low: word & 0x3FF, at: position, &reader, &state)
    }
    if reader.remaining > 0 {
      remarks.append(
        WaveformError(
          file: file, field: "end", found: "\(reader.remaining) bytes", expected: "nothing",
          message: "bytes after the end mark are ignored"))
    }
    readDefinitions(file)
  }

  /// What carries over from word to word.
  private struct State {
    var time = 0
    var channel: UInt8 = 0
    var number: Int8 = 0
  }

  private mutating func take(
    code: Int, low: Int, at position: Int, _ reader: inout ByteReader, _ state: inout State
  ) throws(WaveformError) {
    switch code {
    case 0: state.time += low
    case 1...Int(AnnotationCode.last):
      state.time += low
      guard state.time >= 0 else {
        throw WaveformError(
          file: reader.file, field: "annotation at byte \(position)", found: "sample \(state.time)",
          expected: "0 or later", message: "an annotation lies before the record's start")
      }
      annotations.append(
        Annotation(sample: state.time, code: UInt8(code), channel: state.channel, number: state.number))
    case AnnotationMark.skip:
      let high = Int(try reader.uint16("SKIP"))
      let interval = high << 16 | Int(try reader.uint16("SKIP"))
      state.time += Int(Int32(truncatingIfNeeded: interval))
    case AnnotationMark.number:
      state.number = Int8(truncatingIfNeeded: low)
      if let last = annotations.indices.last { annotations[last].number = state.number }
    case AnnotationMark.channel:
      state.channel = UInt8(truncatingIfNeeded: low)
      if let last = annotations.indices.last { annotations[last].channel = state.channel }
    case AnnotationMark.subtype:
      annotations[try last(reader.file, position)].subtype = Int8(truncatingIfNeeded: low)
    case AnnotationMark.text:
      let index = try last(reader.file, position)
      let range = try reader.take(low, "AUX text")
      // Texts are padded to even length; the last one's pad byte may be missing.
      if low % 2 == 1, reader.remaining > 0 { _ = try reader.take(1, "AUX text") }
      annotations[index].text = Text.string(Text.trimmed(reader.bytes[range], of: [0]))
    default:
      throw WaveformError(
        file: reader.file, field: "annotation at byte \(position)", found: "code \(code)", expected: "0…49 or 59…63",
        message: "the annotation code is unknown")
    }
  }

  private func last(_ file: String, _ position: Int) throws(WaveformError) -> Int {
    if let last = annotations.indices.last { return last }
    throw WaveformError(
      file: file, field: "annotation at byte \(position)", found: "a modifier", expected: "an annotation first",
      message: "a modifier belongs to no annotation")
  }

  /// Takes the notes at the start that define the time resolution and custom codes out of the annotations.
  private mutating func readDefinitions(_ file: String) {
    // Most files define nothing: their annotations stay where they are.
    guard annotations.contains(where: { $0.sample == 0 && $0.code == AnnotationCode.note }) else { return }
    var isDefining = false
    var symbols: [UInt8: String] = [:]
    var kept: [Annotation] = []
    for annotation in annotations {
      guard annotation.sample == 0, annotation.code == AnnotationCode.note else {
        kept.append(annotation)
        continue
      }
      let text = annotation.text
      if text == "## annotation type definitions" {
        isDefining = true
      } else if text == "## end of definitions" {
        isDefining = false
      } else if text.hasPrefix("## time resolution:") {
        timeResolution = Text.number(Text.trimmed(Array(text.utf8.dropFirst(19))[...]))
      } else if isDefining, let definition = Definition(text) {
        definitions.append(definition)
        symbols[definition.code] = definition.symbol
      } else {
        kept.append(annotation)
      }
    }
    annotations = kept
    guard !symbols.isEmpty else { return }
    for index in annotations.indices {
      if let symbol = symbols[annotations[index].code] { annotations[index].symbol = symbol }
    }
  }
}

extension AnnotationFile.Definition {
  /// Reads `code symbol meaning`.
  fileprivate init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let code = UInt8(words[0]), (1...AnnotationCode.last).contains(code) else { return nil }
    self.init(code: code, symbol: String(words[1]), meaning: words.count > 2 ? String(words[2]) : "")
  }
}
