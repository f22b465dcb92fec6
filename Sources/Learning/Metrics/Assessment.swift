import Waveforms

/// Predictions made ready for metrics: what is decided, sorted or looked up once, however often it is weighed.
struct Assessment: Sendable {
  /// What a metric has to have ready.
  struct Needs: OptionSet, Sendable {
    let rawValue: Int
    /// The examples by each label's probability.
    static let rankings = Needs(rawValue: 1)
    /// All probabilities in one order.
    static let pooledRanking = Needs(rawValue: 2)
    /// The logarithmic loss of each probability.
    static let losses = Needs(rawValue: 4)
    /// What each example adds to the score of a challenge.
    static let challenge2020 = Needs(rawValue: 8)
    static let challenge2021 = Needs(rawValue: 16)
  }

  let predictions: Predictions
  /// Whether every probability is a number.
  let isFinite: Bool
  /// For each example and label: 1 where it is there, plus 2 where it is said.
  let outcomes: [UInt8]
  /// Whether all labels of an example are said rightly.
  let isExact: [Bool]
  /// The place of each example's true label and of its likeliest, the first of equals; empty where labels are several.
  let truth: [Int32]
  let likeliest: [Int32]
  /// A ranking for each label.
  let rankings: [Ranking]
  let pooledRanking: Ranking?
  let losses: [Double]
  let challenge2020: ChallengeTerms?
  let challenge2021: ChallengeTerms?

  var labels: Int { predictions.labels.count }

  init(_ predictions: Predictions, needs: Needs) {
    self.predictions = predictions
    isFinite = predictions.isFinite
    let (labels, probabilities, targets) = (predictions.labels.count, predictions.probabilities, predictions.targets)
    let isOneLabel = predictions.task == .oneLabel
    if isOneLabel {
      likeliest = (0..<predictions.count).map { Int32(Self.place(ofGreatest: predictions.probabilities(of: $0))) }
      truth = (0..<predictions.count).map { Int32(Self.place(ofGreatest: predictions.targets(of: $0))) }
    } else {
      (truth, likeliest) = ([], [])
    }
    var outcomes = [UInt8](repeating: 0, count: targets.count)
    var isExact = [Bool](repeating: true, count: predictions.count)
    for example in 0..<predictions.count {
      for label in 0..<labels {
        let cell = example * labels + label
        let isThere = targets[cell] == 1
        let isSaid =
          isOneLabel ? Int(likeliest[example]) == label : probabilities[cell] > predictions.thresholds[label]
        outcomes[cell] = (isThere ? 1 : 0) + (isSaid ? 2 : 0)
        if isThere != isSaid { isExact[example] = false }
      }
    }
    self.outcomes = outcomes
    self.isExact = isExact
    rankings = needs.contains(.rankings) ? (0..<labels).map { Ranking(predictions, label: $0) } : []
    pooledRanking = needs.contains(.pooledRanking) ? Ranking(pooled: predictions) : nil
    losses =
      needs.contains(.losses) ? zip(probabilities, targets).map { Self.loss($0, isThere: $1 == 1) } : []
    challenge2020 =
      needs.contains(.challenge2020) ? ChallengeTerms(predictions, outcomes, .challenge2020) : nil
    challenge2021 =
      needs.contains(.challenge2021) ? ChallengeTerms(predictions, outcomes, .challenge2021) : nil
  }

  private static func place(ofGreatest values: ArraySlice<Float>) -> Int {
    (values.indices.max { values[$0] < values[$1] } ?? values.startIndex) - values.startIndex
  }

  /// The loss of a probability, which is kept a Float's last place away from 0 and 1.
  private static func loss(_ probability: Float, isThere: Bool) -> Double {
    let room = Double(Float.ulpOfOne)
    let p = min(max(Double(probability), room), 1 - room)
    return -logarithm(isThere ? p : 1 - p)
  }
}

extension Ranking {
  /// Ranks examples by the probability of one label.
  init(_ predictions: Predictions, label: Int) {
    let labels = predictions.labels.count
    self.init(
      (0..<predictions.count).map { predictions.probabilities[$0 * labels + label] }, example: { $0 },
      isPositive: { predictions.targets[$0 * labels + label] == 1 })
  }

  /// Ranks the probabilities of all labels together.
  init(pooled predictions: Predictions) {
    let labels = predictions.labels.count
    self.init(
      predictions.probabilities, example: { $0 / labels }, isPositive: { predictions.targets[$0] == 1 })
  }
}
