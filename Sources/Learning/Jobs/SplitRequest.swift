import Cohorts
import Interchange

/// How a cohort is to be parted into what is learnt from, chosen by and judged on.
public struct SplitRequest: Sendable, Equatable, Codable {
  /// Where the parts come from.
  public enum Method: Sendable, Equatable, Codable {
    /// Parts of these shares; what is left of 1 is learnt from.
    case fractions(validation: Double, test: Double)
    /// Folds, each judged on once; of the others, a share is chosen by.
    case folds(count: Int, validation: Double)
    /// Folds, each learnt from once; all others are judged on.
    case fewFolds(count: Int)
    /// The publisher's folds.
    case official(train: [Int], validation: [Int], test: [Int])
    /// A file with parts `train`, `validation` and `test`, the latter two where wanted.
    case file(String)
  }

  /// Where the parts come from.
  public var method: Method
  /// What is never divided.
  public var unit: Split.Unit
  /// The one fold to judge on, counted from 1; nothing for all.
  public var fold: Int?
  /// What is drawn follows from it.
  public var seed: UInt64

  /// Creates a request.
  public init(
    _ method: Method = .fractions(validation: 0.15, test: 0.15), unit: Split.Unit = .patient, fold: Int? = nil,
    seed: UInt64 = 1
  ) {
    self.method = method
    self.unit = unit
    self.fold = fold
    self.seed = seed
  }

  /// What is wrong with the figures, or nothing.
  public var problem: String? {
    func isShare(_ x: Double) -> Bool { x.isFinite && (0..<1).contains(x) }
    switch method {
    case .folds, .fewFolds: break
    default: if let fold { return "fold \(fold), but no number of folds" }
    }
    switch method {
    case .fractions(let validation, let test):
      return isShare(validation) && isShare(test) && validation + test < 1
        ? nil : "validation \(validation) and test \(test): expected shares that leave something to train on"
    case .folds(let count, let validation):
      if !(2...1000).contains(count) { return "\(count) folds, expected 2 to 1000" }
      if let fold, !(1...count).contains(fold) { return "fold \(fold), expected 1 to \(count)" }
      return isShare(validation) ? nil : "validation \(validation), expected a share from 0 up to 1"
    case .fewFolds(let count):
      if !(2...1000).contains(count) { return "\(count) folds, expected 2 to 1000" }
      return fold.map { (1...count).contains($0) } ?? true ? nil : "fold \(fold ?? 0), expected 1 to \(count)"
    case .official(let train, let validation, let test):
      if train.isEmpty { return "no folds to train on" }
      let all = train + validation + test
      return Set(all).count == all.count ? nil : "the folds \(all) repeat"
    case .file: return nil
    }
  }

  /// What the parts of a training are called.
  package static let parts = ["train", "validation", "test"]

  /// Whether there is a part to choose by; nothing where only a file can tell.
  var hasValidation: Bool? {
    switch method {
    case .fractions(let validation, _), .folds(_, let validation): validation > 0
    case .fewFolds: false
    case .official(_, let validation, _): !validation.isEmpty
    case .file: nil
    }
  }

  /// Makes the split of each training: one, or as many as there are folds.
  ///
  /// - Returns: Splits with parts `train` and, where wanted, `validation` and `test`; those of a file as it calls them.
  public func splits(of cohort: Cohort) throws(LearningError) -> [Split] { try splits(of: cohort, named: nil) }

  /// Makes the split of each training; a part that no training would look at is refused.
  func trainingSplits(of cohort: Cohort) throws(LearningError) -> [Split] {
    try splits(of: cohort, named: Self.parts)
  }

  /// Makes the splits that something is judged or ranked on; of a file, parts are refused that no training and nobody here asks
  /// for, for their examples would be left out unseen.
  package func splits(of cohort: Cohort, lookingAt part: String?) throws(LearningError) -> [Split] {
    try splits(of: cohort, named: part.map { Self.parts.contains($0) ? Self.parts : Self.parts + [$0] } ?? Self.parts)
  }

  private func splits(of cohort: Cohort, named names: [String]?) throws(LearningError) -> [Split] {
    if let problem { throw .request(problem) }
    let options = Split.Options(unit: unit)
    switch method {
    case .fractions(let validation, let test):
      let parts = [("train", 1 - validation - test), ("validation", validation), ("test", test)].filter { $0.1 > 0 }
      return [Split.fractions(of: cohort, parts.map { (name: $0.0, share: $0.1) }, seed: seed, options: options)]
    case .folds(let count, let validation):
      let whole = Split.folds(of: cohort, count: count, seed: seed, options: options)
      if let empty = whole.parts.first(where: \.examples.isEmpty) {
        throw .request("\(empty.name) of \(count) would be empty: there are too few \(unit.rawValue)s")
      }
      let chosen = fold.map { [$0] } ?? Array(1...count)
      return chosen.map { whole.holdingOut("fold \($0)", of: cohort, validation: validation, seed: seed) }
    case .fewFolds(let count):
      let whole = Split.folds(of: cohort, count: count, seed: seed, options: options)
      let chosen = fold.map { [$0] } ?? Array(1...count)
      return chosen.map { whole.learningFrom("fold \($0)", of: cohort) }
    case .official(let train, let validation, let test):
      let parts = [("train", train), ("validation", validation), ("test", test)].filter { !$0.1.isEmpty }
      let split = Split.official(of: cohort, parts.map { (name: $0.0, folds: $0.1) })
      let uses = ["train": "train on", "validation": "choose by", "test": "judge on"]
      for (name, folds) in parts where split[name]?.examples.isEmpty ?? true {
        let list = folds.map { "\($0)" }.joined(separator: ", ")
        throw .request("there are no examples to \(uses[name] ?? name): none is in the official fold \(list)")
      }
      return [split]
    case .file(let path):
      return [try filing { () throws(FileError) in try Split(reading: path, of: cohort, named: names) }]
    }
  }
}
