/// What became of every tensor of a file and of every parameter of a network.
public struct ImportReport: Sendable, Hashable, Codable {
  /// What became of one of them.
  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// The parameter has the tensor's numbers.
    case taken
    /// The parameter has the sum of the file's two biases of an LSTM's gates.
    case summed
    /// The file has one bias for an LSTM's gates where the network has two: the second is zero.
    case zeroed
    /// The tensor and the parameter of its name differ in shape; the parameter stays as it was.
    case otherShape
    /// No tensor goes to the parameter; it stays as it was.
    case missing
    /// The tensor goes to no parameter.
    case left
    /// A rule says that the tensor is not wanted.
    case skipped
  }

  /// One parameter, one tensor, or both.
  public struct Line: Sendable, Hashable, Codable {
    /// What became of it.
    public let outcome: Outcome
    /// The parameter's name.
    public let parameter: String?
    /// The parameter's shape.
    public let shape: [Int]?
    /// The name of the tensor in the file.
    public let tensor: String?
    /// The tensor's shape.
    public let found: [Int]?
    /// Whether it stops the import.
    public let isRefused: Bool

    /// What it is about, in words.
    var problem: String {
      switch outcome {
      case .otherShape:
        "\(parameter ?? "") is \(Line.shown(shape)), the tensor \(tensor ?? "") is \(Line.shown(found))"
      case .missing: "\(parameter ?? "") is missing"
      default: "\(tensor ?? "") goes nowhere"
      }
    }

    static func shown(_ shape: [Int]?) -> String {
      shape.map { $0.isEmpty ? "scalar" : $0.map(String.init).joined(separator: "×") } ?? ""
    }
  }

  /// The file.
  public let file: String
  /// The network's parameters in their order, then what else the file holds.
  public let lines: [Line]

  /// Returns how many there are of an outcome.
  public func count(_ outcome: Outcome) -> Int { lines.count { $0.outcome == outcome } }

  /// The counts in one line: `98 taken, 2 missing`.
  public var summary: String {
    let counts = Outcome.allCases.map { (count($0), $0) }.filter { $0.0 > 0 }
    return counts.isEmpty ? "nothing" : counts.map { "\($0) \($1.words)" }.joined(separator: ", ")
  }

  /// One line a parameter or tensor, in columns, and the counts below.
  public var table: String {
    let rows = [["", "parameter", "shape", "tensor in the file", "shape"]] + lines.map(\.cells)
    let widths = (0..<5).map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    let text = rows.map { row in
      let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.unicodeScalars.count) }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    return (text + [summary]).joined(separator: "\n")
  }
}

extension ImportReport.Outcome {
  /// The outcome in words for a table.
  var words: String { self == .otherShape ? "of other shape" : rawValue }
}

extension ImportReport.Line {
  fileprivate var cells: [String] {
    [outcome.words, parameter ?? "", Self.shown(shape), tensor ?? "", Self.shown(found)]
  }
}
