import Compute
import Interchange

extension StateDictionaryMap {
  /// Takes a network's parameters from a file, or throws and changes none.
  ///
  /// Every tensor and every parameter is accounted for. One that is missing, left or of another shape stops the import,
  /// unless its name (the parameter's, or the tensor's in the file) fits a pattern in `allowed`; `**` fits all.
  @discardableResult
  public func load(
    _ file: SafetensorsFile, into parameters: Parameters, allowing allowed: [NamePattern] = []
  ) throws(FileError) -> ImportReport {
    let report = try report(of: file, for: parameters.specs, allowing: allowed)
    let refused = report.lines.filter(\.isRefused)
    guard refused.isEmpty else {
      let shown = refused.prefix(4).map { FileError.shown($0.problem) }.joined(separator: "; ")
      let rest = refused.count > 4 ? "; and \(refused.count - 4) more" : ""
      throw FileError(file: file.path, field: "tensors", message: "the file does not fit the network: \(shown)\(rest)")
    }
    var values: [(name: String, tensor: Tensor)] = []
    for line in report.lines {
      guard let name = line.parameter, let shape = line.shape else { continue }
      switch line.outcome {
      case .taken:
        guard let tensor = line.tensor else { continue }
        values.append((name, Tensor(Shape(shape), try file.finite(tensor))))
      case .summed:
        guard let tensor = line.tensor, let second = Self.sibling(of: tensor) else { continue }
        let sum = zip(try file.finite(tensor), try file.finite(second)).map { $0 + $1 }
        values.append((name, Tensor(Shape(shape), sum)))
      case .zeroed: values.append((name, Tensor(Shape(shape), repeating: 0)))
      case .otherShape, .missing, .left, .skipped: continue
      }
    }
    for value in values { parameters[value.name] = value.tensor }
    return report
  }

  /// Returns what would become of every tensor and every parameter.
  public func report(
    of file: SafetensorsFile, for specs: [ParameterSpec], allowing allowed: [NamePattern] = []
  ) throws(FileError) -> ImportReport {
    var sources: [String: SafetensorsFile.Entry] = [:]
    var skipped: [SafetensorsFile.Entry] = []
    for entry in file.tensors {
      switch destination(of: entry.name) {
      case .skipped: skipped.append(entry)
      case .parameter(let name):
        if let other = sources[name] {
          throw FileError(
            file: file.path, field: "tensor '\(FileError.shown(entry.name))'", found: other.name, expected: nil,
            message: "two tensors go to the parameter \(FileError.shown(name))")
        }
        sources[name] = entry
      }
    }
    func line(_ outcome: ImportReport.Outcome, _ spec: ParameterSpec?, _ entry: SafetensorsFile.Entry?)
      -> ImportReport.Line
    {
      let names = [spec?.name, entry?.name].compactMap { $0 }
      let isFault = [.otherShape, .missing, .left].contains(outcome)
      return ImportReport.Line(
        outcome: outcome, parameter: spec?.name, shape: spec?.shape.sizes, tensor: entry?.name, found: entry?.shape,
        isRefused: isFault && !allowed.contains { pattern in names.contains { pattern.matches($0) } })
    }
    var lines: [ImportReport.Line] = []
    let names = Set(specs.map(\.name))
    var used: Set<String> = []
    for spec in specs {
      if let entry = sources[spec.name] {
        used.insert(spec.name)
        guard entry.shape == spec.shape.sizes else {
          lines.append(line(.otherShape, spec, entry))
          continue
        }
        // One bias a gate here, two there: only their sum acts.
        if let second = Self.sibling(of: spec.name), !names.contains(second), let other = sources[second],
          other.shape == entry.shape, other.name == Self.sibling(of: entry.name)
        {
          used.insert(second)
          lines.append(line(.summed, spec, entry))
        } else {
          lines.append(line(.taken, spec, entry))
        }
      } else if let first = Self.firstSibling(of: spec.name), sources[first]?.shape == spec.shape.sizes {
        lines.append(line(.zeroed, spec, nil))
      } else {
        lines.append(line(.missing, spec, nil))
      }
    }
    let left = sources.filter { !used.contains($0.key) }.values.map { line(.left, nil, $0) }
    let rest = left + skipped.map { line(.skipped, nil, $0) }
    return ImportReport(file: file.path, lines: lines + rest.sorted { ($0.tensor ?? "") < ($1.tensor ?? "") })
  }

  /// The second bias of an LSTM's gates, by the name of the first.
  private static func sibling(of name: String) -> String? { swapped(name, "bias_ih", "bias_hh") }
  /// The first bias of an LSTM's gates, by the name of the second.
  private static func firstSibling(of name: String) -> String? { swapped(name, "bias_hh", "bias_ih") }

  private static func swapped(_ name: String, _ old: String, _ new: String) -> String? {
    var parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix(old) else { return nil }
    let changed = new + last.dropFirst(old.count)
    parts.removeLast()
    return (parts.map(String.init) + [changed]).joined(separator: ".")
  }
}

extension SafetensorsFile {
  /// Reads weights: a number that is none makes every prediction none.
  fileprivate func finite(_ name: String) throws(FileError) -> [Float] {
    let values = try floats(name)
    guard let bad = values.first(where: { !$0.isFinite }) else { return values }
    throw FileError(
      file: path, field: "tensor '\(FileError.shown(name))'", found: "\(bad)", expected: "finite numbers",
      message: "a weight is not a number")
  }
}
