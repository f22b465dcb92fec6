extension Graph: CustomStringConvertible {
  /// The drawing as a table: a line an operation, with its layer, what it takes and makes, and what it costs.
  public var description: String {
    let columns = ["layer", "operation", "takes", "makes", "FLOPs"]
    var rows: [[String]] = []
    for step in steps {
      let inputTypes = step.inputs.map { values[$0].type }
      let outputTypes = step.outputs.map { values[$0].type }
      rows.append([
        step.layer, step.operation.name,
        zip(step.inputs, inputTypes).map { "\(label(of: $0)) \($1)" }.joined(separator: ", "),
        zip(step.outputs, outputTypes).map { "\(label(of: $0)) \($1)" }.joined(separator: ", "),
        grouped(step.operation.work(inputTypes, outputTypes)),
      ])
    }
    return aligned([columns] + rows, right: [4])
  }

  package func label(of id: ValueID) -> String {
    switch values[id].source {
    case .step: "%\(id)"
    case .input(let name), .parameter(let name): name
    case .constant: "constant"
    }
  }
}

/// A number with a thin space between thousands.
package func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index).isMultiple(of: 3) { result.append("\u{202F}") }
    result.append(digit)
  }
  return number < 0 ? "-" + result : result
}

/// Rows as columns two spaces apart; the columns of `right` end, the others begin, at one place.
package func aligned(_ rows: [[String]], right: Set<Int> = []) -> String {
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0 }
  return rows.map { row in
    var line = ""
    for (column, cell) in row.enumerated() {
      let space = String(repeating: " ", count: widths[column] - cell.count)
      line += (column > 0 ? "  " : "") + (right.contains(column) ? space + cell : cell + space)
    }
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}
