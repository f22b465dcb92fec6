import Cohorts
import Interchange
import Networks

/// Makes a checkpoint of weights from elsewhere: what the file does not say is said here.
public struct Importing {
  private let card: Card

  /// Creates an import.
  public init(
    network: String, labels: [String], leads: [String], samples: Int, rate: Double, recipe: Recipe, task: Task
  ) throws(LearningError) {
    let architecture: Architecture
    do throws(ArchitectureError) {
      architecture = try Architecture.named(network, leads: leads.count, samples: samples, outputs: labels.count)
    } catch {
      throw .request(error.description)
    }
    let terms = labels.map { Term($0, $0) }
    let card = Card(
      architecture: architecture, task: task, vocabulary: Vocabulary(name: "imported", system: .local, terms: terms),
      shape: WindowShape(times: samples, leads: leads, rate: rate), recipe: recipe, aggregation: WindowAggregation())
    if let problem = card.problem { throw .request(problem) }
    self.card = card
  }

  /// Reads the weights; every tensor of the file and of the network is accounted for, or nothing is made.
  public func checkpoint(
    of path: String, _ map: StateDictionaryMap
  ) throws(LearningError) -> (checkpoint: Checkpoint, report: ImportReport) {
    let parameters = card.architecture.parameters(seed: 0)
    let report = try filing { () throws(FileError) in
      try map.load(SafetensorsFile(reading: path), into: parameters)
    }
    var card = card
    let name = FileAccess.name(of: path)
    let checkpoint = Checkpoint(card: card, parameters: parameters)
    card.lineage = [
      Card.Ancestor(file: name, fingerprint: checkpoint.fingerprint, method: "imported: \(report.summary)")
    ]
    return (Checkpoint(card: card, parameters: parameters), report)
  }
}

extension ImportReport {
  /// The report as one line of JSON.
  public func json() throws -> String {
    String(decoding: try JSONFile.bytes(of: self, file: "report", pretty: false), as: UTF8.self)
  }
}
