import Learning

/// Which examples a page shows, and why: the same ones for the same predictions.
struct ExampleChoice: Equatable {
  /// The place among the predictions.
  let place: Int
  /// The label that is explained.
  let label: String
  /// Why it was chosen, in words.
  let reason: String

  /// Returns the places of the labels that are said of an example.
  ///
  /// - Parameter thresholds: What a label's probability must exceed to be said, where an example may have several.
  static func said(_ predictions: Predictions, _ place: Int, thresholds: [Float]) -> [Int] {
    let row = Array(predictions.probabilities(of: place))
    return predictions.task == .severalLabels
      ? row.indices.filter { row[$0] > thresholds[$0] }
      : row.indices.filter { label in row.indices.allSatisfy { $0 == label || row[$0] < row[label] } }
  }

  /// Returns the typical example of the most frequent labels, and the mistake that was made with most confidence.
  ///
  /// - Parameters:
  ///   - thresholds: What a label's probability must exceed to be said, where an example may have several.
  ///   - count: How many at most.
  static func choices(_ predictions: Predictions, thresholds: [Float], count: Int) -> [ExampleChoice] {
    let width = predictions.labels.count
    func probability(_ place: Int, _ label: Int) -> Float { predictions.probabilities[place * width + label] }
    func isTrue(_ place: Int, _ label: Int) -> Bool { predictions.targets[place * width + label] == 1 }
    let said = (0..<predictions.count).map { Self.said(predictions, $0, thresholds: thresholds) }
    func isSaid(_ place: Int, _ label: Int) -> Bool { said[place].contains(label) }
    let places = Array(0..<predictions.count)
    let labels = predictions.labels.indices.sorted { a, b in
      let (x, y) = (places.count { isTrue($0, a) }, places.count { isTrue($0, b) })
      return (x, b) > (y, a)
    }
    var chosen: [ExampleChoice] = []
    for label in labels.prefix(max(0, count - 1)) {
      let right = places.filter { isTrue($0, label) && isSaid($0, label) }
        .sorted { (probability($0, label), $1) < (probability($1, label), $0) }
      let free = right.filter { place in !chosen.contains { $0.place == place } }
      guard !free.isEmpty else { continue }
      chosen.append(
        .init(
          place: free[free.count / 2], label: predictions.labels[label],
          reason: "rightly said with the median probability"))
    }
    var worst: (place: Int, label: Int, probability: Float)?
    for place in places where !chosen.contains(where: { $0.place == place }) {
      for label in 0..<width where !isTrue(place, label) && isSaid(place, label) {
        if probability(place, label) > worst?.probability ?? 0 { worst = (place, label, probability(place, label)) }
      }
    }
    if let worst, chosen.count < count {
      chosen.append(
        .init(
          place: worst.place, label: predictions.labels[worst.label],
          reason: "wrongly said with the greatest probability"))
    }
    return chosen
  }
}
