import Interchange

/// How the tensors of a PyTorch `state_dict` find their parameters: by rules that are written down, never by guessing.
///
/// A tensor's name loses a prefix where that was asked for, then the first rule that fits gives it its new name; a name that
/// no rule fits stays as it is. `num_batches_tracked`, which counts batches and is read by nothing, is skipped.
///
/// In Python, a file to import is made by three lines. Tensors that a model has under two names must be cloned:
///
///     import torch, safetensors.torch
///     state = torch.load("model.pth", map_location="cpu", weights_only=True)
///     safetensors.torch.save_file({k: v.clone().contiguous() for k, v in state.items()}, "model.safetensors")
public struct StateDictionaryMap: Sendable, Equatable {
  /// What becomes of the names that fit a pattern.
  public struct Rule: Sendable, Equatable {
    /// Which names of the file.
    public let pattern: NamePattern
    /// The parameter's name, with the same wildcards; nothing for tensors that are not wanted.
    public let target: NamePattern?

    /// Creates a rule; the target must have the pattern's wildcards.
    public init(_ pattern: String, _ target: String?) {
      self.init(NamePattern(pattern), target.map { NamePattern($0) })
    }

    fileprivate init(_ pattern: NamePattern, _ target: NamePattern?) {
      precondition(
        target.map { $0.wildcards == pattern.wildcards } ?? true,
        "the rule \(pattern) has other wildcards than its target \(target.map { "\($0)" } ?? "")")
      self.pattern = pattern
      self.target = target
    }
  }

  /// The rules, the first that fits being taken.
  public var rules: [Rule]
  /// What is taken off the beginning of a name, such as `module.`.
  public var prefixes: [String]

  /// Creates a map; without rules every name stays as it is.
  public init(_ rules: [Rule] = [], prefixes: [String] = []) {
    self.rules = rules
    self.prefixes = prefixes
  }

  /// Reads a map from a JSON file: an object of patterns and their targets, `null` for tensors that are not wanted.
  public init(reading path: String) throws(FileError) {
    try self.init(parsing: FileAccess.read(path), file: path)
  }

  /// Reads a map from the bytes of a JSON file; `file` names it in errors.
  public init(parsing bytes: [UInt8], file: String) throws(FileError) {
    var scanner = JSONScanner(bytes, file: file)
    var rules: [Rule] = []
    try scanner.members("map") { (scanner: inout JSONScanner, key: String) throws(FileError) in
      let pattern = NamePattern(key)
      let target = try scanner.optionalString("map, \(key)").map { NamePattern($0) }
      if let target, target.wildcards != pattern.wildcards {
        throw scanner.refusal(
          "map, \(key)", found: "\(target)", expected: "wildcards as in \(key)",
          "a name and its target have other wildcards")
      }
      rules.append(Rule(pattern, target))
    }
    try scanner.finish("map")
    self.init(rules)
  }

  /// Where a tensor goes.
  enum Destination: Equatable {
    case parameter(String)
    case skipped
  }

  func destination(of name: String) -> Destination {
    var name = name
    if let prefix = prefixes.first(where: { name.hasPrefix($0) }) { name = String(name.dropFirst(prefix.count)) }
    if name == "num_batches_tracked" || name.hasSuffix(".num_batches_tracked") { return .skipped }
    for rule in rules {
      guard let captures = rule.pattern.captures(in: name) else { continue }
      return rule.target.map { .parameter($0.filled(captures)) } ?? .skipped
    }
    return .parameter(name)
  }
}
