import Foundation
import GoldenFiles
import Studies
import Testing
import Transfer

@Suite struct TransferPicturesTests {
  private func transfer(_ source: String, _ melep: Double?, _ score: Double) -> MeasuredTransfer {
    MeasuredTransfer(
      task: "t", source: source, measures: melep.map { ["melep": $0, "leep/label": -$0] } ?? [:], score: score)
  }

  @Test func aMeasureHasAPictureAndItsNumbers() throws {
    let folder = try TemporaryFolder()
    let transfers = [
      transfer("runs/lead/model.safetensors", 0.25, 0.5), transfer("b.safetensors", 0.75, 0.25), transfer("c", nil, 1),
    ]
    try TransferPictures(
      transfers, measures: [("melep", false), ("leep/label", true), ("logme", true)], score: "weightedF1"
    ).write(to: folder.path)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "leep-label.csv", "leep-label.svg", "melep.csv", "melep.svg",
      ])
    let numbers = try String(contentsOfFile: folder("melep.csv"), encoding: .utf8)
    #expect(numbers.contains("lead,0.25") && numbers.contains("b,0.75") && !numbers.contains("c,"))
    let picture = try String(contentsOfFile: folder("melep.svg"), encoding: .utf8)
    #expect(picture.contains("melep (lower is better)") && picture.contains(">lead<"))
  }
}
