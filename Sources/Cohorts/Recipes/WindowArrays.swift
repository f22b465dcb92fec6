import Interchange

/// Windows of several recordings side by side, and their labels where they are known: arrays for NumPy.
package struct WindowArrays {
  /// The windows so far.
  package private(set) var count = 0
  private var shape: (times: Int, leads: Int)?
  private var values: [Float] = []
  private var targets: [Float] = []
  private var labels: [String] = []

  package init() {}

  /// Adds a recording's windows, and returns a line of JSON that says which they are.
  package mutating func add(_ windows: Windows, of record: String) throws(RecipeError) -> String {
    try put(windows, of: record)
    return line([("record", .string(record))], windows)
  }

  /// Adds the windows of a cohort's examples, with their labels, and hands on a line of JSON for each.
  package mutating func add(_ source: PreparedCohort, _ say: (String) -> Void) throws(RecipeError) {
    let cohort = source.cohort
    labels = cohort.vocabulary.codes
    for (index, example) in cohort.examples.enumerated() {
      let windows = try source.windows(of: index)
      try put(windows, of: example.id)
      let row = cohort.targets([index])
      for _ in 0..<windows.count { targets += row }
      let names = [("example", example.id), ("record", example.record)].map { ($0.0, JSONText.string($0.1)) }
      say(line(names + [("labels", .array(example.labels.map(JSONText.string)))], windows))
    }
  }

  /// Writes the windows as (window, sample, lead), and labels beside them as (window, label).
  ///
  /// - Returns: The file of labels, and what they are, if there are any.
  package func write(to path: String) throws(FileError) -> (file: String, labels: [String])? {
    try NPYArray(shape: [count, shape?.times ?? 0, shape?.leads ?? 0], floats: values).write(to: path)
    guard !labels.isEmpty else { return nil }
    let file = (path.hasSuffix(".npy") ? String(path.dropLast(4)) : path) + ".labels.npy"
    try NPYArray(shape: [count, labels.count], floats: targets).write(to: file)
    return (file, labels)
  }

  private mutating func put(_ windows: Windows, of record: String) throws(RecipeError) {
    let known = shape ?? (windows.times, windows.leads.count)
    guard known == (windows.times, windows.leads.count) else {
      throw .step(
        record: record, step: "window",
        message:
          "\(windows.times) samples of \(windows.leads.count) leads do not fit beside \(known.times) of \(known.leads)")
    }
    shape = known
    values += windows.values
    count += windows.count
  }

  private func line(_ members: [(key: String, value: JSONText)], _ windows: Windows) -> String {
    JSONText.object(
      members + [("first", .integer(count - windows.count)), ("windows", .integer(windows.count))]
    ).line
  }
}
