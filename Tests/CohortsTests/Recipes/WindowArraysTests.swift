import Interchange
import Testing
import Waveforms

@testable import Cohorts

@Suite struct WindowArraysTests {
  private let recipe = Recipe([.window(window: Window(100, stride: 100)), .fill(value: 0)])

  @Test func aCohortBecomesTwoArrays() throws {
    let folder = try TemporaryFolder()
    try folder.record("a", count: 200)
    try folder.record("b", count: 100)
    try folder.write("index.csv", Array("record,patient,labels\na,p1,AF\nb,p2,NORM\n".utf8))
    let cohort = try Cohort.load("csv:\(folder.path)/index.csv")
    var arrays = WindowArrays()
    var lines: [String] = []
    try arrays.add(PreparedCohort(cohort, recipe: recipe)) { lines.append($0) }
    let labels = try #require(try arrays.write(to: "\(folder.path)/w.npy"))
    #expect(labels.file == "\(folder.path)/w.labels.npy")
    #expect(lines.count == 2 && lines[1].hasSuffix("\"first\": \(arrays.count - 1), \"windows\": 1}"), "\(lines)")
    let windows = try NPYArray(path: "\(folder.path)/w.npy")
    #expect(windows.shape == [arrays.count, 100, 1])
    let targets = try NPYArray(path: labels.file)
    #expect(targets.shape == [arrays.count, 2])
    let place = try #require(labels.labels.firstIndex(of: "NORM"))
    let expected = (0..<arrays.count).flatMap { row in
      (0..<2).map { Double(($0 == place) == (row == arrays.count - 1) ? 1 : 0) }
    }
    #expect(targets.rowMajor() == expected)
  }

  @Test func windowsOfAnotherShapeAreRefused() throws {
    var arrays = WindowArrays()
    let lead = Recording.Lead(name: "II", samples: [Float](repeating: 1, count: 100))
    _ = try arrays.add(recipe(Recording(name: "a", rate: 100, leads: [lead])), of: "a")
    let two = Recording(name: "b", rate: 100, leads: [lead, Recording.Lead(name: "V1", samples: lead.samples)])
    #expect(throws: RecipeError.self) { try arrays.add(recipe(two), of: "b") }
    #expect(arrays.count == 1)
  }
}
