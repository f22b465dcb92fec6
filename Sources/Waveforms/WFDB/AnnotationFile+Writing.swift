import Interchange

extension AnnotationFile {
  /// Writes the annotations to a file of the MIT format, in the order of their samples.
  ///
  /// - Throws: When an annotation cannot be stored (code outside 1…49, text beyond 255 bytes, a sample before 0), or the
  ///   file cannot be written.
  public func write(to path: String) throws(WaveformError) {
    try AtomicFile.write(bytes(file: path), to: path)
  }

  /// Returns the bytes of the annotation file; `file` names it in errors.
  public func bytes(file: String = "annotations") throws(WaveformError) -> [UInt8] {
    var writer = Writer()
    for note in heading { try writer.add(note, file) }
    let order = annotations.indices.sorted {
      (annotations[$0].sample, $0) < (annotations[$1].sample, $1)
    }
    for index in order { try writer.add(annotations[index], file) }
    writer.word(0, 0)
    return writer.bytes
  }

  /// The notes at the start that carry the time resolution and the definitions.
  private var heading: [Annotation] {
    var texts: [String] = []
    if let timeResolution {
      let isWhole = timeResolution == timeResolution.rounded() && abs(timeResolution) < 1e15
      texts.append("## time resolution: " + (isWhole ? "\(Int(timeResolution))" : "\(timeResolution)"))
    }
    if !definitions.isEmpty {
      texts.append("## annotation type definitions")
      texts += definitions.map { "\($0.code) \($0.symbol) \($0.meaning)" }
      texts.append("## end of definitions")
    }
    return texts.map { Annotation(sample: 0, code: AnnotationCode.note, text: $0) }
  }

  private struct Writer {
    var bytes: [UInt8] = []
    var time = 0
    var channel: UInt8 = 0
    var number: Int8 = 0

    mutating func word(_ code: Int, _ low: Int) {
      let word = code << 10 | low
      bytes.append(UInt8(word & 0xFF))
      bytes.append(UInt8(word >> 8))
    }

    mutating func add(_ annotation: Annotation, _ file: String) throws(WaveformError) {
      let text = Array(annotation.text.utf8)
      let isStorable = (1...AnnotationCode.last).contains(annotation.code) && annotation.sample >= 0
      guard isStorable, text.count <= 255 else {
        throw WaveformError(
          file: file, field: "annotation",
          found: "code \(annotation.code), sample \(annotation.sample), text of \(text.count)",
          expected: "code 1…49, sample from 0, text of at most 255 bytes", message: "the annotation cannot be stored")
      }
      var interval = annotation.sample - time
      time = annotation.sample
      while interval > 0x3FF {
        let skip = min(interval, Int(Int32.max))
        word(AnnotationMark.skip, 0)
        for half in [skip >> 16, skip & 0xFFFF] { word(half >> 10, half & 0x3FF) }
        interval -= skip
      }
      word(Int(annotation.code), interval)
      if annotation.subtype != 0 { word(AnnotationMark.subtype, Int(UInt8(bitPattern: annotation.subtype))) }
      if annotation.channel != channel {
        channel = annotation.channel
        word(AnnotationMark.channel, Int(channel))
      }
      if annotation.number != number {
        number = annotation.number
        word(AnnotationMark.number, Int(UInt8(bitPattern: number)))
      }
      guard !text.isEmpty else { return }
      word(AnnotationMark.text, text.count)
      bytes += text
      if text.count % 2 == 1 { bytes.append(0) }
    }
  }
}
