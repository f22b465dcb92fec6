import Cohorts
import Compute
import Interchange
import Networks

/// A network with its weights and its card, as one `.safetensors` file holds them.
///
///     let checkpoint = try Checkpoint(reading: "runs/lead/best.safetensors")
///     print(checkpoint.card.labels.map(\.code))
public struct Checkpoint: Sendable {
  /// What it is.
  public var card: Card
  /// The weights.
  public let parameters: Parameters

  /// The key of the file's metadata under which the card stands.
  package static let key = "einthoven.card"

  /// Creates a checkpoint of weights that are already there.
  public init(card: Card, parameters: Parameters) {
    precondition(card.problem == nil, "a card that does not fit together: \(card.problem ?? "")")
    self.card = card
    self.parameters = parameters
  }

  /// Reads a checkpoint; every tensor of the network must be there, and no other.
  public init(reading path: String) throws(FileError) { try self.init(SafetensorsFile(reading: path)) }

  /// Reads a checkpoint's bytes; `file` names it in errors.
  package init(parsing bytes: [UInt8], file: String) throws(FileError) {
    try self.init(SafetensorsFile(parsing: bytes, file: file))
  }

  private init(_ file: SafetensorsFile) throws(FileError) {
    let path = file.path
    card = try Self.card(of: file)
    let graph = Graph()
    _ = card.architecture.logits(card.architecture.signal(in: graph), .prediction)
    // Memory is taken only for a network whose numbers are all there.
    for spec in graph.parameters { try file.check(spec.name, shape: spec.shape) }
    let left = Set(file.tensors.map(\.name)).subtracting(graph.parameters.map(\.name))
    if let name = left.min() {
      throw FileError(
        file: path, field: name, found: "\(left.count) tensors more than the network has",
        expected: "the \(graph.parameters.count) tensors of \(card.architecture.kind)",
        message: "a tensor belongs to no layer")
    }
    parameters = Parameters(for: graph)
    try parameters.take(from: file, prefix: "")
  }

  /// Reads the card alone.
  public static func card(reading path: String) throws(FileError) -> Card {
    try card(of: SafetensorsFile(reading: path))
  }

  private static func card(of file: SafetensorsFile) throws(FileError) -> Card {
    guard let text = file.metadata[key] else {
      throw FileError(
        file: file.path, field: key, expected: "a checkpoint with a card",
        message: "the file says nothing of its network; bring weights from elsewhere in with 'einthoven import'")
    }
    let bytes = Array(text.utf8)
    // What a later version means by its fields nobody knows here.
    let format = try JSONFile.parse(Card.Format.self, bytes, file: file.path).format
    guard format == Card.Format.known else {
      throw FileError(
        file: file.path, field: key, found: "format \(format)", expected: "format \(Card.Format.known)",
        message: "the card is of another version of this program")
    }
    let card = try JSONFile.parse(Card.self, bytes, file: file.path)
    if let problem = card.problem { throw FileError(file: file.path, field: key, message: problem) }
    return card
  }

  /// Writes the checkpoint; the same weights and card make the same bytes.
  public func write(to path: String) throws(FileError) {
    let text = String(decoding: try JSONFile.bytes(of: card, file: path, pretty: false), as: UTF8.self)
    try SafetensorsWriter.write(parameters.tensors(), metadata: [Self.key: text], to: path)
  }

  /// A fingerprint of the weights, by name.
  public var fingerprint: String { parameters.fingerprint }
}

extension Parameters {
  /// A fingerprint of the numbers, by name.
  package var fingerprint: String {
    var hash = Fingerprint()
    for spec in specs.sorted(by: { precedes($0.name, $1.name) }) {
      hash.add(spec.name)
      hash.add(self[spec.name].elements)
    }
    return hash.hex
  }

  /// Returns all parameters as tensors of a file, with a prefix before their names.
  package func tensors(prefix: String = "") -> [SafetensorsTensor] {
    specs.map { spec in
      SafetensorsTensor(prefix + spec.name, shape: spec.shape.sizes, floats: self[spec.name].elements)
    }
  }

  /// Takes all parameters from a file, in which a prefix stands before their names.
  func take(from file: SafetensorsFile, prefix: String) throws(FileError) {
    for spec in specs { self[spec.name] = try file.tensor(prefix + spec.name, shape: spec.shape) }
  }
}

extension SafetensorsFile {
  /// Returns a tensor of a known shape.
  func tensor(_ name: String, shape: Shape) throws(FileError) -> Tensor {
    try check(name, shape: shape)
    return Tensor(shape, try floats(name))
  }

  /// Throws when there is no tensor of that name and shape.
  func check(_ name: String, shape: Shape) throws(FileError) {
    guard let entry = self[name] else {
      throw FileError(file: path, field: name, expected: "\(shape)", message: "a tensor is missing")
    }
    guard entry.shape == shape.sizes else {
      throw FileError(
        file: path, field: name, found: "\(Shape(entry.shape))", expected: "\(shape)",
        message: "a tensor is of another shape")
    }
  }
}
