/// A chart's title, in a second line where one does not hold it.
struct Title {
  let markup: String
  /// By how much all below moves down.
  let height: Double

  init(_ text: String, width: Double) {
    let room = width - 28
    func fits(_ words: some Collection<Substring>) -> Bool {
      TextWidth.of(words.joined(separator: " "), size: ChartStyle.title) <= room
    }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    var first = words[...]
    while first.count > 1, !fits(first) { first.removeLast() }
    let lines = [first, words[first.endIndex...]].filter { !$0.isEmpty }.map { line in
      TextWidth.fitted(line.joined(separator: " "), size: ChartStyle.title, width: room)
    }
    height = lines.count > 1 ? 18 : 0
    markup = lines.enumerated().map { Markup.text($1, 14, 24 + 18 * Double($0), "title") }.joined(separator: "\n")
  }
}
