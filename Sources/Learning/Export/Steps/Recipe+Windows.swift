import Cohorts

extension Recipe {
  /// The steps after the last that cuts windows: what an exported network may do itself.
  public var stepsOnWindows: [Step] {
    Array(steps[cut...])
  }

  /// The recipe without what an exported network may do itself: windows as they were cut.
  public var cutting: Recipe { Recipe(Array(steps[..<cut])) }

  private var cut: Int {
    let last = steps.lastIndex {
      switch $0 {
      case .window, .beats: true
      default: false
      }
    }
    return last.map { $0 + 1 } ?? 0
  }
}
