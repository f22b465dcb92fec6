/// Who gives codes to findings.
public enum CodeSystem: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  /// SNOMED CT, as the challenges of 2020 and 2021 use it.
  case snomed = "SNOMED CT"
  /// SCP-ECG statements, as PTB-XL uses them.
  case scp = "SCP-ECG"
  /// The diagnostic subclasses of PTB-XL.
  case scpSubclass = "SCP-ECG subclass"
  /// The diagnostic superclasses of PTB-XL.
  case scpSuperclass = "SCP-ECG superclass"
  /// The five groups of beats of AAMI EC57.
  case aami = "AAMI EC57"
  /// The symbols of annotated beats.
  case beat = "MIT beat"
  /// The rhythms of MIT annotations, such as `(AFIB`.
  case rhythm = "MIT rhythm"
  /// The four classes of the 2017 challenge.
  case cinc2017 = "CinC 2017"
  /// The nine classes of CPSC 2018, in their abbreviations.
  case cpsc2018 = "CPSC 2018"
  /// The diagnostic classes of the PTB database.
  case ptb = "PTB"
  /// Codes that stand for nothing but themselves.
  case local
}

/// One label: its code, its name, and what others call it.
public struct Term: Sendable, Equatable, Codable {
  /// The code.
  public var code: String
  /// The name in words.
  public var name: String
  /// The codes of other systems, or further ones of the same, that mean the same.
  public var equivalents: [CodeSystem: [String]]

  /// Creates a term.
  public init(_ code: String, _ name: String, equivalents: [CodeSystem: [String]] = [:]) {
    self.code = code
    self.name = name
    self.equivalents = equivalents
  }
}

/// The labels of a cohort, in the order in which a network's outputs stand for them.
public struct Vocabulary: Sendable, Equatable, Codable {
  /// The vocabulary's name, such as `PTB-XL superclasses`.
  public let name: String
  /// Who gives the codes.
  public let system: CodeSystem
  /// The terms; no two have the same code.
  public let terms: [Term]
  private let places: [String: Int]

  /// Creates a vocabulary; a code that stands twice counts the first time.
  public init(name: String, system: CodeSystem, terms: [Term]) {
    self.name = name
    self.system = system
    var places: [String: Int] = [:]
    var kept: [Term] = []
    for term in terms where places[term.code] == nil {
      places[term.code] = kept.count
      kept.append(term)
    }
    self.terms = kept
    self.places = places
  }

  /// The codes, in order.
  public var codes: [String] { terms.map(\.code) }
  /// The number of terms.
  public var count: Int { terms.count }

  /// Returns a code's place, or nothing when the vocabulary lacks it.
  public func place(of code: String) -> Int? { places[code] }

  /// Returns the one code that a word means: itself, another system's for the same, or a name; nothing where it is none or
  /// several.
  public func code(meaning word: String) -> String? {
    if places[word] != nil { return word }
    let meant = terms.filter { term in
      term.equivalents.values.contains { $0.contains(word) } || term.name.lowercased() == word.lowercased()
    }
    return meant.count == 1 ? meant[0].code : nil
  }

  /// Returns the places of the codes that the vocabulary has, rising, each once.
  public func places(of codes: [String]) -> [Int] {
    if codes.count == 1 { return places[codes[0]].map { [$0] } ?? [] }
    var result = codes.compactMap { places[$0] }.sorted()
    for i in result.indices.dropFirst().reversed() where result[i] == result[i - 1] { result.remove(at: i) }
    return result
  }

  /// Returns the codes that the vocabulary has, in its order, each once.
  public func sorted(_ codes: [String]) -> [String] { places(of: codes).map { terms[$0].code } }

  /// Returns the vocabulary with only these codes, in this order.
  public func restricted(to codes: [String]) -> Vocabulary {
    Vocabulary(name: name, system: system, terms: codes.compactMap { code in places[code].map { terms[$0] } })
  }

  private enum CodingKeys: String, CodingKey { case name, system, terms }

  /// Reads a vocabulary.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      system: try container.decode(CodeSystem.self, forKey: .system),
      terms: try container.decode([Term].self, forKey: .terms))
  }
}
