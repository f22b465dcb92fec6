import Interchange

/// What people are told of labels: their names where the codes are numbers, such as SNOMED CT's, else the codes.
package struct LabelNames: Sendable {
  /// The codes themselves.
  package static let codes = LabelNames([])
  /// The names of what records of the challenges say of themselves.
  package static let snomed = LabelNames(.snomed)

  private let names: [String: String]

  /// Creates the names of labels; a name that two of them share is no name.
  package init(_ labels: [(code: String, name: String)]) {
    let told = labels.filter { !$0.code.isEmpty && $0.code.allSatisfy(\.isNumber) && !$0.name.isEmpty }
    // Of names that mean the same, one is enough.
    let short = told.map { (code: $0.code, name: $0.name.split(separator: " | ").first.map(String.init) ?? $0.name) }
    let count = short.reduce(into: [:]) { $0[$1.name, default: 0] += 1 }
    names = short.reduce(into: [:]) { if count[$1.name] == 1 { $0[$1.code] = FileError.shown($1.name) } }
  }

  /// Creates the names of a cohort's labels.
  package init(_ vocabulary: Vocabulary) { self.init(vocabulary.terms.map { ($0.code, $0.name) }) }

  /// Returns what a label is called.
  package func callAsFunction(_ code: String) -> String { names[code] ?? code }

  /// Returns a code with its name, where that differs: `164889003 (atrial fibrillation)`.
  package func beside(_ code: String) -> String { names[code].map { "\(code) (\($0))" } ?? code }

  /// Codes and names, where any differ from the code.
  package func explained(_ codes: [String]) -> [String] {
    codes.compactMap { code in names[code].map { "\(code) \($0)" } }
  }
}
