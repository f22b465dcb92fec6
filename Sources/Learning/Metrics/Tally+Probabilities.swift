extension Tally {
  /// The mean squared distance of a label's probability from 1 where it is there and from 0 where not.
  mutating func brier(label: Int) -> Double {
    let (labels, predictions) = (labels, assessment.predictions)
    var sum = 0.0
    forEach { example, weight in
      let cell = example * labels + label
      let distance = Double(predictions.probabilities[cell]) - Double(predictions.targets[cell])
      sum += Double(weight) * distance * distance
    }
    return sum / Double(total)
  }

  /// Brier's score: the labels' sum where an example has one label, from 0 to 2; their mean where it has several.
  mutating func brier() -> Double {
    var sum = 0.0
    for label in 0..<labels { sum += brier(label: label) }
    return isOneLabel ? sum : sum / Double(labels)
  }

  /// The mean logarithmic loss of a label against the rest.
  mutating func loss(label: Int) -> Double {
    let labels = labels
    var sum = 0.0
    forEach { sum += Double($1) * assessment.losses[$0 * labels + label] }
    return sum / Double(total)
  }

  /// The mean of −log of the true label's probability where there is one; the mean of the labels' losses where several.
  mutating func loss() -> Double {
    if isOneLabel {
      let labels = labels
      var sum = 0.0
      forEach { sum += Double($1) * assessment.losses[$0 * labels + Int(assessment.truth[$0])] }
      return sum / Double(total)
    }
    var sum = 0.0
    for label in 0..<labels { sum += loss(label: label) }
    return sum / Double(labels)
  }

  /// The calibration of a label's probability.
  func calibration(label: Int, bins: Int) -> Calibration {
    let (labels, predictions) = (labels, assessment.predictions)
    var curve = Calibration(bins: bins)
    forEach { example, weight in
      let cell = example * labels + label
      curve.add(predictions.probabilities[cell], hit: predictions.targets[cell] == 1, weight: weight)
    }
    return curve
  }

  /// The calibration of the likeliest label's probability: is it right as often as it says?
  func confidenceCalibration(bins: Int) -> Calibration {
    let (labels, predictions) = (labels, assessment.predictions)
    var curve = Calibration(bins: bins)
    forEach { example, weight in
      let said = Int(assessment.likeliest[example])
      curve.add(
        predictions.probabilities[example * labels + said], hit: Int(assessment.truth[example]) == said,
        weight: weight)
    }
    return curve
  }

  /// The calibration error: of the likeliest label's probability where there is one, the labels' mean where several.
  func calibrationError() -> Double {
    if isOneLabel { return confidenceCalibration(bins: Calibration.usualBins).error }
    return (0..<labels).reduce(0) { $0 + calibration(label: $1, bins: Calibration.usualBins).error } / Double(labels)
  }
}
