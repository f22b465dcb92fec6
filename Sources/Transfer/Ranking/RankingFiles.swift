import Interchange

/// Reads what any program can write of a source: probabilities, features and labels as NPY files.
public enum RankingFiles {
  /// Reads a target: one label an example as a column of whole numbers, or several as examples × labels of 0 and 1.
  ///
  /// `names` are the labels' names; without them, labels are named by their numbers.
  public static func target(_ path: String, names: [String]? = nil) throws(FileError) -> Target {
    let array = try NPYArray(path: path)
    let values = array.rowMajor()
    switch array.shape.count {
    case 1: return try oneLabel(values, names, path)
    case 2: return try severalLabels(array, values, names, path)
    default:
      throw FileError(
        file: path, field: "labels", found: "shape \(array.shape)", expected: "(examples) or (examples, labels)",
        message: "the labels have the wrong shape")
    }
  }

  /// Reads a source's probabilities, its features, or both; as many rows as the target has examples.
  ///
  /// `weights` is a file of what each of the source's labels counts, a number a column of its probabilities.
  public static func representation(
    probabilities: String?, features: String?, weights: String? = nil, target: Target
  ) throws(FileError) -> Representation {
    precondition(probabilities != nil || features != nil, "neither probabilities nor features")
    let said = try probabilities.map { path throws(FileError) in
      try matrix(path, "probabilities", range: 0...1, rows: target.count)
    }
    return Representation(
      probabilities: said,
      features: try features.map { path throws(FileError) in
        try matrix(path, "features", range: nil, rows: target.count)
      }, target: target,
      sourceWeights: try weights.map { path throws(FileError) in try self.weights(path, count: said?.columns ?? 0) })
  }

  private static func weights(_ path: String, count: Int) throws(FileError) -> [Double] {
    let array = try NPYArray(path: path)
    let values = array.rowMajor()
    guard array.shape.count == 1, values.count == count else {
      throw FileError(
        file: path, field: "source weights", found: "shape \(array.shape)",
        expected: "(\(count)), a number for each column of the probabilities",
        message: "the weights have the wrong shape")
    }
    let fault = values.firstIndex { !($0.isFinite && $0 >= 0) }
    guard fault == nil, values.contains(where: { $0 > 0 }) else {
      throw FileError(
        file: path, field: "source weight \(fault ?? 0)", found: "\(values[fault ?? 0])",
        expected: "0 or more, and some above 0", message: "the weights cannot be used")
    }
    return values
  }

  private static func matrix(
    _ path: String, _ field: String, range: ClosedRange<Double>?, rows: Int
  ) throws(FileError) -> Matrix {
    let array = try NPYArray(path: path)
    guard array.shape.count == 2, array.shape[0] == rows, array.shape[1] > 0 else {
      throw FileError(
        file: path, field: field, found: "shape \(array.shape)",
        expected: "(\(rows), columns), a row for each label row",
        message: "the \(field) have the wrong shape")
    }
    let matrix = Matrix(rows: rows, columns: array.shape[1], values: array.rowMajor())
    if let fault = matrix.firstFault(in: range) {
      throw FileError(
        file: path, field: "\(field) in row \(fault.row), column \(fault.column)", found: "\(fault.value)",
        expected: range == nil ? "a finite number" : "a number in 0…1",
        message: "the \(field) cannot be used")
    }
    return matrix
  }

  private static func oneLabel(_ values: [Double], _ names: [String]?, _ path: String) throws(FileError) -> Target {
    guard !values.isEmpty else { throw empty(path) }
    for (row, value) in values.enumerated() where Int(exactly: value).map({ $0 < 0 }) ?? true {
      throw FileError(
        file: path, field: "label in row \(row)", found: "\(value)", expected: "a whole number from 0",
        message: "a class is no number of a class")
    }
    let classes = values.map { Int($0) }
    if let names {
      for (row, place) in classes.enumerated() where place >= names.count {
        throw FileError(
          file: path, field: "label in row \(row)", found: "\(place)", expected: "0…\(names.count - 1)",
          message: "there is no such label")
      }
      return Target(labels: names, classes: classes)
    }
    // The numbers that occur, so that a stray large one costs nothing.
    let present = Set(classes).sorted()
    let places = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, $0) })
    return Target(labels: present.map { "\($0)" }, classes: classes.map { places[$0] ?? 0 })
  }

  private static func severalLabels(
    _ array: NPYArray, _ values: [Double], _ names: [String]?, _ path: String
  ) throws(FileError) -> Target {
    let columns = array.shape[1]
    guard !values.isEmpty else { throw empty(path) }
    if let names, names.count != columns {
      throw FileError(
        file: path, field: "labels", found: "shape \(array.shape)", expected: "(examples, \(names.count))",
        message: "there are \(names.count) names of labels")
    }
    if let place = values.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw FileError(
        file: path, field: "labels in row \(place / columns), column \(place % columns)", found: "\(values[place])",
        expected: "0 or 1", message: "a label is neither there nor absent")
    }
    return Target(labels: names ?? (0..<columns).map { "\($0)" }, positive: values.map { $0 == 1 })
  }

  private static func empty(_ path: String) -> FileError {
    FileError(file: path, field: "labels", found: "none", expected: "one example or more", message: "no labels")
  }
}
