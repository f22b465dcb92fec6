import Interchange
import Waveforms

/// Prepared recordings on disk, so that they need not be prepared again.
///
/// An entry counts only if the samples that its record now has, the steps, and this version of the format are those that it was
/// made of; whatever does not fit, or is damaged, is prepared anew. Files appear whole or not at all.
public struct RecipeCache: Sendable {
  /// The folder.
  public let folder: String

  /// Creates a cache in a folder, which must exist.
  public init(folder: String) { self.folder = folder }

  /// Recordings a file.
  static let shardSize = 256
  private static let version = "2"

  /// Prepares recordings, or finds them prepared.
  func prepare(
    _ units: [PreparedCohort.Unit], recipe: Recipe, threads: Int?
  ) throws(RecipeError) -> (stored: [PreparedCohort.Stored], found: Int) {
    let steps: [UInt8]
    do throws(FileError) {
      guard FileAccess.kind(folder) == .folder else {
        throw FileError(file: folder, expected: "a folder", message: "the cache's folder is not there")
      }
      steps = try JSONFile.bytes(of: Array(recipe.preparing), file: "recipe", pretty: false)
    } catch {
      throw .file(error)
    }
    var stored: [PreparedCohort.Stored] = []
    var found = 0
    for start in stride(from: 0, to: units.count, by: Self.shardSize) {
      let part = Array(units[start..<min(units.count, start + Self.shardSize)])
      var name = Fingerprint()
      name.add(bytes: steps)
      for unit in part { name.add("\(unit.source.key) \(unit.samples.map { "\($0)" } ?? "")") }
      let path = RecordFiles.path(folder, name.hex + ".prepared")
      let old = (try? CacheShard(reading: path)) ?? CacheShard(path: path, entries: [])
      let fresh = try Parallel.map(part.count, threads: threads) { index throws(RecipeError) -> Item in
        try Self.item(part[index], recipe: recipe, steps: steps, old: old.entry(index))
      }
      found += fresh.count { if case .kept = $0 { true } else { false } }
      do throws(FileError) {
        stored += try CacheShard.update(old, with: fresh).entries.map { .disk($0) }
      } catch {
        throw .file(error)
      }
    }
    return (stored, found)
  }

  /// What became of one recording.
  enum Item: Sendable {
    case kept(Entry)
    case made(key: String, Recording, rate: Double)
  }

  private static func item(
    _ unit: PreparedCohort.Unit, recipe: Recipe, steps: [UInt8], old: Entry?
  ) throws(RecipeError) -> Item {
    let recording = try unit.read()
    var hash = Fingerprint()
    hash.add(version)
    hash.add(bytes: steps)
    hash.add(recording.signalFingerprint)
    for lead in recording.leads { hash.add("\(lead.name)\u{1}\(lead.units)") }
    let key = hash.hex
    if let old, old.key == key, (try? old.read()) != nil { return .kept(old) }
    return .made(key: key, try recipe.prepared(recording), rate: recording.rate)
  }

  /// Reads every recording of one of the cache's files.
  package static func readAll(of path: String) throws(FileError) {
    for entry in try CacheShard(reading: path).entries { _ = try entry.read() }
  }

  /// One prepared recording in a file.
  struct Entry: Sendable {
    let path: String
    let key: String
    let offset: Int
    let count: Int
    let name: String
    let rate: Double
    let oldRate: Double
    let leads: [(name: String, units: String, samples: Int)]
    let check: String

    /// Reads the recording, and checks that not a bit of it has changed.
    func read() throws(FileError) -> (recording: Recording, rate: Double) {
      let bytes = try FileAccess.read(path, offset..<offset + count)
      var hash = Fingerprint()
      hash.add(bytes: bytes)
      guard hash.hex == check else {
        throw FileError(file: path, field: name, message: "a cached recording is damaged")
      }
      var at = 0
      let leads = self.leads.map { lead -> Recording.Lead in
        let samples = bytes.withUnsafeBytes { buffer in
          (0..<lead.samples).map { index in
            Float(
              bitPattern: UInt32(
                littleEndian: buffer.loadUnaligned(fromByteOffset: at + 4 * index, as: UInt32.self)))
          }
        }
        at += 4 * lead.samples
        return Recording.Lead(name: lead.name, samples: samples, units: lead.units)
      }
      return (Recording(name: name, rate: rate, leads: leads), oldRate)
    }
  }
}
