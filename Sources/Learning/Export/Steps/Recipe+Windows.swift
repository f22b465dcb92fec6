import Cohorts

extension Recipe {
  /// The steps after the last that cuts windows: what an exported network may do itself.
  public var stepsOnWindows: [Step] {
    let last = steps.lastIndex { if case .window = $0 { true } else { false } }
    return Array(steps[(last.map { $0 + 1 } ?? 0)...])
  }
}
