import Cohorts
import Interchange
import Waveforms

/// What a network sees of recordings, or what a recipe alone makes of them.
package struct Preparation {
  private enum Maker {
    case model(Model)
    case recipe(String)
  }

  private let maker: Maker
  private let leads: [String]?

  /// Takes a checkpoint, a recipe's name, or a recipe's file.
  ///
  /// - Parameter leads: The leads to take in place of the network's, or of all.
  package init(_ word: String, leads: [String]?) throws(LearningError) {
    self.leads = leads
    guard FileAccess.kind(word) != .nothing || Recipe.presets.contains(where: { $0.name == word }) else {
      throw .word(
        word, among: Recipe.presets.map(\.name), message: "'\(word)' is neither a file nor a recipe; recipes are")
    }
    let isRecipe = Recipe.presets.contains { $0.name == word } && FileAccess.kind(word) == .nothing
    maker =
      isRecipe || word.hasSuffix(".json")
      ? .recipe(word) : .model(try Model(reading: word, leads: leads, threads: 1))
  }

  /// Returns the windows of a recording; `asCut` leaves out what is done to them after they were cut.
  package func windows(of recording: Recording, asCut: Bool) throws(LearningError) -> Windows {
    switch maker {
    case .model(let model): return try asCut ? model.cutWindows(of: recording) : model.windows(of: recording)
    case .recipe(let word):
      let recipe = try recipe(word, rate: recording.rate)
      do throws(RecipeError) {
        return try asCut ? recipe.cutting(recording) : recipe(recording)
      } catch {
        throw .recipe(error)
      }
    }
  }

  /// Returns a cohort with all its recordings prepared; examples that the recipe refuses can be left out.
  package func prepared(_ cohort: Cohort, dropsUnusable: Bool, threads: Int?) throws(LearningError) -> PreparedCohort {
    let recipe: Recipe
    switch maker {
    case .model(let model): recipe = model.card.recipe
    case .recipe(let word):
      guard let example = cohort.examples.first else { throw .request("the cohort is empty") }
      recipe = try self.recipe(word, rate: filing { () throws(FileError) in try example.source.rate() })
    }
    do throws(RecipeError) {
      let usable = try dropsUnusable ? cohort.usable(by: recipe, threads: threads) : cohort
      return try PreparedCohort(usable, recipe: recipe, threads: threads)
    } catch {
      if case .step = error { throw .request("\(error); --drop-unusable leaves out what a recipe refuses") }
      throw .recipe(error)
    }
  }

  private func recipe(_ word: String, rate: Double) throws(LearningError) -> Recipe {
    if let preset = Recipe.preset(word, leads: leads, rate: rate) { return preset }
    return try filing { () throws(FileError) in try Recipe(reading: word) }
  }
}
