import Cohorts
import Compute
import Networks

extension ONNXCase {
  /// Every network that has a name, and embedded ones with and without layers across leads.
  static func networks() throws -> [ONNXCase] {
    var cases = try Architecture.names.map { name in
      let leads = ["beat", "lead", "heartbeatAutoencoder"].contains(name) ? 1 : 12
      let samples = name == "beat" ? 187 : name == "heartbeatAutoencoder" ? 200 : 1000
      return network(name, try .named(name, leads: leads, samples: samples, outputs: 5))
    }
    let lead = try Architecture.named("lead", leads: 1, samples: 1000, outputs: 3).network
    let trunk = lead.stages.filter { !$0.isHead }.map(\.name)
    cases.append(network("embedded", Architecture(Embedded(of: lead, leads: 12))))
    cases.append(network("embeddedAcross", Architecture(Embedded(of: lead, leads: 12, crossChannel: trunk))))
    return cases
  }

  private static func network(_ name: String, _ architecture: Architecture) -> ONNXCase {
    ONNXCase(
      name: name, samples: architecture.samples, leads: architecture.leads,
      steps: [.normalize(normalization: .zScore(.lead)), .fill(value: 0)], hasGaps: true
    ) { signal in
      let features = architecture.features(signal, .prediction)
      let logits = architecture.stages.filter(\.isHead).reduce(features) { $1($0, .prediction) }
      let probabilities = logits.shape.rank == 1 ? logits.softmax() : logits.sigmoid()
      return [("logits", logits), ("probabilities", probabilities), ("features", features)]
    }
  }
}
