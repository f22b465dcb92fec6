import Cohorts
import Waveforms

/// What the lower stages of a network made of examples, kept: the upper stages learn from it as from recordings.
///
/// When training, an example shows one of its windows, drawn anew each epoch; when evaluating, all.
package struct FeatureTable: WindowSource {
  package let cohort: Cohort
  package let recipe: Recipe
  /// What the windows are like.
  package let shape: WindowShape
  private var windows: [Windowed]

  /// The windows of one example.
  private struct Windowed {
    var count = 0
    var values: [Float] = []
    var presence: [Float] = []
  }

  init(of source: any WindowSource, shape: WindowShape) {
    (cohort, recipe) = (source.cohort, source.recipe)
    self.shape = shape
    windows = [Windowed](repeating: Windowed(), count: source.cohort.count)
  }

  /// Adds a window for each of some examples.
  mutating func add(_ examples: [Int], presence: [Float], _ features: [Float]) {
    guard !examples.isEmpty else { return }
    let leads = presence.count / examples.count
    for (row, example) in examples.enumerated() {
      windows[example].count += 1
      windows[example].values += features[(row * shape.size)..<((row + 1) * shape.size)]
      windows[example].presence += presence[(row * leads)..<((row + 1) * leads)]
    }
  }

  package func windows(of index: Int, seed: UInt64?, epoch: Int) throws(RecipeError) -> Windows {
    let own = windows[index]
    precondition(own.count > 0, "example \(cohort.examples[index].id) has no features")
    guard let seed else { return part(own, 0..<own.count) }
    var random = Chance(seed: seed, epoch: epoch, example: cohort.examples[index].id).generator(step: 0)
    let place = random.index(below: own.count)
    return part(own, place..<(place + 1))
  }

  private func part(_ own: Windowed, _ range: Range<Int>) -> Windows {
    let leads = own.presence.count / own.count
    return Windows(
      count: range.count, times: shape.times, leads: shape.leads, rate: shape.rate,
      values: Array(own.values[(range.lowerBound * shape.size)..<(range.upperBound * shape.size)]),
      presence: Array(own.presence[(range.lowerBound * leads)..<(range.upperBound * leads)]))
  }
}
