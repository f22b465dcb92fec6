import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Files of the one-lead network, read back field by field.
@Suite struct ONNXExportTests {
  static let export = ONNXExport(
    labels: ["N", "A \"f\""], leads: ["II"], rate: 300, facts: [("recipe", "{}")], version: "1.2")

  struct Drawn {
    let outputs: [(name: String, node: Node)]
    let parameters: Parameters

    init(_ outputs: [(name: String, node: Node)]) {
      self.outputs = outputs
      parameters = Parameters(for: outputs[0].node.graph)
      parameters.initialise(seed: 3)
    }
    init(samples: Int, leads: Int, _ draw: (Node) -> [(name: String, node: Node)]) {
      self.init(draw(Graph().input("signal", [samples, leads])))
    }

    func bytes(_ export: ONNXExport = ONNXExportTests.export) throws -> [UInt8] {
      try export.fileBytes(of: outputs, parameters)
    }
    func model(_ export: ONNXExport = ONNXExportTests.export) throws -> ReadModel {
      try #require(ReadModel(bytes(export)))
    }
  }

  static func lead() -> Drawn {
    Drawn(ONNXExport.outputs(of: Architecture(Lead(leads: 1, samples: 1000, outputs: 2)), for: .oneLabel))
  }

  @Test func nodesFollowTheNetwork() throws {
    let block = ["Conv", "Relu", "MaxPool"]
    let recurrence = ["LSTM", "Transpose", "Reshape"]
    let model = try Self.lead().model()
    #expect(
      model.nodes.map(\.operation)
        == ["Transpose"] + block + block + block + block + ["Transpose"] + recurrence + recurrence
        + ["ReduceMean", "Gemm", "Softmax"])
    let lstm = try #require(model.nodes.first { $0.operation == "LSTM" })
    #expect(lstm.texts["direction"] == "bidirectional" && lstm.integers["hidden_size"] == [16])
    #expect(model.nodes.last?.outputs == ["probabilities"] && model.nodes.last?.inputs == ["logits"])
  }

  @Test func everyInputOfANodeIsMadeBeforeItOnce() throws {
    let model = try Self.lead().model()
    var known = Set(model.values(11).map(\.name))
    #expect(known == ["signal"])
    let stored = model.graph.messages(5).flatMap { $0.texts(8) }
    #expect(Set(stored).count == stored.count)
    known.formUnion(stored)
    for node in model.nodes {
      #expect(known.isSuperset(of: node.inputs), "\(node)")
      #expect(known.isDisjoint(with: node.outputs), "\(node)")
      known.formUnion(node.outputs)
    }
    #expect(known.isSuperset(of: ["logits", "probabilities", "features"]))
    let names = model.graph.messages(1).flatMap { $0.texts(3) }
    #expect(Set(names).count == names.count)
  }

  @Test func weightsKeepPyTorchsNamesAndShapes() throws {
    let drawn = Self.lead()
    let stored = try drawn.model().initializers
    for spec in drawn.parameters.specs where !spec.name.hasPrefix("lstm") {
      let tensor = try #require(stored[spec.name], "\(spec.name)")
      #expect(tensor.sizes == spec.shape.sizes && tensor.floats == drawn.parameters[spec.name].elements)
    }
  }

  @Test func gatesOfAnLSTMAreReordered() throws {
    let drawn = Self.lead()
    let stored = try drawn.model().initializers
    let (input, bias) = (try #require(stored["lstm2/W"]), try #require(stored["lstm2/B"]))
    #expect(input.sizes == [2, 64, 32] && bias.sizes == [2, 128])
    #expect(stored["lstm2/R"]?.sizes == [2, 64, 16])
    // PyTorch has i f g o, ONNX i o f c: its second gate is PyTorch's last.
    let theirs = drawn.parameters["lstm2.weight_ih_l0_reverse"].elements
    #expect(Array(input.floats[(64 * 32 + 16 * 32)...].prefix(16 * 32)) == Array(theirs[(48 * 32)...]))
    let biases = drawn.parameters["lstm2.bias_ih_l0"].elements
    #expect(Array(bias.floats[..<16]) == Array(biases[..<16]) && Array(bias.floats[48..<64]) == Array(biases[32..<48]))
    #expect(bias.floats[64..<128].allSatisfy { $0 == 0 })
  }

  @Test func twoBiasesAreStoredAsTheirSum() throws {
    let drawn = Drawn(samples: 9, leads: 2) { [("y", LSTMLayer("a", 2, 3)($0))] }
    let bias = try #require(try drawn.model().initializers["a/B"]).floats
    let sum = zip(drawn.parameters["a.bias_ih_l0"].elements, drawn.parameters["a.bias_hh_l0"].elements).map(+)
    #expect(Array(bias[..<3]) == Array(sum[..<3]) && Array(bias[3..<6]) == Array(sum[9...]))
  }

  @Test func anLSTMTakesAndLeavesAState() throws {
    let drawn = Drawn(samples: 9, leads: 2) { x in
      let first = LSTMLayer("a", 2, 3)(x, from: nil)
      return [("y", LSTMLayer("b", 3, 3)(first.outputs, from: first.last).outputs)]
    }
    let lstms = try drawn.model().nodes.filter { $0.operation == "LSTM" }
    #expect(lstms.map(\.outputs.count) == [3, 1] && lstms.first?.outputs[1] == "")
    #expect(lstms.map(\.inputs.count) == [4, 7] && lstms.last?.inputs[4] == "")
  }

  @Test func headerAndMetadataSayWhatTheFileIs() throws {
    let model = try Self.lead().model()
    #expect(model.file.numbers(1) == [8] && model.file.texts(2) == ["Einthoven"] && model.file.texts(3) == ["1.2"])
    #expect(model.file.messages(8).first?.numbers(2) == [17])
    #expect(
      model.metadata == [
        "labels": #"["N", "A \"f\""]"#, "leads": #"["II"]"#, "rate": "300", "units": "mV", "normalisation": "outside",
        "recipe": "{}",
      ])
    #expect(model.values(11).map(\.axes) == [[0, 1000, 1]])
    #expect(model.values(12).map(\.name) == ["logits", "probabilities", "features"])
    #expect(model.values(12).map(\.axes) == [[0, 2], [0, 2], [0, 32]])
  }

  @Test func severalLabelsHaveProbabilitiesOfTheirOwn() throws {
    let architecture = Architecture(Lead(leads: 1, samples: 1000, outputs: 2))
    let model = try Drawn(ONNXExport.outputs(of: architecture, for: .severalLabels)).model()
    #expect(model.nodes.last?.operation == "Sigmoid")
  }

  @Test func theSameNetworkMakesTheSameBytes() throws {
    #expect(try Self.lead().bytes() == Self.lead().bytes())
  }

  @Test func aFileIsWritten() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString).onnx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let drawn = Self.lead()
    try Self.export.write(drawn.outputs, drawn.parameters, to: path)
    #expect(try FileAccess.read(path) == drawn.bytes())
    #expect(throws: ONNXExportError.self) {
      try Self.export.write(drawn.outputs, drawn.parameters, to: "/nowhere/at/all.onnx")
    }
  }

  @Test func trainingGraphsAreRefusedByLayer() {
    let dropped = Drawn(samples: 1000, leads: 1) {
      [("logits", Lead(leads: 1, samples: 1000, outputs: 2).logits($0, .training))]
    }
    let error = #expect(throws: ONNXExportError.self) { try dropped.bytes() }
    #expect(error?.description.contains("dropout") == true)
    let normed = Drawn(samples: 10, leads: 2) { [("y", BatchNormLayer("norm", 2)($0, .training))] }
    #expect(
      throws: ONNXExportError.operation(
        layer: "norm", name: "batchMoments",
        message: "its result hangs on the other examples of a batch: draw the network for prediction")
    ) { try normed.bytes() }
  }

  @Test func whatIsTooLargeIsRefused() throws {
    #expect(throws: ONNXExportError.tooLarge(bytes: 1 << 31)) { try ONNXExport.requireRoom(for: 1 << 31) }
    try ONNXExport.requireRoom(for: 1 << 30)
  }
}
