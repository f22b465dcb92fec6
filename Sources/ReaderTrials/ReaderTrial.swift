import Interchange
import Waveforms

/// A reader put to the test: whole files to start from, and what is done with each damaged one.
public struct ReaderTrial: Sendable {
  /// The reader's name.
  public let name: String
  /// The sets of files to start from.
  public let seeds: [[String: [UInt8]]]
  private let attempt: @Sendable ([String: [UInt8]]) throws -> Void

  /// What came of a number of damaged inputs.
  public struct Outcome: Sendable, Equatable {
    /// How many were read.
    public var read = 0
    /// How many were refused with an error.
    public var refused = 0

    /// Creates an outcome of nothing yet.
    public init() {}
  }

  /// Feeds the reader inputs of a range of numbers; `watch` is told each number before.
  public func run(inputs: Range<Int>, seed: UInt64, watch: (Int) -> Void = { _ in }) -> Outcome {
    var outcome = Outcome()
    for index in inputs {
      watch(index)
      var mutation = Mutation(seed: seed, index: index)
      let files = mutation.damage(seeds[index % seeds.count])
      do {
        try attempt(files)
        outcome.read += 1
      } catch {
        outcome.refused += 1
      }
    }
    return outcome
  }

  /// Reads the undamaged seeds.
  public func readSeeds() throws {
    for seed in seeds { try attempt(seed) }
  }

  /// All trials, with seeds from the folder of fixtures.
  public static func all(fixtures: String) throws -> [ReaderTrial] {
    func seed(_ names: String...) throws -> [String: [UInt8]] {
      var files: [String: [UInt8]] = [:]
      for name in names { files[name] = try FileAccess.read("\(fixtures)/\(name)") }
      return files
    }
    let formats = [8, 16, 24, 32, 61, 80, 160, 212, 310, 311]
    let pieces = try formats.map { try seed("f\($0).hea", "f\($0).dat") }
    return [
      ReaderTrial(name: "header", seeds: try formats.map { try seed("f\($0).hea") } + [try seed("varied.hea")]) { files in
        for (name, bytes) in files { _ = try WFDBHeader(parsing: bytes, file: name) }
      },
      ReaderTrial(
        name: "record",
        seeds: pieces + [
          try seed("frames.hea", "frames.dat"), try seed("offset.hea", "offset.dat"), try seed("skew.hea", "skew.dat"),
          try seed("two.hea", "two_a.dat", "two_b.dat"), try seed("withheader.hea", "withheader.mat"),
        ], attempt: readRecord),
      ReaderTrial(
        name: "segments",
        seeds: [
          try seed("fixed.hea", "f16.hea", "f16.dat", "f24.hea", "f24.dat"),
          try seed("varied.hea", "varied_layout.hea", "f16.hea", "f16.dat", "varied_b.hea", "varied_b.dat"),
        ], attempt: readRecord),
      ReaderTrial(name: "annotations", seeds: [try seed("marks.atr"), try seed("marks_open.atr")]) { files in
        for (name, bytes) in files {
          let file = try AnnotationFile(parsing: bytes, file: name)
          _ = try file.bytes()
        }
      },
      ReaderTrial(
        name: "mat", seeds: try ["m4", "m4_double", "m5", "m7"].map { try seed($0 + ".mat") }, attempt: readRecord),
    ]
  }

  /// Opens the record, reads it whole, in part and as stored.
  @Sendable private static func readRecord(_ files: [String: [UInt8]]) throws {
    // The record itself is the header that no other header names, which is the shortest name.
    let names = files.keys.sorted { ($0.count, $0) < ($1.count, $1) }
    guard let name = names.first(where: { $0.hasSuffix(".hea") && !$0.hasPrefix("f16") && !$0.hasPrefix("f24") })
      ?? names.first(where: { $0.hasSuffix(".hea") }) ?? names.first
    else { return }
    let options = RecordReader.Options(acceptsShortFiles: files.count % 2 == 0, rate: 250)
    let reader = try RecordReader(name, in: .memory(files), options: options)
    _ = try reader.read()
    let count = reader.description.sampleCount
    _ = try reader.read(samples: count / 3..<count / 2)
    if let last = reader.description.channels.last { _ = try reader.read(leads: [last.name]) }
    _ = try RecordInspection(reader)
  }
}
