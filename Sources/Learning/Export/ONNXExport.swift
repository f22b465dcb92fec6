import Cohorts
import Compute
import Interchange

/// A network as an ONNX file, for ONNX Runtime and other programs that run such files.
///
/// The input `signal` is (batch, samples, leads) of single precision, for any batch; the outputs are those that are
/// given. What the file cannot say of itself stands in its metadata: `labels` and `leads` as JSON lists in the order of
/// the outputs and inputs, `rate` in Hz, `units`, and whether `normalisation` is `inside` or `outside` the network.
public struct ONNXExport: Sendable {
  /// The labels, in the order of the outputs.
  public var labels: [String]
  /// The leads, in the order of the input's last axis.
  public var leads: [String]
  /// Samples a second.
  public var rate: Double
  /// The samples' unit.
  public var units: String
  /// The last steps of a recipe, done within the network: it then takes windows as they were cut, missing samples as NaN.
  public var normalisation: [Cohorts.Step]
  /// Further facts for the metadata, such as the recipe as JSON.
  public var facts: [(name: String, value: String)]
  /// The version of the program that writes the file.
  public var version: String

  /// Creates what the file says of the network.
  public init(
    labels: [String], leads: [String], rate: Double, units: String = "mV", normalisation: [Cohorts.Step] = [],
    facts: [(name: String, value: String)] = [], version: String
  ) {
    self.labels = labels
    self.leads = leads
    self.rate = rate
    self.units = units
    self.normalisation = normalisation
    self.facts = facts
    self.version = version
  }

  /// Returns the bytes of the file: the same for the same network and numbers.
  ///
  /// - Parameters:
  ///   - outputs: Names and nodes as for `Program.inference`, drawn for prediction.
  ///   - parameters: The numbers of what those were drawn with.
  public func fileBytes(
    of outputs: [(name: String, node: Node)], _ parameters: Parameters
  ) throws(ONNXExportError) -> [UInt8] {
    let graph = try graph(of: outputs, parameters)
    try Self.requireRoom(for: graph.storedBytes)
    let model = ONNXModel(
      producer: "Einthoven", producerVersion: version,
      documentation: normalisation.isEmpty
        ? "Takes windows that a recipe prepared." : "Takes windows as they were cut; normalises them itself.",
      graph: graph, metadata: metadata)
    return model.fileBytes()
  }

  /// Writes the file, whole or not at all.
  public func write(
    _ outputs: [(name: String, node: Node)], _ parameters: Parameters, to path: String
  ) throws(ONNXExportError) {
    let bytes = try fileBytes(of: outputs, parameters)
    do throws(FileError) { try AtomicFile.write(bytes, to: path) } catch { throw .file(error) }
  }

  /// Throws when the numbers of a network do not fit into one protocol buffer with room for the rest.
  static func requireRoom(for bytes: Int) throws(ONNXExportError) {
    if bytes >= (1 << 31) - (1 << 24) { throw .tooLarge(bytes: bytes) }
  }

  private var metadata: [(name: String, value: String)] {
    let list = { (texts: [String]) in JSONText.array(texts.map { .string($0) }).line }
    return [
      ("labels", list(labels)), ("leads", list(leads)), ("rate", JSONText.number(rate).line), ("units", units),
      ("normalisation", normalisation.isEmpty ? "outside" : "inside"),
    ] + facts
  }
}
