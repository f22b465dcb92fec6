import Compute
import Interchange
import Testing

@testable import Networks

@Suite struct StateDictionaryMapTests {
  private typealias Rule = StateDictionaryMap.Rule

  /// A layer named head with a norm before it, and an LSTM with one or two biases a gate.
  private func network(hasTwoBiases: Bool = true) -> Parameters {
    let graph = Graph()
    let lstm = LSTMLayer("lstm", 2, 1, hasTwoBiases: hasTwoBiases)
    let x = lstm(graph.input("signal", [4, 2])).meanOverTime()
    _ = LinearLayer("head", 1, 3)(BatchNormLayer("norm", 1)(x, .prediction))
    return Parameters(for: graph)
  }

  /// A file with a tensor for each name: its first number, counted on from there.
  private func file(_ tensors: [(name: String, shape: [Int], first: Float)]) throws -> SafetensorsFile {
    let bytes = SafetensorsWriter.bytes(
      tensors.map { tensor in
        let count = tensor.shape.reduce(1, *)
        return SafetensorsTensor(tensor.name, shape: tensor.shape, floats: (0..<count).map { tensor.first + Float($0) })
      })
    return try SafetensorsFile(parsing: bytes, file: "state.safetensors")
  }

  private let norm: [(name: String, shape: [Int], first: Float)] = [
    ("norm.weight", [1], 1), ("norm.bias", [1], 2), ("norm.running_mean", [1], 3), ("norm.running_var", [1], 4),
    ("norm.num_batches_tracked", [], 9),
  ]
  private let head: [(name: String, shape: [Int], first: Float)] = [
    ("head.weight", [3, 1], 10), ("head.bias", [3], 20),
  ]
  private let lstm: [(name: String, shape: [Int], first: Float)] = [
    ("lstm.weight_ih_l0", [4, 2], 30), ("lstm.weight_hh_l0", [4, 1], 40), ("lstm.bias_ih_l0", [4], 50),
    ("lstm.bias_hh_l0", [4], 60),
  ]

  private func refusal(_ body: () throws -> Void) -> FileError? {
    do {
      try body()
      return nil
    } catch {
      return error as? FileError
    }
  }

  @Test func takesEveryTensorOfTheSameName() throws {
    let parameters = network()
    let report = try StateDictionaryMap().load(file(norm + head + lstm), into: parameters)
    #expect(report.summary == "10 taken, 1 skipped")
    #expect(parameters["head.weight"].elements == [10, 11, 12])
    #expect(parameters["lstm.weight_ih_l0"] == Tensor([4, 2], (0..<8).map { 30 + Float($0) }))
    #expect(parameters["norm.running_var"].elements == [4])
  }

  @Test func addsTwoBiasesIntoOne() throws {
    let parameters = network(hasTwoBiases: false)
    let report = try StateDictionaryMap().load(file(norm + head + lstm), into: parameters)
    #expect(report.count(.summed) == 1)
    #expect(parameters["lstm.bias_ih_l0"].elements == [110, 112, 114, 116])
  }

  @Test func setsTheSecondBiasToZeroWhereThereIsOne() throws {
    let parameters = network()
    parameters.initialise(seed: 1)
    let report = try StateDictionaryMap().load(file(norm + head + lstm.dropLast()), into: parameters)
    #expect(report.count(.zeroed) == 1)
    #expect(parameters["lstm.bias_ih_l0"].elements == [50, 51, 52, 53])
    #expect(parameters["lstm.bias_hh_l0"].elements == [0, 0, 0, 0])
  }

  @Test func refusesWhatIsMissingLeftOrOfAnotherShape() throws {
    let map = StateDictionaryMap()
    for (tensors, problem) in [
      (norm + lstm + head.dropLast(), "head.bias is missing"),
      (norm + lstm + head + [("fc.weight", [1], 0)], "fc.weight goes nowhere"),
      (norm + lstm + head.dropLast() + [("head.bias", [4], 0)], "head.bias is 3, the tensor head.bias is 4"),
      (
        norm + lstm + head.dropFirst() + [("head.weight", [1, 3], 0)],
        "head.weight is 3×1, the tensor head.weight is 1×3"
      ),
    ] {
      let parameters = network()
      let error = refusal { _ = try map.load(file(tensors), into: parameters) }
      #expect(error?.message == "the file does not fit the network: \(problem)")
      // Nothing was changed.
      #expect(parameters["norm.weight"].elements == [0])
    }
  }

  @Test func namesTheFirstProblemsAndCountsTheRest() throws {
    let error = refusal { _ = try StateDictionaryMap().load(file(head), into: network()) }
    #expect(error?.message.hasSuffix("is missing; and 4 more") == true)
  }

  @Test func letsPassWhatIsAllowed() throws {
    let parameters = network()
    parameters["head.bias"] = Tensor([3], [7, 7, 7])
    let tensors = norm + lstm + [("head.weight", [5, 1], 1), ("old.0.weight", [1], 0)]
    let report = try StateDictionaryMap().load(file(tensors), into: parameters, allowing: ["head.*", "old.**"])
    #expect(report.summary == "8 taken, 1 of other shape, 1 missing, 1 left, 1 skipped")
    #expect(parameters["head.bias"].elements == [7, 7, 7])
    #expect(parameters["head.weight"].elements == [0, 0, 0])
    #expect(parameters["norm.bias"].elements == [2])
    #expect(refusal { _ = try StateDictionaryMap().load(file(tensors), into: network(), allowing: ["head.*"]) } != nil)
    #expect(try StateDictionaryMap().load(file([]), into: network(), allowing: ["**"]).count(.missing) == 10)
  }

  @Test func takesOffAPrefixOnlyWhenAsked() throws {
    let tensors = (norm + head + lstm).map { (name: "module." + $0.name, shape: $0.shape, first: $0.first) }
    #expect(refusal { _ = try StateDictionaryMap().load(file(tensors), into: network()) } != nil)
    let map = StateDictionaryMap(prefixes: ["module.", "model."])
    #expect(try map.load(file(tensors), into: network()).count(.taken) == 10)
  }

  @Test func followsTheFirstRuleThatFits() {
    let map = StateDictionaryMap([
      Rule("enc.0.*", "stem.*"), Rule("enc.*.*", "blocks.*.*"), Rule("aux.**", nil), Rule("tail.**", "head.**"),
    ])
    #expect(map.destination(of: "enc.0.weight") == .parameter("stem.weight"))
    #expect(map.destination(of: "enc.3.bias") == .parameter("blocks.3.bias"))
    #expect(map.destination(of: "enc.3.conv.bias") == .parameter("enc.3.conv.bias"))
    #expect(map.destination(of: "aux.0.1.weight") == .skipped)
    #expect(map.destination(of: "tail.a.b") == .parameter("head.a.b"))
    #expect(map.destination(of: "tail") == .parameter("tail"))
  }

  @Test func refusesTwoTensorsForOneParameter() throws {
    let map = StateDictionaryMap([Rule("a.*", "head.*"), Rule("b.*", "head.*")])
    let error = refusal { _ = try map.load(file([("a.bias", [3], 0), ("b.bias", [3], 0)]), into: network()) }
    #expect(error?.message == "two tensors go to the parameter head.bias")
  }

  @Test func refusesWeightsThatAreNoNumbers() throws {
    let parameters = network()
    let tensors = norm + lstm + head.dropFirst() + [("head.weight", [3, 1], .nan)]
    let error = refusal { _ = try StateDictionaryMap().load(file(tensors), into: parameters) }
    #expect(error?.field == "tensor 'head.weight'")
    #expect(parameters["norm.weight"].elements == [0])
  }

  @Test func readsAMapFromJSON() throws {
    let map = try StateDictionaryMap(parsing: Array(#"{"fc.*": "head.*", "aux.**": null}"#.utf8), file: "map.json")
    #expect(map == StateDictionaryMap([Rule("fc.*", "head.*"), Rule("aux.**", nil)]))
    for text in [#"{"fc.*": "head"}"#, #"{"a": 3}"#, "[]", #"{"a": "b"} x"#, #"{"a": "b", "a": "b"}"#] {
      #expect(refusal { _ = try StateDictionaryMap(parsing: Array(text.utf8), file: "map.json") }?.file == "map.json")
    }
  }

  @Test func printsATable() throws {
    let tensors = norm + lstm + [("head.weight", [5, 1], 1), ("old", [], 0)]
    let report = try StateDictionaryMap().report(of: file(tensors), for: network().specs)
    let lines = report.table.split(separator: "\n")
    #expect(lines[0] == "                parameter          shape  tensor in the file        shape")
    #expect(lines.contains("of other shape  head.weight        3×1    head.weight               5×1"))
    #expect(lines.contains("missing         head.bias          3"))
    #expect(lines.contains("left                                      old                       scalar"))
    #expect(lines.last == "8 taken, 1 of other shape, 1 missing, 1 left, 1 skipped")
    #expect(report.lines.filter(\.isRefused).map(\.problem).count == 3)
  }
}
