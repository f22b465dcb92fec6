import Foundation
import Waveforms

@testable import Cohorts

/// A folder that is there as long as the value is used, with files made by hand.
final class TemporaryFolder: Sendable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "cohorts-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, Array(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes a record of one or more leads in format 16, sample i of lead c being (7 i + 13 c) modulo 50 at gain 100.
  func record(
    _ name: String, leads: [String] = ["II"], rate: Int = 100, count: Int = 300, comments: [String] = [],
    offset: Int = 0
  ) throws {
    let stem = name.split(separator: "/").last.map(String.init) ?? name
    var header = "\(stem) \(leads.count) \(rate) \(count)\n"
    for lead in leads { header += "\(stem).dat 16 100/mV 16 0 0 0 0 \(lead)\n" }
    for comment in comments { header += "#\(comment)\n" }
    try write(name + ".hea", Array(header.utf8))
    var bytes: [UInt8] = []
    for i in 0..<count {
      for c in leads.indices {
        let value = UInt16((7 * i + 13 * c + offset) % 50)
        bytes += [UInt8(value & 255), UInt8(value >> 8)]
      }
    }
    try write(name + ".dat", bytes)
  }

  /// Writes beat annotations: pairs of a symbol and the samples since the last.
  func annotations(_ name: String, _ marks: [(symbol: String, gap: Int)], rhythm: [Int: String] = [:]) throws {
    var bytes: [UInt8] = []
    for (place, mark) in marks.enumerated() {
      guard let code = AnnotationCode.code(of: mark.symbol) else { continue }
      let word = Int(code) << 10 | mark.gap
      bytes += [UInt8(word & 255), UInt8(word >> 8)]
      if let text = rhythm[place] {
        let aux = Array(text.utf8)
        bytes += [UInt8(aux.count), 63 << 2] + aux + (aux.count % 2 == 1 ? [0] : [])
      }
    }
    try write(name, bytes + [0, 0])
  }
}

/// Returns the error that loading a cohort throws, or nothing.
func refusal(_ specification: String) -> FileError? {
  do throws(FileError) {
    _ = try Cohort.load(specification)
    return nil
  } catch {
    return error
  }
}

/// A cohort without signals, for what needs none: patient and labels by example.
func cohort(_ rows: [(id: String, patient: String?, labels: [String])], codes: [String] = ["a", "b", "c"]) -> Cohort {
  Cohort(
    name: "made", vocabulary: Vocabulary(name: "letters", system: .local, terms: codes.map { Term($0, $0) }),
    examples: rows.map { row in
      Example(
        id: row.id, source: .memory(Recording(name: row.id, rate: 100, leads: [])),
        patient: row.patient.map { .known($0) } ?? .unknown, labels: row.labels)
    })
}
