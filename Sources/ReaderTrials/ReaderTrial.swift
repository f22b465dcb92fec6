import Interchange
import Waveforms

/// A reader put to the test: whole files to start from, and what is done with each damaged one.
public struct ReaderTrial: Sendable {
  /// The reader's name.
  public let name: String
  /// The sets of files to start from.
  public let seeds: [[String: [UInt8]]]
  /// How many changes are made to an input at most.
  var changes = 4
  let attempt: @Sendable ([String: [UInt8]]) throws -> Void

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
      let files = mutation.damage(seeds[index % seeds.count], changes: changes)
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
      for name in names {
        files[String(name.split(separator: "/").last ?? "")] = try FileAccess.read("\(fixtures)/\(name)")
      }
      return files
    }
    let formats = [8, 16, 24, 32, 61, 80, 160, 212, 310, 311]
    let pieces = try formats.map { try seed("f\($0).hea", "f\($0).dat") }
    let trials = [
      ReaderTrial(name: "header", seeds: try formats.map { try seed("f\($0).hea") } + [try seed("varied.hea")]) {
        files in
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
      ReaderTrial(
        name: "edf", seeds: try ["plain.edf", "plus.edf", "plain.bdf"].map { try seed($0) }, attempt: readRecord),
      ReaderTrial(
        name: "csv",
        seeds: try ["rows.csv", "bare.csv"].map { try seed($0) }
          + [
            "Zeit [ms];I (uV);Lage\n0;0,5;links\n4;-1,25;links\n8;;links\n", "# t I\n0.0 1e-1\n0.5 2e-1\n",
            "'Elapsed time','MLII'\n'hh:mm:ss.mmm','mV'\n'0:00.000',1\n'0:00.004',2\n",
            "\"0,1\",\"2,5\"\n\"0,2\",\"-\"\n",
          ].map { ["t.csv": Array($0.utf8)] }, attempt: readRecord),
      ReaderTrial(
        name: "npy", seeds: try ["f4.npy", "f8_fortran.npy", "i2_big.npy"].map { try seed($0) }, attempt: readRecord),
      ReaderTrial(name: "npz", seeds: try ["stored.npz", "deflated.npz"].map { try seed($0) }) { files in
        try readRecord(files)
        for (name, bytes) in files {
          let archive = try NPZArchive(parsing: bytes, file: name)
          for array in archive.names { _ = try archive.array(array)?.rowMajor() }
        }
      },
      ReaderTrial(
        name: "safetensors",
        seeds: try ["types", "empty"].map { try seed("../../InterchangeTests/Fixtures/\($0).safetensors") } + [
          ["w": SafetensorsWriter.bytes([SafetensorsTensor("w", shape: [2], floats: [1, 2])], metadata: ["a": "b"])]
        ]
      ) { files in
        for (name, bytes) in files {
          let file = try SafetensorsFile(parsing: bytes, file: name)
          for tensor in file.tensors {
            _ = try file.bytes(tensor.name)
            // Numbers of some types are bytes only.
            _ = try? file.floats(tensor.name)
          }
        }
      },
      // What a checksum would refuse after decompression is looked at by itself.
      ReaderTrial(name: "inflate", seeds: [["z": deflated]]) { files in
        for (name, bytes) in files { _ = try Inflate.raw(bytes[...], limit: 1 << 20, file: name) }
      },
    ]
    #if FLAC
      let compressed = try [508, 516, 524].map { format in
        try seed("../TraitFixtures/f\(format).hea", "../TraitFixtures/f\(format).flac")
      }
      return trials + [ReaderTrial(name: "flac", seeds: compressed, attempt: readRecord)]
    #else
      return trials
    #endif
  }

  /// Three blocks: stored, of fixed and of dynamic codes: made with Python's `zlib.compressobj(level, zlib.DEFLATED, -15)`.
  private static let deflated: [UInt8] = [
    0x00, 0x0C, 0x00, 0xF3, 0xFF, 0x73, 0x74, 0x6F, 0x72, 0x65, 0x64, 0x20, 0x62, 0x6C, 0x6F, 0x63, 0x6B, 0x00,
    0x00, 0x00, 0xFF, 0xFF, 0x4A, 0xCB, 0xAC, 0x48, 0x4D, 0x51, 0x48, 0x43, 0x90, 0x00, 0x00, 0x00, 0x00, 0xFF,
    0xFF, 0x1D, 0x8F, 0xB9, 0x11, 0x04, 0x41, 0x08, 0x03, 0x43, 0x55, 0x89, 0x1F, 0x07, 0x1C, 0xF2, 0xAF, 0x9B,
    0x3D, 0x2C, 0x0C, 0xA9, 0x69, 0x5C, 0x61, 0xD3, 0xC3, 0xB4, 0x21, 0x97, 0x8D, 0x32, 0xE7, 0x37, 0xB9, 0xAC,
    0x9E, 0xBA, 0xAA, 0x06, 0xD7, 0x02, 0xE6, 0x9B, 0xC0, 0x50, 0xA6, 0xB8, 0x71, 0xA7, 0x6D, 0xC1, 0x1B, 0x8E,
    0x80, 0x11, 0xC5, 0x2C, 0xDE, 0xBD, 0x2C, 0x3D, 0x57, 0xE6, 0x72, 0xE7, 0xF6, 0xE8, 0xCD, 0x8A, 0x50, 0x88,
    0x2A, 0x9B, 0x28, 0x58, 0x1C, 0x34, 0x02, 0x01, 0xB4, 0xCF, 0x18, 0xC1, 0x0F, 0x6C, 0xF8, 0x0E, 0xBE, 0xB2,
    0x44, 0x6F, 0xF5, 0xB7, 0xAD, 0xC0, 0x53, 0xA0, 0x0A, 0xC4, 0xC2, 0x29, 0xD9, 0x21, 0xCC, 0xB3, 0xDC, 0xFC,
    0x7A, 0x43, 0x7F, 0xE5, 0x48, 0xF7, 0x3F, 0xE0, 0xB9, 0x94, 0x8A, 0x7A, 0x44, 0xC2, 0x71, 0xEE, 0x86, 0x1A,
    0x37, 0x97, 0x55, 0xBE, 0x88, 0x51, 0x4B, 0x71, 0xB0, 0x86, 0x3D, 0x63, 0xEA, 0x9A, 0x64, 0x6D, 0x58, 0x47,
    0x85, 0x2D, 0xDF, 0x6B, 0x6E, 0xE9, 0x42, 0xE2, 0x39, 0x3B, 0x55, 0xBD, 0x9F, 0xD4, 0x1C, 0x1E, 0x2F, 0xEB,
    0x14, 0xFA, 0x03,
  ]

  /// Opens the record, reads it whole, in part and as stored.
  @Sendable private static func readRecord(_ files: [String: [UInt8]]) throws {
    // The record itself is the header that no other header names, which is the shortest name.
    let names = files.keys.sorted { ($0.count, $0) < ($1.count, $1) }
    guard
      let name = names.first(where: { $0.hasSuffix(".hea") && !$0.hasPrefix("f16") && !$0.hasPrefix("f24") })
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
