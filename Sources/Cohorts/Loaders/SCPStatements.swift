import Waveforms

/// PTB-XL's table of statements: which are diagnostic, of form, of rhythm, and to which classes they belong.
struct SCPStatements: Sendable {
  struct Statement: Sendable {
    let code: String
    let name: String
    let isDiagnostic: Bool
    let isForm: Bool
    let isRhythm: Bool
    let superclass: String
    let subclass: String
  }

  let statements: [Statement]
  private let places: [String: Int]

  subscript(code: String) -> Statement? { places[code].map { statements[$0] } }

  init(reading path: String) throws(FileError) {
    let table = try NamedTable(
      reading: path,
      required: ["description", "diagnostic", "form", "rhythm", "diagnostic_class", "diagnostic_subclass"])
    // The column of the codes has no name, or whatever name somebody gave it; it is the first.
    var statements: [Statement] = []
    var places: [String: Int] = [:]
    for row in table.rows {
      let code = Text.string(Text.trimmed(row.cells[0]))
      guard !code.isEmpty, places[code] == nil else {
        throw FileError(
          file: path, line: row.line, field: "code", found: code, expected: "each statement's code once",
          message: "a statement's code is not valid")
      }
      func isSet(_ column: String) throws(FileError) -> Bool { try table.number(row, column) == 1 }
      places[code] = statements.count
      let statement = Statement(
        code: code, name: table.text(row, "description"), isDiagnostic: try isSet("diagnostic"),
        isForm: try isSet("form"), isRhythm: try isSet("rhythm"), superclass: table.text(row, "diagnostic_class"),
        subclass: table.text(row, "diagnostic_subclass"))
      if statement.isDiagnostic, statement.superclass.isEmpty || statement.subclass.isEmpty {
        throw FileError(
          file: path, line: row.line, field: "diagnostic_class", found: code,
          expected: "a class and a subclass for a diagnostic statement", message: "a statement has no class")
      }
      statements.append(statement)
    }
    guard !statements.isEmpty else { throw FileError(file: path, message: "the table holds no statement") }
    self.statements = statements
    self.places = places
  }

  /// Returns the labels of a task, in the order of the table.
  func vocabulary(for task: PTBXLLoader.Task) -> Vocabulary {
    func terms(_ chosen: [Statement]) -> [Term] {
      chosen.map { statement in
        let snomed = Vocabulary.snomed.terms.filter { $0.equivalents[.scp]?.contains(statement.code) ?? false }
        return Term(
          statement.code, statement.name, equivalents: snomed.isEmpty ? [:] : [.snomed: snomed.map(\.code)])
      }
    }
    func classes(_ name: (Statement) -> String) -> [Term] {
      var order: [String] = []
      var members: [String: [String]] = [:]
      for statement in statements where statement.isDiagnostic {
        if members[name(statement)] == nil { order.append(name(statement)) }
        members[name(statement), default: []].append(statement.code)
      }
      return order.map { Term($0, Self.names[$0] ?? $0, equivalents: [.scp: members[$0] ?? []]) }
    }
    switch task {
    case .cinc2017: return Vocabulary.cinc2017.restricted(to: ["N", "A", "O"])
    case .all: return Vocabulary(name: "PTB-XL statements", system: .scp, terms: terms(statements))
    case .diagnostic:
      return Vocabulary(
        name: "PTB-XL diagnostic statements", system: .scp, terms: terms(statements.filter(\.isDiagnostic)))
    case .form:
      return Vocabulary(name: "PTB-XL form statements", system: .scp, terms: terms(statements.filter(\.isForm)))
    case .rhythm:
      return Vocabulary(name: "PTB-XL rhythm statements", system: .scp, terms: terms(statements.filter(\.isRhythm)))
    case .subdiagnostic:
      return Vocabulary(name: "PTB-XL subclasses", system: .scpSubclass, terms: classes { $0.subclass })
    case .superdiagnostic:
      let order = ["NORM", "MI", "STTC", "HYP", "CD"]
      let terms = classes { $0.superclass }
      return Vocabulary(
        name: "PTB-XL superclasses", system: .scpSuperclass,
        terms: order.flatMap { code in terms.filter { $0.code == code } } + terms.filter { !order.contains($0.code) })
    }
  }

  /// Returns what a statement is called in a task; nothing when it takes no part.
  func label(_ statement: Statement, in task: PTBXLLoader.Task) -> String? {
    switch task {
    case .all: statement.code
    case .cinc2017: ["AFIB": "A", "NORM": "N"][statement.code] ?? "O"
    case .diagnostic: statement.isDiagnostic ? statement.code : nil
    case .form: statement.isForm ? statement.code : nil
    case .rhythm: statement.isRhythm ? statement.code : nil
    case .subdiagnostic: statement.isDiagnostic ? statement.subclass : nil
    case .superdiagnostic: statement.isDiagnostic ? statement.superclass : nil
    }
  }

  private static let names = [
    "NORM": "normal ECG", "MI": "myocardial infarction", "STTC": "ST/T change", "HYP": "hypertrophy",
    "CD": "conduction disturbance",
  ]
}
