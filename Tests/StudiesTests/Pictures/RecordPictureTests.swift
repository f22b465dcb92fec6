import Charts
import Cohorts
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Studies

@Suite struct RecordPictureTests {
  /// A record of a made patient's twelve leads, or some of them, as it would be read.
  private func reader(_ text: String) throws -> RecordReader {
    try RecordReader("made.csv", in: .memory(["made.csv": Array(text.utf8)]), options: RecordReader.Options(rate: 100))
  }

  private func table(_ leads: [String], rows: Int) -> String {
    leads.joined(separator: ",") + "\n"
      + (0..<rows).map { row in
        leads.indices.map { "\(Double((row * 7 + $0) % 11) / 10)" }.joined(separator: ",") + "\n"
      }
      .joined()
  }

  @Test func twelveLeadsAreDrawnInThreeRowsUnlessToldOtherwise() throws {
    let picture = try RecordPicture(reader(table(LeadName.standard12, rows: 1000)), RecordPicture.Choice())
    func count(_ svg: String, _ part: String) -> Int {
      svg.split(separator: part, omittingEmptySubsequences: false).count - 1
    }
    #expect(count(picture.svg(), "class=\"pulse\" d=\"M50") == 4)
    #expect(count(picture.svg(layout: "stacked"), "class=\"pulse\" d=\"M50") == 12)
  }

  @Test func aStretchIsCut() throws {
    var choice = RecordPicture.Choice()
    (choice.from, choice.duration, choice.leads) = (2, 3, ["V1"])
    let picture = try RecordPicture(reader(table(["I", "V1"], rows: 1000)), choice)
    #expect(picture.svg().contains("2.0 to 5.0 s"))
    #expect(picture.strip(columns: 10).last == "V1, 3.0 s")
  }

  /// A network with the weights that it begins with, for one lead and two labels.
  private func model() throws -> Model {
    let architecture = Architecture(Lead(outputs: 2))
    let card = Card(
      architecture: architecture, task: .oneLabel,
      vocabulary: Vocabulary(name: "two", system: .local, terms: [Term("a", "a"), Term("<b>", "b")]),
      shape: WindowShape(times: 1000, leads: ["II"], rate: 100), recipe: Recipe([.window(window: Window(1000))]),
      aggregation: WindowAggregation())
    return try Model(Checkpoint(card: card, parameters: architecture.parameters(seed: 1)), threads: 1)
  }

  @Test func aNetworksReasonsAreTinted() throws {
    let picture = try RecordPicture(reader(table(["II"], rows: 1000)), RecordPicture.Choice())
    let (chart, words) = try picture.chart(explainedBy: model(), label: "<b>")
    let paper = try #require(chart as? ECGChart)
    #expect(paper.leads.map(\.saliency.count) == [1000] && paper.leads[0].saliency.allSatisfy { (0...1).contains($0) })
    #expect(words.contains("<b>") && paper.summary.hasSuffix(words))
    #expect(chart.svg.contains("speaks for &lt;b&gt;") && !chart.svg.contains("<b>"))
    let likeliest = try picture.chart(explainedBy: model()).chart
    let answer = try model().answer(picture.recording)
    #expect(likeliest.title.contains(" · \(answer.labels[0]) "))
    #expect(throws: LearningError.self) { try picture.chart(explainedBy: model(), label: "c") }
  }

  @Test func aPictureBeyondTheEndIsRefused() throws {
    var choice = RecordPicture.Choice()
    choice.from = 11
    let reader = try reader(table(["I"], rows: 1000))
    #expect(throws: FileError.self) { try RecordPicture(reader, choice) }
    // What lies between the last sample and the end is the last sample.
    choice.from = 9.999
    #expect(try RecordPicture(reader, choice).svg().contains("9.990 to 10.000 s"))
    choice.from = 10
    #expect(throws: FileError.self) { try RecordPicture(reader, choice) }
  }

  @Test func whatNoPaperHoldsIsRefused() throws {
    func refusal(_ rate: Double, _ duration: Double, rows: Int) -> FileError? {
      var choice = RecordPicture.Choice()
      choice.duration = duration
      return #expect(throws: FileError.self) {
        let bytes = Array(table(["I"], rows: rows).utf8)
        _ = try RecordPicture(
          RecordReader("made.csv", in: .memory(["made.csv": bytes]), options: RecordReader.Options(rate: rate)), choice)
      }
    }
    let long = refusal(1, 1e300, rows: 4000)
    #expect(long?.field == "--duration" && long?.found == "4000.0 s" && long?.expected == "at most 3600 s")
    #expect(refusal(0.01, 10, rows: 4000)?.field == "sampling frequency")
  }

  @Test func theEndIsSaidInTenths() throws {
    var choice = RecordPicture.Choice()
    choice.from = 99_999
    let bytes = Array(table(["I"], rows: 1000).utf8)
    let reader = try RecordReader(
      "made.csv", in: .memory(["made.csv": bytes]), options: RecordReader.Options(rate: 300))
    #expect(#expect(throws: FileError.self) { try RecordPicture(reader, choice) }?.expected == "less than 3.3 s")
  }
}
