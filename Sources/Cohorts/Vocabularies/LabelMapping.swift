/// What each code of one vocabulary is called in another.
public struct LabelMapping: Sendable, Equatable {
  /// The target codes of each source code; a code without an equivalent has none.
  public let table: [String: [String]]

  /// Returns the equivalents of a code.
  public subscript(code: String) -> [String] { table[code] ?? [] }
}

extension Vocabulary {
  /// Returns what each code here is called in another vocabulary.
  ///
  /// A code's equivalents are those that either side names itself; only if there are none, those that share a SNOMED CT code.
  public func mapping(to target: Vocabulary) -> LabelMapping {
    var table: [String: [String]] = [:]
    for term in terms {
      var found = (target.system == system ? [term.code] : []) + (term.equivalents[target.system] ?? [])
      found += target.terms.filter { $0.equivalents[system]?.contains(term.code) ?? false }.map(\.code)
      var result = target.sorted(found)
      if result.isEmpty {
        let shared = Set(snomed(of: term))
        result = target.terms.filter { !shared.isDisjoint(with: target.snomed(of: $0)) }.map(\.code)
      }
      table[term.code] = result
    }
    return LabelMapping(table: table)
  }

  private func snomed(of term: Term) -> [String] {
    (system == .snomed ? [term.code] : []) + (term.equivalents[.snomed] ?? [])
  }
}
