import Compute

/// Embedded transfer: copies of a one-lead network side by side, one a lead, under one head over all their features.
///
/// The trunk of lead i has parameters `leads.i.…`; the head keeps its name and is as many times as wide.
public struct Embedded: Network {
  /// What descriptions call it.
  public static let kind = "embedded"
  /// It has no name without the network that is copied.
  public static let presets: [Preset] = []

  /// The one-lead network that is copied.
  public var source: Architecture
  /// Channels of a recording: copies.
  public var leads: Int
  /// The stages of the source after which a layer joins all leads' channels: `cross.STAGE.weight`, `cross.STAGE.bias`.
  public var crossChannel: [String]
  /// Whether an input `presence`, a number a lead, says which leads a recording has: 1, or 0 for one that is missing.
  ///
  /// A missing lead takes no part in cross-channel layers nor in the head, and the leads that are there stand in for it.
  /// Its samples must be finite all the same; zeros will do.
  public var takesPresence: Bool

  /// Creates the network.
  public init(of source: any Network, leads: Int, crossChannel: [String] = [], takesPresence: Bool = false) {
    self.source = Architecture(source)
    self.leads = leads
    self.crossChannel = crossChannel
    self.takesPresence = takesPresence
  }

  private enum CodingKeys: String, CodingKey {
    case source = "of"
    case leads, crossChannel, takesPresence
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
    if source.network is Embedded { return "a network of copies cannot be copied" }
    if let problem = outOfRange([("leads", leads, 1...64)]) ?? source.problem { return problem }
    if source.leads != 1 { return "a network of \(source.leads) leads cannot be copied lead by lead, expected 1" }
    let features = source.features(source.signal(in: Graph()), .prediction).shape
    if features.rank != 1 { return "\(source.kind) ends in \(features) numbers, expected one row under its head" }
    guard let unknown = crossChannel.first(where: { !trunk.contains($0) }) else { return nil }
    return
      "\(source.kind) has no stage '\(unknown.prefix(60))' before its head; it has \(trunk.joined(separator: ", "))"
  }

  /// The stages of the source that can be followed by a cross-channel layer.
  public var trunk: [String] { source.stages.filter { !$0.isHead }.map(\.name) }

  /// A trunk as its authors drew it, the head too, and cross-channel layers as the identity.
  public func initialisation(of parameter: ParameterSpec) -> Initialisation {
    if parameter.name.hasPrefix("cross.") { return parameter.shape.rank == 2 ? .identity : .constant(0) }
    guard parameter.name.hasPrefix("leads.") else { return source.network.initialisation(of: parameter) }
    let name = parameter.name.split(separator: ".").dropFirst(2).joined(separator: ".")
    return source.network.initialisation(
      of: ParameterSpec(name: name, shape: parameter.shape, isTrainable: parameter.isTrainable))
  }

  /// The source's stages, all leads in one; those that no cross-channel layer parts are one stage, named by the last.
  public var stages: [Stage] {
    var stages: [Stage] = []
    var run: [Stage] = []
    for stage in source.stages {
      if let head = stage.head {
        if !run.isEmpty { stages.append(copies(of: run)) }
        if takesPresence { stages.append(Stage("presence") { [leads] x, _ in x.masked(leads, balanced: true) }) }
        stages.append(Stage(head: LinearLayer(head.name, leads * head.inputs, head.outputs, hasBias: head.hasBias)))
      } else {
        run.append(stage)
        guard crossChannel.contains(stage.name) else { continue }
        stages += [copies(of: run), cross(after: stage.name)]
        run = []
      }
    }
    return stages
  }

  /// Each lead's channels through a run of stages of its own, and side by side again.
  private func copies(of run: [Stage]) -> Stage {
    Stage(run.last?.name ?? "") { [leads] x, phase in
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
    Stage("cross.\(name)") { [leads, takesPresence] x, _ in
      let present = takesPresence ? x.masked(leads, balanced: false) : x
      return LinearLayer("cross.\(name)", x.shape.channels, x.shape.channels)(present)
    }
  }
}

extension Node {
  /// Returns the value without the leads that the input `presence` says are missing.
  fileprivate func masked(_ leads: Int, balanced: Bool) -> Node {
    let presence = graph.inputID("presence").map(graph.node) ?? graph.input("presence", [leads])
    return scaledByGroup(presence, balanced: balanced)
  }
}
