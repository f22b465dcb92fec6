/// Finds the known word that a mistyped one stands for.
package enum Nearest {
  /// Returns the nearest known word, or nil if none is near.
  package static func word(to given: String, among known: [String]) -> String? {
    let lowered = given.lowercased()
    let limit = max(1, (lowered.count + 1) / 3)
    let near = known.map { (word: $0, distance: distance(lowered, $0.lowercased())) }.filter { $0.distance <= limit }
    // Of words as near, the one that begins alike: first letters are seldom mistyped.
    func rank(_ candidate: (word: String, distance: Int)) -> (Int, Int) {
      (candidate.distance, candidate.word.lowercased().first == lowered.first ? 0 : 1)
    }
    if let best = near.min(by: { rank($0) < rank($1) }) { return best.word }
    // A beginning of one word alone: nobody says it that way, but it is what was meant.
    let begun = known.filter { lowered.count >= 2 && $0.lowercased().hasPrefix(lowered) }
    if begun.count == 1 { return begun[0] }
    // The end of some: what stands before it tells them apart, and the first is what is usual.
    return lowered.count >= 2 ? known.first { $0.lowercased().hasSuffix(lowered) } : nil
  }

  /// Returns how many letters must be changed, added, dropped or swapped with their neighbour.
  static func distance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var next = [i + 1]
      for j in 0..<b.count {
        var best = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
}
