/// The rules of `ChartStyle` as a page needs them: what a class means on white paper.
struct StyleRules: Sendable {
  /// The properties of each class, and of texts as such, in the order of the sheet; variables are filled in.
  private var rules: [(selector: String, values: [String: String])] = []

  /// The sheet that all charts share.
  static let charts = StyleRules(ChartStyle.css)

  /// Reads a style sheet of rules `.chart SELECTOR{key:value;…}`; what is for other media is left out.
  init(_ sheet: String) {
    var variables: [String: String] = [:]
    var rest = sheet[...]
    while let open = rest.firstIndex(of: "{") {
      let selector = rest[..<open].split(separator: "\n").last.map(String.init) ?? ""
      var close = open
      var depth = 0
      repeat {
        if rest[close] == "{" { depth += 1 }
        if rest[close] == "}" { depth -= 1 }
        close = rest.index(after: close)
      } while depth > 0 && close < rest.endIndex
      let body = rest[rest.index(after: open)..<rest.index(before: close)]
      for part in selector.hasPrefix("@") ? [] : [body] {
        var values: [String: String] = [:]
        for line in part.split(separator: ";") {
          let pair = line.split(separator: ":", maxSplits: 1).map(String.init)
          guard pair.count == 2 else { continue }
          if pair[0].hasPrefix("--") { variables[pair[0]] = pair[1] } else { values[pair[0]] = pair[1] }
        }
        let name = selector.split(separator: " ").last.map(String.init) ?? ""
        rules.append((name, values))
      }
      rest = rest[close...]
    }
    for index in rules.indices {
      rules[index].values = rules[index].values.mapValues { value in
        value.hasPrefix("var(") ? variables[String(value.dropFirst(4).dropLast())] ?? value : value
      }
    }
  }

  /// Returns the properties of an element of some classes; later rules win, and classes over the element's name.
  func properties(of element: String, classes: [Substring]) -> [String: String] {
    var result: [String: String] = [:]
    for rule in rules where rule.selector == element { result.merge(rule.values) { $1 } }
    for rule in rules where rule.selector.hasPrefix(".") && classes.contains(rule.selector.dropFirst()) {
      result.merge(rule.values) { $1 }
    }
    return result
  }

  /// Returns a length such as `2.6` or `12px`.
  static func length(_ text: String?) -> Double? {
    text.flatMap { Double($0.hasSuffix("px") ? $0.dropLast(2) : $0[...]) }
  }
}
