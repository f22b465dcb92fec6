import Compute

extension Runner {
  /// Says which leads each row has, where the network asks.
  func setPresence(_ presence: [Float]) {
    if program.inputs.contains(where: { $0.name == "presence" }) { setInput("presence", presence) }
  }
}
