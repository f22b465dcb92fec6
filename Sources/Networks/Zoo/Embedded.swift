import Compute

/// Embedded transfer: copies of a one-lead network side by side, one a lead, under one head over all their features.
public struct Embedded: Network {
  /// What descriptions call it.
  public static let kind = "embedded"
  /// The names it has.
  public static let presets: [Preset] = []

  /// The one-lead network that is copied.
  public var source: Architecture
  /// Channels of a recording.
  public var leads: Int
  /// The stages of the source after which a layer joins all leads' channels.
  public var crossChannel: [String]

  /// Creates the network.
  public init(of source: any Network, leads: Int, crossChannel: [String] = []) {
    self.source = Architecture(source)
    self.leads = leads
    self.crossChannel = crossChannel
  }

  private enum CodingKeys: String, CodingKey {
    case source = "of"
    case leads, crossChannel
  }

  /// Samples of a lead.
  public var samples: Int { source.samples }
  /// Numbers out: labels.
  public var outputs: Int {
    get { source.outputs }
    set { source.outputs = newValue }
  }

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? {
    if let problem = source.problem { return problem }
    if source.leads != 1 { return "a network of \(source.leads) leads cannot be copied lead by lead, expected 1" }
    let trunk = source.stages.filter { !$0.isHead }.map(\.name)
    guard let unknown = crossChannel.first(where: { !trunk.contains($0) }) else { return nil }
    return
      "\(source.kind) has no stage '\(unknown.prefix(60))' before its head; it has \(trunk.joined(separator: ", "))"
  }

  /// The source's stages, all leads in one; those that no cross-channel layer parts are one stage, named by the last.
  public var stages: [Stage] {
    var stages: [Stage] = []
    var run: [Stage] = []
    for stage in source.stages {
      if let head = stage.head {
        if !run.isEmpty { stages.append(side(by: run)) }
        stages.append(Stage(head: LinearLayer(head.name, leads * head.inputs, head.outputs, hasBias: head.hasBias)))
      } else {
        run.append(stage)
        guard crossChannel.contains(stage.name) else { continue }
        stages += [side(by: run), cross(after: stage.name)]
        run = []
      }
    }
    return stages
  }

  /// Each lead's channels through a run of stages of its own, and side by side again.
  private func side(by run: [Stage]) -> Stage {
    let leads = leads
    return Stage(run.last?.name ?? "") { x, phase in
      let width = x.shape.channels / leads
      return .concatenated(
        (0..<leads).map { lead in
          x.graph.naming("leads.\(lead)") {
            run.reduce(x.channels((lead * width)..<((lead + 1) * width))) { $1($0, phase) }
          }
        })
    }
  }

  private func cross(after name: String) -> Stage {
    Stage("cross.\(name)") { x, _ in LinearLayer("cross.\(name)", x.shape.channels, x.shape.channels)(x) }
  }
}

extension Embedded {
  /// Copies a source into this network's parameters: its trunk to every lead, its head tiled and divided by the leads.
  ///
  /// On the same signal in every lead the network then says what the source says.
  public func carry(_ source: Parameters, into target: Parameters) {
    guard let head = self.source.stages.compactMap(\.head).last else { return }
    let share = 1 / Float(leads)
    for spec in source.specs {
      let tensor = source[spec.name]
      switch spec.name {
      case "\(head.name).weight":
        let rows = stride(from: 0, to: tensor.elements.count, by: head.inputs).map {
          tensor.elements[$0..<($0 + head.inputs)].map { $0 * share }
        }
        let tiled = rows.flatMap { row in (0..<leads).flatMap { _ in row } }
        target[spec.name] = Tensor([rows.count, leads * head.inputs], tiled)
      case "\(head.name).bias": target[spec.name] = tensor
      default: for lead in 0..<leads { target["leads.\(lead).\(spec.name)"] = tensor }
      }
    }
  }
}
