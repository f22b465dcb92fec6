import Einthoven
import Foundation

/// A folder with what the examples of the documentation find: networks, and recordings of one's own in a table.
enum Workplace {
  /// Runs an example in such a folder. It becomes the working folder: for a process of its own.
  static func use(_ example: () throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workplace-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder + "/mine", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard FileManager.default.changeCurrentDirectoryPath(folder) else { throw CocoaError(.fileNoSuchFile) }
    for (seed, name) in ["lead", "other"].enumerated() { try network(seed: UInt64(seed), to: "\(name).safetensors") }
    try recordings(to: "mine")
    try example()
  }

  /// Prints files that an example has made, for those who cannot enter its folder any more.
  static func show(_ files: [String]) throws {
    for file in files { print(String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)) }
  }

  /// A network that has learnt nothing yet.
  private static func network(seed: UInt64, to path: String) throws {
    let network = Architecture(Beat(samples: 160, outputs: 3))
    let recipe = Recipe([
      .leads(names: ["II"], absent: .refuse), .resample(rate: 50), .window(window: Window(160)),
      .normalize(normalization: .zScore(.lead)), .fill(value: 0),
    ])
    let card = Card(
      architecture: network, task: .severalLabels,
      vocabulary: Vocabulary.findings.restricted(to: ["NORM", "PVC", "AFIB"]),
      shape: WindowShape(times: 160, leads: ["II"], rate: 50), recipe: recipe, aggregation: WindowAggregation())
    try Checkpoint(card: card, parameters: network.parameters(seed: seed)).write(to: path)
  }

  /// Records of made patients, every other one with ventricular beats, and their table.
  private static func recordings(to folder: String) throws {
    let synthesizer = Synthesizer(seed: 3, seconds: 4)
    var rows = ["record,patient,labels"]
    for number in 1...24 {
      let findings: Set<Finding> = number % 2 == 0 ? [.ventricularBeats] : [.normal]
      let patient = SyntheticPatient(seed: 3, number: number, findings: findings)
      var recording = synthesizer.record(of: patient, at: SyntheticHospital(rate: 250)).recording
      recording.name = (number < 10 ? "000" : "00") + "\(number)"
      try WFDBWriter.write(recording, to: folder)
      rows.append("\(recording.name),p\(number),\(number % 2 == 0 ? "PVC" : "NORM")")
    }
    try (rows.joined(separator: "\n") + "\n").write(toFile: folder + "/index.csv", atomically: true, encoding: .utf8)
  }
}
