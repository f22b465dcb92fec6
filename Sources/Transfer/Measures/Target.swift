import Learning

/// What is true of the examples of a target task.
public struct Target: Sendable, Equatable {
  /// Whether each example has exactly one label, or any number of them.
  public let task: Task
  /// The labels' names, in the order of the columns.
  public let labels: [String]
  /// The number of examples.
  public let count: Int
  /// Examples × labels, row by row.
  let isPositive: [Bool]

  /// Creates a target of any number of labels an example; `positive` is examples × labels, row by row.
  public init(labels: [String], positive: [Bool]) {
    precondition(
      !labels.isEmpty && positive.count % labels.count == 0,
      "\(positive.count) truth values for \(labels.count) labels an example")
    task = .severalLabels
    self.labels = labels
    count = positive.count / labels.count
    isPositive = positive
  }

  /// Creates a target of one label an example, given as its place among the labels.
  public init(labels: [String], classes: [Int]) {
    precondition(!labels.isEmpty, "no labels for \(classes.count) examples")
    task = .oneLabel
    self.labels = labels
    count = classes.count
    var positive = [Bool](repeating: false, count: classes.count * labels.count)
    for (i, place) in classes.enumerated() {
      precondition(labels.indices.contains(place), "class \(place) of example \(i), expected 0…\(labels.count - 1)")
      positive[i * labels.count + place] = true
    }
    isPositive = positive
  }

  private init(task: Task, labels: [String], isPositive: [Bool]) {
    self.task = task
    self.labels = labels
    count = isPositive.count / labels.count
    self.isPositive = isPositive
  }

  func gathering(_ indices: [Int]) -> Target {
    var result: [Bool] = []
    result.reserveCapacity(indices.count * labels.count)
    for index in indices { result += isPositive[index * labels.count..<(index + 1) * labels.count] }
    return Target(task: task, labels: labels, isPositive: result)
  }

  /// How many examples have each label.
  var positives: [Int] {
    labels.indices.map { label in
      stride(from: label, to: isPositive.count, by: labels.count).reduce(0) { $0 + (isPositive[$1] ? 1 : 0) }
    }
  }

  /// The entropy of having each label or not, in natural units.
  var entropies: [Double] {
    positives.map { positive in
      [positive, count - positive].reduce(0) { sum, n in
        n == 0 ? sum : sum - Double(n) / Double(count) * logarithm(Double(n) / Double(count))
      }
    }
  }

  /// Examples × labels, 1 where an example has the label.
  var indicators: Matrix { Matrix(rows: count, columns: labels.count, values: isPositive.map { $0 ? 1 : 0 }) }

  /// The one label of each example.
  var classes: Classes {
    precondition(task == .oneLabel, "the examples have several labels each")
    let owners = (0..<count).map { i in labels.indices.first { isPositive[i * labels.count + $0] } ?? 0 }
    return Classes(owners)
  }

  /// Having a label, or not.
  func classes(of label: Int) -> Classes {
    Classes((0..<count).map { isPositive[$0 * labels.count + label] ? 1 : 0 })
  }
}

/// A partition of the examples; classes without an example are left out.
struct Classes: Sendable {
  /// The class of each example, counted among those that have any.
  let of: [Int]
  /// How many examples each class has.
  let counts: [Int]

  init(_ names: [Int]) {
    let present = Set(names).sorted()
    let places = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, $0) })
    of = names.map { places[$0] ?? 0 }
    var counts = [Int](repeating: 0, count: present.count)
    for place in of { counts[place] += 1 }
    self.counts = counts
  }

  var count: Int { counts.count }

  /// The examples of each class.
  var members: [[Int]] {
    var result = [[Int]](repeating: [], count: count)
    for (i, place) in of.enumerated() { result[place].append(i) }
    return result
  }

  /// Examples × classes, 1 where an example belongs to the class.
  var indicators: Matrix {
    var result = Matrix(rows: of.count, columns: count)
    for (i, place) in of.enumerated() { result[i, place] = 1 }
    return result
  }

  /// The mean row of each class.
  func means(_ features: Matrix) -> Matrix {
    var result = Matrix(rows: count, columns: features.columns)
    for (i, place) in of.enumerated() {
      for j in 0..<features.columns { result[place, j] += features[i, j] }
    }
    for place in 0..<count {
      for j in 0..<features.columns { result[place, j] /= Double(counts[place]) }
    }
    return result
  }
}
