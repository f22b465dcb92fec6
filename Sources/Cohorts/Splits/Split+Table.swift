import Interchange

extension Split {
  /// Reads the split of a cohort as somebody made it: the JSON that is written here, or a table that ends in `.csv` with the
  /// columns `record` and `part`, such as `train` and `test`.
  ///
  /// In a table a record stands for all examples that were cut from it; an example may also stand by its id.
  /// - Parameter allowsRepeats: Whether an example may stand in two parts, as one does in a split that is to be audited.
  /// - Throws: When it names what the cohort does not hold.
  package init(reading path: String, of cohort: Cohort, allowsRepeats: Bool = false) throws(FileError) {
    let isTable = path.hasSuffix(".csv")
    if isTable {
      try self.init(table: NamedTable(reading: path, required: ["record", "part"]), of: cohort)
    } else {
      self = try JSONFile.read(Split.self, from: path)
    }
    if !allowsRepeats { try demandEachOnce(path, field: isTable ? "part" : "parts") }
  }

  private init(table: NamedTable, of cohort: Cohort) throws(FileError) {
    var owned: [String: [String]] = [:]
    for example in cohort.examples {
      owned[example.record, default: []].append(example.id)
      if example.id != example.record { owned[example.id] = [example.id] }
    }
    self.init(
      of: cohort, method: "the table \(table.file)", unit: .example, seed: nil, names: [],
      assignment: [Int?](repeating: nil, count: cohort.count))
    notes.removeAll()
    var places: [String: Int] = [:]
    for row in table.rows {
      let (record, name) = (table.text(row, "record"), table.text(row, "part"))
      guard let examples = owned[record] else {
        throw table.error(row, "record", "a record or an example of \(cohort.name)", "the cohort does not hold it")
      }
      if name.isEmpty { continue }
      let place = places[name] ?? parts.count
      if place == parts.count {
        places[name] = place
        parts.append(Part(name: name, examples: []))
      }
      parts[place].examples += examples
    }
    guard !parts.isEmpty else {
      throw FileError(
        file: table.file, field: "part", expected: "train, test and so on", message: "no row names a part")
    }
    let found = parts.reduce(0) { $0 + $1.examples.count }
    if found < cohort.count { notes.append("\(counted(cohort.count - found, "example")) in no part") }
  }
}
