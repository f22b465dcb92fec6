import Interchange

extension Split {
  /// Reads the split of a cohort as somebody made it: the JSON that is written here, or a table that ends in `.csv` with the
  /// columns `record` and `part`, such as `train` and `test`.
  ///
  /// In a table a record stands for all examples that were cut from it; an example may also stand by its id.
  /// - Parameters:
  ///   - names: What parts may be called; nothing for whatever they are called.
  ///   - allowsRepeats: Whether an example may stand in two parts, as one does in a split that is to be audited.
  /// - Throws: When it names what the cohort does not hold.
  package init(
    reading path: String, of cohort: Cohort, named names: [String]? = nil, allowsRepeats: Bool = false
  ) throws(FileError) {
    let isTable = path.hasSuffix(".csv")
    if isTable {
      try self.init(table: NamedTable(reading: path, required: ["record", "part"]), of: cohort, named: names)
    } else {
      self = try JSONFile.read(Split.self, from: path)
      if let names, let strange = parts.first(where: { !names.contains($0.name) }) {
        throw FileError(
          file: path, field: "parts", found: strange.name, expected: names.joined(separator: ", "),
          message: Self.strange)
      }
    }
    if !allowsRepeats { try demandEachOnce(path, field: isTable ? "part" : "parts") }
  }

  private static let strange = "there is no such part"

  private init(table: NamedTable, of cohort: Cohort, named names: [String]?) throws(FileError) {
    var owned: [String: [Int]] = [:]
    for (place, example) in cohort.examples.enumerated() {
      owned[example.record, default: []].append(place)
      if example.id != example.record { owned[example.id] = [place] }
    }
    var found: [String] = []
    var membership = [[Int]](repeating: [], count: cohort.count)
    for row in table.rows {
      let (record, name) = (table.text(row, "record"), table.text(row, "part"))
      guard let examples = owned[record] else {
        throw table.error(row, "record", "a record or an example of \(cohort.name)", "the cohort does not hold it")
      }
      if name.isEmpty { continue }
      if let names, !names.contains(name) {
        throw table.error(row, "part", names.joined(separator: ", "), Self.strange)
      }
      let part = found.firstIndex(of: name) ?? found.count
      if part == found.count { found.append(name) }
      for place in examples { membership[place].append(part) }
    }
    guard !found.isEmpty else {
      throw FileError(
        file: table.file, field: "part", expected: "train, test and so on", message: "no row names a part")
    }
    // Who made the table knows what it was made by; what it keeps together can be seen.
    self.init(
      of: cohort, method: "the table \(table.file)", unit: nil, seed: nil, names: found, membership: membership)
  }
}
