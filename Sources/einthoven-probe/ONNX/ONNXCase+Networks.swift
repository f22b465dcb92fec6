import Cohorts
import Compute
import Learning
import Networks
import Waveforms

extension ONNXCase {
  /// Every network that has a name, and embedded ones with and without layers across leads.
  static func networks() throws -> [ONNXCase] {
    var cases = try Architecture.names.map { name in
      let (leads, samples) = sizes[name] ?? (12, 1000)
      return network(name, try .named(name, leads: leads, samples: samples, outputs: 5))
    }
    let lead = try Architecture.named("lead", leads: 1, samples: 1000, outputs: 3).network
    let trunk = lead.stages.filter { !$0.isHead }.map(\.name)
    cases.append(network("embedded", Architecture(Embedded(of: lead, leads: 12))))
    cases.append(network("embeddedAcross", Architecture(Embedded(of: lead, leads: 12, crossChannel: trunk))))
    return cases
  }

  /// Leads and samples of networks of single leads.
  private static let sizes = ["beat": (1, 187), "lead": (1, 1000), "heartbeatAutoencoder": (1, 128)]

  private static func network(_ name: String, _ architecture: Architecture) -> ONNXCase {
    ONNXCase(
      name: name, samples: architecture.samples, leads: architecture.leads,
      steps: [.normalize(normalization: .zScore(.lead)), .fill(value: 0)], hasGaps: true
    ) { ONNXExport.outputs(of: architecture, for: .oneLabel) }
  }
}
