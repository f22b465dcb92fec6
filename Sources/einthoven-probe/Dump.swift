import Interchange
import Waveforms

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes every record under a path to the standard output, in the binary form that Scripts/checks/waveforms.py reads.
struct Dump {
  private var bytes: [UInt8] = []

  static func run(_ path: String, rate: Double? = nil) -> Int32 {
    do {
      for file in try RecordListing.records(at: path) {
        var dump = Dump()
        dump.record(file, RecordReader.Options(rate: rate))
        guard dump.flush() else { return 1 }
      }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }

  private mutating func record(_ file: String, _ options: RecordReader.Options) {
    do {
      let reader = try RecordReader(file, options: options)
      let description = reader.description
      let raw = try reader.raw()
      let recording = try reader.read()
      let annotations = try reader.annotations()
      bytes.append(UInt8(ascii: "r"))
      text(file)
      text(description.name)
      real(recording.rate)
      number(description.sampleCount)
      number(description.comments.count)
      description.comments.forEach { text($0) }
      number(raw.count)
      for (signal, lead) in zip(raw, recording.leads) { self.lead(signal, lead) }
      number(annotations?.annotations.count ?? -1)
      for annotation in annotations?.annotations ?? [] {
        number(annotation.sample)
        number(Int(annotation.code))
        text(annotation.symbol)
        number(Int(annotation.subtype))
        number(Int(annotation.channel))
        number(Int(annotation.number))
        text(annotation.text)
      }
    } catch {
      bytes = [UInt8(ascii: "x")]
      text(file)
      text("\(error)")
    }
  }

  private mutating func lead(_ signal: RawSignal, _ lead: Recording.Lead) {
    text(signal.channel.name)
    text(signal.channel.units)
    real(signal.channel.gain)
    number(Int(signal.channel.baseline))
    if case .integers(let numbers, let missing) = signal.values {
      number(Int(missing))
      number(numbers.count)
      numbers.withUnsafeBytes { bytes += $0 }
    } else {
      number(0)
      number(0)
    }
    number(lead.samples.count)
    lead.samples.withUnsafeBytes { bytes += $0 }
  }

  private mutating func number(_ value: Int) {
    withUnsafeBytes(of: Int64(value).littleEndian) { bytes += $0 }
  }

  private mutating func real(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
  }

  private mutating func text(_ value: String) {
    number(value.utf8.count)
    bytes += Array(value.utf8)
  }

  private func flush() -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = write(STDOUT_FILENO, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count <= 0 { return false }
        done += count
      }
      return true
    }
  }
}
