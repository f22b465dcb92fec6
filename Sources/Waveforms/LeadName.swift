/// The names of electrocardiogram leads and their many spellings.
public enum LeadName {
  /// The twelve standard leads in their usual order.
  public static let standard12 = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]

  /// The six limb leads.
  public static let limb = ["I", "II", "III", "aVR", "aVL", "aVF"]

  /// Returns the canonical spelling: `AVR` and `avr` are `aVR`, `MLII` is `II`, `ecg` is `ECG`; others stay as they are.
  public static func canonical(_ name: String) -> String {
    let key = String(name.lowercased().filter { !$0.isWhitespace && $0 != "_" })
    if let known = known[key] { return known }
    for prefix in ["ecg", "ekg", "lead", "channel"] where key.hasPrefix(prefix) {
      if let known = known[String(key.dropFirst(prefix.count).drop { $0 == "-" || $0 == ":" })] { return known }
    }
    return name
  }

  /// Returns whether this is a lead's name in some spelling.
  static func isKnown(_ name: String) -> Bool { known.values.contains(canonical(name)) }

  /// Returns the canonical names of a record's leads; where two would collide, the later keep their own.
  static func canonical(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let candidate = canonical(name)
      if taken.insert(candidate).inserted { return candidate }
      taken.insert(name)
      return name
    }
  }

  private static let known: [String: String] = {
    var table: [String: String] = ["ecg": "ECG", "ekg": "ECG", "d1": "I", "d2": "II", "d3": "III"]
    for name in ["I", "II", "III"] { table["d" + name.lowercased()] = name }
    for name in limb { table[name.lowercased()] = name }
    for number in 1...9 { table["v\(number)"] = "V\(number)" }
    for number in 3...9 { table["v\(number)r"] = "V\(number)R" }
    for name in ["I", "II", "III"] { table["ml" + name.lowercased()] = name }
    for number in 1...6 { table["mcl\(number)"] = "MCL\(number)" }
    for number in 1...6 { table["mv\(number)"] = "V\(number)" }
    for name in ["X", "Y", "Z"] { table["v" + name.lowercased()] = "V" + name.lowercased() }
    return table
  }()
}
