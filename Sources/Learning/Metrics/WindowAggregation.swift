import Waveforms

/// How what was said of the windows of a recording becomes what is said of the recording.
public struct WindowAggregation: Sendable, Hashable, Codable {
  /// What is done with the windows' numbers.
  public enum Reduction: String, Sendable, Hashable, Codable, CaseIterable { case mean, max }
  /// Which numbers.
  public enum Scale: String, Sendable, Hashable, Codable, CaseIterable { case probabilities, logits }

  /// What is done with the windows' numbers.
  public var reduction: Reduction
  /// Which numbers.
  public var scale: Scale

  /// Creates an aggregation; without a word, the mean of probabilities.
  public init(_ reduction: Reduction = .mean, of scale: Scale = .probabilities) {
    self.reduction = reduction
    self.scale = scale
  }

  /// Returns the probabilities of `count` recordings from their windows' logits, window after window.
  ///
  /// `owners` names the recording of each window. Where an example has one label, greatest probabilities are
  /// scaled to sum to 1.
  public func callAsFunction(_ logits: [Float], task: Task, owners: [Int], count: Int) -> [Float] {
    guard count > 0 else { return [] }
    precondition(
      !owners.isEmpty && logits.count % owners.count == 0, "\(logits.count) logits for \(owners.count) windows")
    let labels = logits.count / owners.count
    var windows = [Int](repeating: 0, count: count)
    var sums = [Double](repeating: reduction == .mean ? 0 : -.infinity, count: count * labels)
    for (window, owner) in owners.enumerated() {
      windows[owner] += 1
      let row = logits[(window * labels)..<((window + 1) * labels)].map(Double.init)
      for (label, value) in (scale == .logits ? row : Self.probabilities(row, task)).enumerated() {
        let cell = owner * labels + label
        switch reduction {
        case .mean: sums[cell] += value
        // A window that is no number must not be hidden by another.
        case .max: sums[cell] = value.isNaN || value > sums[cell] ? value : sums[cell]
        }
      }
    }
    return (0..<count).flatMap { owner in
      precondition(windows[owner] > 0, "recording \(owner) has no window")
      var row = Array(sums[(owner * labels)..<((owner + 1) * labels)])
      if reduction == .mean { row = row.map { $0 / Double(windows[owner]) } }
      if scale == .logits { row = Self.probabilities(row, task) }
      if scale == .probabilities, reduction == .max, task == .oneLabel {
        let sum = row.reduce(0, +)
        row = row.map { $0 / sum }
      }
      return row.map { Float($0) }
    }
  }

  /// The probabilities of one row of logits.
  private static func probabilities(_ row: [Double], _ task: Task) -> [Double] {
    switch task {
    case .severalLabels: return row.map { 1 / (1 + exponential(-$0)) }
    case .oneLabel:
      let top = row.max() ?? 0
      let powers = row.map { exponential($0 - top) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }
}
