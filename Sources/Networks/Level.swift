import Compute

/// A stage by its parameters: what is frozen, given a rate of its own, or compared with what it was, together.
public struct Level: Sendable, Hashable {
  /// The stage's name; `cross.STAGE` for the layer that joins leads after a stage of copies.
  public let name: String
  /// What the names of its parameters begin with; `leads.*.` stands for any copy.
  public let prefixes: [String]
  /// Whether this makes the logits.
  public let isHead: Bool

  /// Returns whether a parameter belongs to it.
  public func contains(_ parameter: String) -> Bool { prefixes.contains { Self.fits(parameter, $0) } }

  /// Returns whether a parameter's name begins with a prefix, in which `leads.*.` stands for any copy.
  public static func fits(_ parameter: String, _ prefix: String) -> Bool {
    guard prefix.hasPrefix("leads.*.") else { return parameter.hasPrefix(prefix) }
    let parts = parameter.split(separator: ".", maxSplits: 2)
    return parts.count == 3 && parts[0] == "leads" && parts[2].hasPrefix(prefix.dropFirst("leads.*.".count))
  }
}

extension Architecture {
  /// The stages that have parameters, from the signal to the head; of a network of copies, those of all copies together.
  public var levels: [Level] {
    if let embedded = network as? Embedded { return embedded.levels }
    let graph = Graph()
    var value = signal(in: graph)
    var names: [(stage: Stage, parameters: [String])] = []
    for stage in stages {
      let before = graph.parameters.count
      value = stage(value, .prediction)
      names.append((stage, graph.parameters[before...].map(\.name)))
    }
    return names.filter { !$0.parameters.isEmpty }.map { stage, own in
      let others = names.filter { $0.stage.name != stage.name }.flatMap(\.parameters)
      return Level(name: stage.name, prefixes: Self.prefixes(of: own, without: others), isHead: stage.isHead)
    }
  }

  /// Returns the shortest beginnings, up to a dot, that some names have and others have not.
  private static func prefixes(of names: [String], without others: [String]) -> [String] {
    var prefixes: [String] = []
    for name in names where !prefixes.contains(where: { name.hasPrefix($0) }) {
      let dots = name.indices.filter { name[$0] == "." }
      let candidates = dots.map { String(name[...$0]) }
      prefixes.append(candidates.first { candidate in !others.contains { $0.hasPrefix(candidate) } } ?? name)
    }
    return prefixes
  }
}

extension Embedded {
  /// The source's levels, each for all leads together, with the layers that join them in between.
  var levels: [Level] {
    var levels = source.levels.map { level in
      Level(
        name: level.name, prefixes: level.isHead ? level.prefixes : level.prefixes.map { "leads.*." + $0 },
        isHead: level.isHead)
    }
    // A layer across stands after the last level at or below its stage: stages without parameters have no level.
    let order = source.stages.map(\.name)
    for name in trunk where crossChannel.contains(name) {
      guard let place = order.firstIndex(of: name) else { continue }
      let lower = order[...place].flatMap { [$0, "cross.\($0)"] }
      let below = levels.lastIndex { lower.contains($0.name) }
      levels.insert(
        Level(name: "cross.\(name)", prefixes: ["cross.\(name)."], isHead: false), at: below.map { $0 + 1 } ?? 0)
    }
    return levels
  }
}
