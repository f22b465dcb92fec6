import Waveforms

/// Writes a record anew in another format, its stored numbers untouched, for a peer to read back.
enum Rewrite {
  static func run(_ path: String, _ format: SignalFormat, _ folder: String) -> Int32 {
    do {
      let reader = try RecordReader(path)
      var header = WFDBHeader(name: reader.description.name)
      header.rate = reader.description.rate ?? 250
      header.comments = reader.description.comments
      header.start = reader.description.start
      var samples: [[Int32]] = []
      for raw in try reader.raw() {
        guard case .integers(let numbers, let missing) = raw.values else { continue }
        var signal = WFDBHeader.Signal(file: header.name + ".dat", format: format)
        signal.gain = raw.channel.gain
        signal.baseline = Int(raw.channel.baseline)
        signal.units = raw.channel.units
        signal.samplesPerFrame = raw.channel.samplesPerFrame
        signal.description = raw.channel.name
        header.signals.append(signal)
        let mark = format.missing ?? 0
        let range = Int32(format.range.lowerBound)...Int32(format.range.upperBound)
        samples.append(numbers.map { $0 == missing ? mark : min(max($0, range.lowerBound), range.upperBound) })
      }
      try WFDBWriter.write(header, samples: samples, to: folder)
      if let annotations = try reader.annotations() { try annotations.write(to: "\(folder)/\(header.name).atr") }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }
}
