import Compute
import Networks

/// How far training moved the weights of one level of a network.
public struct Movement: Sendable, Equatable, Codable {
  /// The level.
  public let layer: String
  /// Weights that could have moved.
  public let weights: Int
  /// Those that are not, bit for bit, what they were.
  public let moved: Int
  /// The mean distance over all weights.
  public let mean: Double
  /// The greatest distance.
  public let greatest: Double
  /// The length of the whole movement beside that of the weights before; nothing where these were all zero.
  public let relative: Double?

  /// Compares two sets of parameters of one network, level by level; statistics that are carried along do not count.
  public static func all(_ architecture: Architecture, from old: Parameters, to new: Parameters) -> [Movement] {
    architecture.levels.map { level in
      let names = new.specs.filter { $0.isTrainable && level.contains($0.name) }.map(\.name)
      return Movement(
        level.name, from: names.flatMap { old[$0].elements }, to: names.flatMap { new[$0].elements })
    }
  }

  init(_ layer: String, from old: [Float], to new: [Float]) {
    self.layer = layer
    weights = new.count
    var (moved, sum, greatest, squares, before) = (0, 0.0, 0.0, 0.0, 0.0)
    for (a, b) in zip(old, new) {
      let distance = abs(Double(b) - Double(a))
      moved += a.bitPattern == b.bitPattern ? 0 : 1
      sum += distance
      greatest = max(greatest, distance)
      squares += distance * distance
      before += Double(a) * Double(a)
    }
    (self.moved, self.greatest) = (moved, greatest)
    mean = weights > 0 ? sum / Double(weights) : 0
    relative = before > 0 ? (squares / before).squareRoot() : nil
  }
}

extension [Movement] {
  /// How many weights moved, in words.
  public var words: String {
    let (moved, weights) = reduce((0, 0)) { ($0.0 + $1.moved, $0.1 + $1.weights) }
    return "\(moved) of \(weights) weights moved (\(fixed(100 * Double(moved) / Double(Swift.max(1, weights)), 1)) %)"
  }

  /// A table: a line a level, the lowest first.
  public var text: String {
    let width = map(\.layer.count).reduce(5, Swift.max)
    let head =
      padded("layer", width)
      + ["weights", "moved", "share", "mean", "greatest", "relative"].map { padded($0, 10, right: true) }.joined()
    let lines = map { row in
      padded(row.layer, width)
        + [
          "\(row.weights)", "\(row.moved)",
          fixed(100 * Double(row.moved) / Double(Swift.max(1, row.weights)), 1) + " %", fixed(row.mean, 6),
          fixed(row.greatest, 6), row.relative.map { fixed($0, 4) } ?? "–",
        ].map { padded($0, 10, right: true) }.joined()
    }
    return ([head] + lines).joined(separator: "\n")
  }
}
