/// How often each of some things occurs.
struct Occurrences: Sendable, Equatable {
  private var counts: [String: Int]

  init(_ counts: [String: Int] = [:]) { self.counts = counts }

  mutating func add(_ name: String, times count: Int = 1) { counts[name, default: 0] += count }

  var isEmpty: Bool { counts.isEmpty }

  /// Returns names with their counts, the commonest first, and how many more there are than the limit.
  func words(limit: Int = .max, calling name: (String) -> String = { $0 }) -> String {
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let rest = ranked.count > limit ? ["and \(ranked.count - limit) more"] : []
    return (ranked.prefix(limit).map { "\(name($0.key)) \($0.value)" } + rest).joined(separator: ", ")
  }
}
