extension Vocabulary {
  /// Every SNOMED CT code of the challenges of 2020 and 2021, the scored ones first.
  public static let snomed = Vocabulary(
    name: "SNOMED CT of the challenges", system: .snomed,
    terms: terms(of: SNOMEDTable.scored) + terms(of: SNOMEDTable.unscored))

  /// The 26 classes scored in 2021; four of them stand for two codes each, under the first of the two.
  public static let challenge2021 = scored("Challenge 2021, 26 classes", without: [], pairs: pairs2021)

  /// The 24 classes scored in 2020; three of them stand for two codes each.
  public static let challenge2020 = scored(
    "Challenge 2020, 24 classes", without: ["6374002", "365413008", "733534002"],
    pairs: pairs2021.filter { $0.first != "733534002" })

  /// The codes that count as one, the code that stands for both first.
  static let pairs2021: [[String]] = [
    ["733534002", "164909002"], ["713427006", "59118001"], ["284470004", "63593006"], ["427172004", "17338001"],
  ]

  private static func scored(_ name: String, without left: Set<String>, pairs: [[String]]) -> Vocabulary {
    let seconds = Set(pairs.flatMap { $0.dropFirst() })
    let all = terms(of: SNOMEDTable.scored)
    let terms = all.filter { !left.contains($0.code) && !seconds.contains($0.code) }.map { term -> Term in
      guard let pair = pairs.first(where: { $0.first == term.code }) else { return term }
      var result = term
      result.equivalents[.snomed] = pair
      for other in all where other.code != term.code && pair.contains(other.code) {
        result.name += " | " + other.name
        for (system, codes) in other.equivalents where system != .snomed {
          let known = result.equivalents[system] ?? []
          result.equivalents[system] = known + codes.filter { !known.contains($0) }
        }
      }
      return result
    }
    return Vocabulary(name: name, system: .snomed, terms: terms)
  }

  /// The abbreviation of each SNOMED CT code, such as `AF`.
  public static let snomedAbbreviations: [String: String] = Dictionary(
    rows(of: SNOMEDTable.scored + "\n" + SNOMEDTable.unscored).map { ($0[0], $0[1]) },
    uniquingKeysWith: { first, _ in first })

  /// Returns the SNOMED CT code of an abbreviation of CPSC 2018, such as `I-AVB` or `Normal`.
  static func snomed(cpsc abbreviation: String) -> String? {
    let wanted = abbreviation.lowercased()
    return snomed.terms.first { $0.equivalents[.cpsc2018]?.contains { $0.lowercased() == wanted } ?? false }?.code
  }

  private static func rows(of table: String) -> [[String]] {
    table.split(separator: "\n").map { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return cells + [String](repeating: "", count: max(0, 6 - cells.count))
    }
  }

  private static func terms(of table: String) -> [Term] {
    rows(of: table).map { cells in
      var equivalents: [CodeSystem: [String]] = [:]
      for (system, cell) in zip([CodeSystem.scp, .cinc2017, .cpsc2018], cells[3...]) where !cell.isEmpty {
        equivalents[system] = cell.split(separator: " ").map(String.init)
      }
      return Term(cells[0], cells[2], equivalents: equivalents)
    }
  }
}
