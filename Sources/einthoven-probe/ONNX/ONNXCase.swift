import Cohorts
import Compute

/// A network and an input for a peer to run: what it says is written beside.
struct ONNXCase {
  let name: String
  let samples: Int
  let leads: Int
  /// Steps of a recipe that the model is to do itself.
  var steps: [Cohorts.Step] = []
  /// Whether some samples are missing, and one lead has no variation.
  var hasGaps = false
  /// Draws the outputs; the input is `signal`.
  let draw: () -> [(name: String, node: Node)]

  /// All cases: operations, recipes, and the networks of the zoo.
  static func all() throws -> [ONNXCase] { operations + recipes + (try networks()) }
}
