extension SplitRequest.Method {
  /// Creates the publisher's folds of words such as `1-8/9/10`: to train on, to choose by, to judge on.
  public init?(official text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 3 else { return nil }
    var folds: [[Int]] = []
    for part in parts {
      var numbers: [Int] = []
      for word in part.split(separator: ",", omittingEmptySubsequences: part.isEmpty) {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 0, last < 10_000,
          first <= last
        else { return nil }
        numbers += first...last
      }
      folds.append(numbers)
    }
    folds += [[Int]](repeating: [], count: 3 - folds.count)
    self = .official(train: folds[0], validation: folds[1], test: folds[2])
  }
}
