import Learning
import Networks

/// Which levels of a carried network learn, from when, how fast, and how strongly they are held.
struct Freezing {
  /// The rules, a level at a time.
  let rules: [ParameterRule]
  /// What was frozen and held, in words.
  let words: String

  /// - Parameters:
  ///   - levels: The levels, the head last.
  ///   - from: The place of the lowest that learns.
  ///   - fresh: The place of the lowest that was drawn anew, which nothing pulls back.
  init(_ request: TransferRequest, _ levels: [Level], from: Int, fresh: Int) {
    var rules: [ParameterRule] = []
    for (place, level) in levels.enumerated() {
      let above = levels.count - 1 - place
      let isCross = level.name.hasPrefix("cross.")
      let isHeld = place < fresh
      for prefix in level.prefixes {
        rules.append(
          ParameterRule(
            prefix, rateFactor: Self.power(request.layerDecay, above),
            learnsFrom: place < from ? nil : request.unfreezeEvery.map { $0 * above } ?? 0,
            pullL1: isCross ? request.crossPullL1 : isHeld ? request.pullL1 : 0,
            pullL2: isHeld && !isCross ? request.pullL2 : 0, pull: request.pull))
      }
    }
    self.rules = rules
    var words = [from == 0 ? "nothing frozen" : "frozen: \(levels[..<from].map(\.name).joined(separator: " "))"]
    if let every = request.unfreezeEvery { words.append("one level more learns every \(every) epochs") }
    if request.layerDecay != 1 { words.append("rates times \(request.layerDecay) a level down") }
    if request.training.plan.keepsStatistics { words.append("norms keep their statistics") }
    if request.pullL1 > 0 { words.append("L1 pull \(request.pullL1) to the source") }
    if request.pullL2 > 0 { words.append("L2 pull \(request.pullL2) to the source") }
    if request.crossPullL1 > 0 && levels.contains(where: { $0.name.hasPrefix("cross.") }) {
      words.append("L1 pull \(request.crossPullL1) to the identity")
    }
    if request.pull == .subgradient
      && [request.pullL1, request.pullL2, request.crossPullL1].contains(where: { $0 > 0 })
    {
      words.append("pulls by a penalty in the loss")
    }
    self.words = words.joined(separator: ", ")
  }

  private static func power(_ base: Float, _ exponent: Int) -> Float { (0..<exponent).reduce(1) { x, _ in x * base } }
}
