import Interchange
import Waveforms

/// A file of prepared recordings: a table in JSON behind its length, then the samples.
struct CacheShard: Sendable {
  let path: String
  let entries: [RecipeCache.Entry]

  func entry(_ index: Int) -> RecipeCache.Entry? { entries.indices.contains(index) ? entries[index] : nil }

  private static let mark = Array("EKGPREP1".utf8)

  /// What the table says of one recording.
  private struct Row: Codable {
    var key: String
    var offset: Int
    var name: String
    var rate: Double
    var oldRate: Double
    var leads: [String]
    var units: [String]
    var samples: [Int]
    var check: String
  }

  init(path: String, entries: [RecipeCache.Entry]) {
    self.path = path
    self.entries = entries
  }

  /// Reads the table; every entry must lie inside the file.
  init(reading path: String) throws(FileError) {
    let size = try FileAccess.size(path)
    let head = try FileAccess.read(path, 0..<min(16, size))
    var reader = ByteReader(head, file: path)
    guard try Array(head[reader.take(8, "mark")]) == Self.mark else {
      throw FileError(file: path, field: "mark", message: "this is no file of prepared recordings")
    }
    let length = try reader.uint64("table")
    guard length <= UInt64(size - 16) else {
      throw FileError(
        file: path, field: "table", found: "\(length) bytes", message: "the table is longer than the file")
    }
    let body = 16 + Int(length)
    let rows = try JSONFile.parse([Row].self, FileAccess.read(path, 16..<body), file: path)
    var entries: [RecipeCache.Entry] = []
    for row in rows {
      let count = row.samples.reduce(into: 0) { sum, samples in
        sum = samples >= 0 && samples <= size && sum <= size ? sum + 4 * samples : size + 1
      }
      guard row.offset >= 0, row.offset <= size - body, count <= size - body - row.offset,
        row.leads.count == row.samples.count, row.units.count == row.samples.count, row.rate > 0, row.oldRate > 0
      else {
        throw FileError(file: path, field: row.name, message: "an entry does not fit the file")
      }
      entries.append(
        RecipeCache.Entry(
          path: path, key: row.key, offset: body + row.offset, count: count, name: row.name, rate: row.rate,
          oldRate: row.oldRate, leads: row.leads.indices.map { (row.leads[$0], row.units[$0], row.samples[$0]) },
          check: row.check))
    }
    self.init(path: path, entries: entries)
  }

  /// Returns the file with these recordings, written anew unless all were already there.
  static func update(_ old: CacheShard, with items: [RecipeCache.Item]) throws(FileError) -> CacheShard {
    let kept = items.count { if case .kept = $0 { true } else { false } }
    if kept == items.count, kept == old.entries.count { return old }
    var rows: [Row] = []
    var body: [UInt8] = []
    for item in items {
      let recording: Recording
      let key: String
      let oldRate: Double
      switch item {
      case .kept(let entry):
        (recording, oldRate) = try entry.read()
        key = entry.key
      case .made(let made, let prepared, let rate): (key, recording, oldRate) = (made, prepared, rate)
      }
      let bytes = Self.bytes(of: recording)
      var hash = Fingerprint()
      hash.add(bytes: bytes)
      rows.append(
        Row(
          key: key, offset: body.count, name: recording.name, rate: recording.rate, oldRate: oldRate,
          leads: recording.leads.map(\.name), units: recording.leads.map(\.units),
          samples: recording.leads.map(\.samples.count), check: hash.hex))
      body += bytes
    }
    let table = try JSONFile.bytes(of: rows, file: old.path, pretty: false)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(table.count) >> UInt64(8 * $0)) }
    try AtomicFile.write(mark + length + table + body, to: old.path)
    return try CacheShard(reading: old.path)
  }

  private static func bytes(of recording: Recording) -> [UInt8] {
    let count = recording.leads.reduce(0) { $0 + $1.samples.count }
    return [UInt8](unsafeUninitializedCapacity: 4 * count) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      var at = 0
      for lead in recording.leads {
        for sample in lead.samples {
          raw.storeBytes(of: sample.bitPattern.littleEndian, toByteOffset: at, as: UInt32.self)
          at += 4
        }
      }
      initialized = 4 * count
    }
  }
}
