import Waveforms

extension Recipe {
  /// Recipes with a name, and what each does.
  public static let presets: [(name: String, summary: String)] = [
    ("lead", "one lead at 150 Hz, random windows of 1000 samples, z-score (Beton)"),
    ("beat", "one lead at 125 Hz, cut into beats of 187 samples (Kachuee and others)"),
    ("benchmark", "all leads at 100 Hz, random windows of 2.5 s (the PTB-XL benchmark)"),
    ("melep", "all leads at 100 Hz, the first 10 s, each lead from 0 to 1 (Nguyen and others)"),
  ]

  /// Returns a recipe, or nothing when none is called so.
  ///
  /// - Parameters:
  ///   - name: One of the names in ``presets``.
  ///   - leads: The leads to take, in order; nothing for all that a record has.
  ///   - rate: The recordings' own rate, by which *lead* chooses how to come to 150 Hz.
  public static func preset(_ name: String, leads: [String]?, rate: Double) -> Recipe? {
    let choice = leads.map { [Step.leads(names: $0, absent: .refuse)] } ?? []
    switch name {
    case "lead":
      // One level of the wavelet halves the rate and takes noise away; it comes to 150 Hz from 300 alone.
      let slowing = rate == 300 ? Step.halve(wavelet: .db6, border: .symmetric) : .resample(rate: 150)
      return Recipe(
        choice + [
          slowing, .window(window: Window(1000, at: .random, stride: 500)), .normalize(normalization: .zScore(.lead)),
          .fill(value: 0),
        ])
    case "beat":
      return Recipe(
        [.leads(names: leads ?? ["II"], absent: .refuse), .resample(rate: 125), .beats(extraction: BeatExtraction())])
    case "benchmark":
      return Recipe(
        choice + [.resample(rate: 100), .window(window: Window(250, at: .random, stride: 125)), .fill(value: 0)])
    case "melep":
      return Recipe(
        choice + [
          .resample(rate: 100), .window(window: Window(1000, at: .start)),
          .normalize(normalization: .minMax(.lead)), .fill(value: 0),
        ])
    default: return nil
    }
  }
}
