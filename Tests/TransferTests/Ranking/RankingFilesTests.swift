import Foundation
import Interchange
import Testing

@testable import Transfer

@Suite struct RankingFilesTests {
  /// Writes arrays into a folder of their own, and removes it afterwards.
  private func withFiles(_ files: [String: NPYArray], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ranking-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, array) in files { try array.write(to: "\(folder)/\(name).npy") }
    try body(folder)
  }

  private func refusal(_ body: () throws(FileError) -> Void) -> FileError? {
    do throws(FileError) {
      try body()
      return nil
    } catch { return error }
  }

  @Test func readsSeveralLabelsAndProbabilities() throws {
    try withFiles([
      "Y": NPYArray(shape: [3, 2], integers: [1, 0, 0, 0, 1, 1]),
      "P": NPYArray(shape: [3, 1], floats: [0, 0.5, 1]), "F": NPYArray(shape: [3, 2], floats: [1, 2, 3, 4, 5, 6]),
    ]) { folder in
      let target = try RankingFiles.target(folder + "/Y.npy", names: ["a", "b"])
      #expect(target == Target(labels: ["a", "b"], positive: [true, false, false, false, true, true]))
      let both = try RankingFiles.representation(
        probabilities: folder + "/P.npy", features: folder + "/F.npy", target: target)
      #expect(both.probabilities?.values == [0, 0.5, 1])
      #expect(both.features?.row(1) == [3, 4])
    }
  }

  @Test func readsOneLabelAnExample() throws {
    try withFiles(["Y": NPYArray(shape: [4], integers: [7, 0, 7, 1_000_000_000_000])]) { folder in
      let target = try RankingFiles.target(folder + "/Y.npy")
      #expect(target == Target(labels: ["0", "7", "1000000000000"], classes: [1, 0, 1, 2]))
    }
  }

  @Test func namesShapesThatDoNotFit() throws {
    try withFiles([
      "Y": NPYArray(shape: [3], integers: [0, 1, 0]), "P": NPYArray(shape: [2, 2], floats: [0, 1, 0, 1]),
      "cube": NPYArray(shape: [1, 1, 1], floats: [0]), "empty": NPYArray(shape: [0, 2], floats: []),
    ]) { folder in
      let target = try RankingFiles.target(folder + "/Y.npy")
      let shape = refusal { () throws(FileError) in
        _ = try RankingFiles.representation(probabilities: folder + "/P.npy", features: nil, target: target)
      }
      #expect(shape?.file == folder + "/P.npy" && shape?.field == "probabilities")
      #expect(shape?.found == "shape [2, 2]" && shape?.expected?.hasPrefix("(3, columns)") == true)
      let cube = refusal { () throws(FileError) in _ = try RankingFiles.target(folder + "/cube.npy") }
      #expect(cube?.found == "shape [1, 1, 1]")
      #expect(refusal { () throws(FileError) in _ = try RankingFiles.target(folder + "/empty.npy") } != nil)
      let names = refusal { () throws(FileError) in _ = try RankingFiles.target(folder + "/P.npy", names: ["a"]) }
      #expect(names?.expected == "(examples, 1)")
    }
  }

  @Test func namesTheRowAndColumnOfWhatCannotBeUsed() throws {
    try withFiles([
      "Y": NPYArray(shape: [2], integers: [0, 1]), "P": NPYArray(shape: [2, 2], floats: [0, 1, 0.5, 1.5]),
      "F": NPYArray(shape: [2, 3], floats: [0, 1, 2, 3, .nan, 5]),
      "I": NPYArray(shape: [2, 1], floats: [.infinity, 0]), "half": NPYArray(shape: [2, 1], floats: [1, 0.5]),
      "minus": NPYArray(shape: [2], integers: [0, -1]),
    ]) { folder in
      let target = try RankingFiles.target(folder + "/Y.npy")
      let outside = refusal { () throws(FileError) in
        _ = try RankingFiles.representation(probabilities: folder + "/P.npy", features: nil, target: target)
      }
      #expect(outside?.field == "probabilities in row 1, column 1" && outside?.found == "1.5")
      let missing = refusal { () throws(FileError) in
        _ = try RankingFiles.representation(probabilities: nil, features: folder + "/F.npy", target: target)
      }
      #expect(missing?.field == "features in row 1, column 1" && missing?.found == "nan")
      let endless = refusal { () throws(FileError) in
        _ = try RankingFiles.representation(probabilities: nil, features: folder + "/I.npy", target: target)
      }
      #expect(endless?.field == "features in row 0, column 0")
      let half = refusal { () throws(FileError) in _ = try RankingFiles.target(folder + "/half.npy") }
      #expect(half?.field == "labels in row 1, column 0" && half?.expected == "0 or 1")
      let minus = refusal { () throws(FileError) in _ = try RankingFiles.target(folder + "/minus.npy") }
      #expect(minus?.field == "label in row 1")
      let unnamed = refusal { () throws(FileError) in _ = try RankingFiles.target(folder + "/Y.npy", names: ["a"]) }
      #expect(unnamed?.field == "label in row 1" && unnamed?.expected == "0…0")
    }
  }
}
