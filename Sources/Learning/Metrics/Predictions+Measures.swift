extension Predictions {
  /// The table of each label: by thresholds where labels are several, by the likeliest where there is one.
  public var tables: [LabelTable] {
    var tally = Tally(Assessment(self, needs: []))
    return tally.tables
  }

  /// Which label was taken for which; nil in a task with several labels.
  public var confusion: ConfusionMatrix? {
    guard task == .oneLabel else { return nil }
    var tally = Tally(Assessment(self, needs: []))
    return tally.confusion
  }

  /// The groups of beats by EC57 and what they were taken for; nil where the labels are other ones.
  public var beatTable: BeatTable? { confusion.flatMap(BeatTable.init) }

  /// Returns how often a label is there where it is said to be with some probability.
  public func calibration(of label: String, bins: Int = Calibration.usualBins) -> Calibration? {
    guard isFinite, let place = labels.firstIndex(of: label) else { return nil }
    return Tally(Assessment(self, needs: [])).calibration(label: place, bins: bins)
  }

  /// Returns the same examples in the order of others.
  ///
  /// - Throws: When examples, labels, targets or groups differ: nothing can be compared then.
  public func aligned(with other: Predictions) throws(LearningError) -> Predictions {
    if task != other.task || labels != other.labels {
      throw .request("the predictions are of other labels: \(labels) in one, \(other.labels) in the other")
    }
    let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    let order = other.ids.compactMap { places[$0] }
    guard order.count == other.count, count == other.count else {
      throw .request(
        "the predictions are of other examples: \(count) in one, \(other.count) in the other, \(order.count) in both")
    }
    let result = picked(order)
    if let place = (0..<count).first(where: {
      result.targets(of: $0) != other.targets(of: $0) || result.groups[$0] != other.groups[$0]
    }) {
      throw .request("example \(other.ids[place]) has other targets or another group in the two predictions")
    }
    return result
  }
}
