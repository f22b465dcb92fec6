import Cohorts
import Interchange
import Testing

/// What `docs/Recipes.md` shows can be done.
@Suite struct RecipeDocumentTests {
  @Test func theExampleIsARecipe() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let page = String(decoding: try FileAccess.read("/\(root)/docs/Recipes.md"), as: UTF8.self)
    let start = try #require(page.firstRange(of: "```json\n")).upperBound
    let end = try #require(page[start...].firstRange(of: "```")).lowerBound
    let recipe = try JSONFile.parse(Recipe.self, Array(page[start..<end].utf8), file: "docs/Recipes.md")
    #expect(recipe.steps.count == 8 && recipe.steps.last == .fill(value: 0))
  }
}
