import Interchange

extension DatasetEntry {
  /// Returns the database that a folder looks to be by what lies in it, or nothing where nobody can tell.
  public static func resembling(_ folder: String) -> DatasetEntry? {
    let signs = [
      ("ptb-xl", ["ptbxl_database.csv"]), ("mitdb", ["100.atr", "x_mitdb"]),
      ("cinc2017", ["REFERENCE-v3.csv", "training2017", "training/REFERENCE.csv"]), ("ptbdb", ["patient001"]),
    ]
    let name = signs.first { $0.1.contains { FileAccess.kind("\(folder)/\($0)") != .nothing } }?.0
    return all.first { $0.name == (name ?? challenge(in: folder)) }
  }

  /// The last of the Challenges that have records so called: it has those of the one before.
  private static func challenge(in folder: String) -> String? {
    let header = try? FileAccess.list(folder).files.first { $0.hasSuffix(".hea") }
    return header.flatMap { ChallengePart(record: RecordFiles.stem($0)) }.map { _ in "challenge2021" }
  }
}
