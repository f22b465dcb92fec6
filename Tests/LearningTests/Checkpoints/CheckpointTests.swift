import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Networks in files: what is read is what was written, and what does not fit together is refused by name.
@Suite struct CheckpointTests {
  private func checkpoint() throws -> Checkpoint {
    let trial = Trial()
    return Checkpoint(card: try trial.card(), parameters: trial.architecture.parameters(seed: 3))
  }

  private func tensors(_ checkpoint: Checkpoint) -> [SafetensorsTensor] { checkpoint.parameters.tensors() }

  private func card(_ checkpoint: Checkpoint) throws -> String {
    String(decoding: try JSONFile.bytes(of: checkpoint.card, file: "card", pretty: false), as: UTF8.self)
  }

  private func refused(_ tensors: [SafetensorsTensor], _ card: String?) -> FileError? {
    let metadata = card.map { [Checkpoint.key: $0] } ?? [:]
    do throws(FileError) {
      _ = try Checkpoint(parsing: SafetensorsWriter.bytes(tensors, metadata: metadata), file: "w")
      return nil
    } catch {
      return error
    }
  }

  @Test func roundTripsByteForByte() throws {
    let folder = try TemporaryFolder()
    var checkpoint = try checkpoint()
    checkpoint.card.thresholds = [0.1, 0.2, 0.3]
    checkpoint.card.results = [
      .init(part: "test", metric: "macroF1", value: 1.0 / 3, interval: [0.1, 0.7], examples: 9)
    ]
    checkpoint.card.lineage = [.init(file: "old", fingerprint: checkpoint.fingerprint, method: "imported")]
    try checkpoint.write(to: folder.file("a"))
    let read = try Checkpoint(reading: folder.file("a"))
    #expect(read.card == checkpoint.card && read.fingerprint == checkpoint.fingerprint)
    try read.write(to: folder.file("b"))
    #expect(try bytes(folder.file("a")) == bytes(folder.file("b")))
    #expect(try Checkpoint.card(reading: folder.file("a")) == checkpoint.card)
  }

  @Test func fingerprintsAreOfTheWeightsAlone() throws {
    var checkpoint = try checkpoint()
    let before = checkpoint.fingerprint
    checkpoint.card.results = [.init(part: "test", metric: "macroF1", value: 1, examples: 9)]
    #expect(checkpoint.fingerprint == before)
    checkpoint.parameters["head.linear2.bias"] = Tensor([3], [1, 2, 3])
    #expect(checkpoint.fingerprint != before)
  }

  @Test func tensorsThatDoNotFitAreNamed() throws {
    let checkpoint = try checkpoint()
    let (tensors, card) = (tensors(checkpoint), try card(checkpoint))
    #expect(refused(tensors, card) == nil)
    let missing = refused(tensors.filter { $0.name != "head.linear2.bias" }, card)
    #expect(missing?.field == "head.linear2.bias" && missing?.message.contains("missing") == true)
    let extra = refused(tensors + [SafetensorsTensor("optimizer.step", shape: [1], floats: [1])], card)
    #expect(extra?.field == "optimizer.step" && extra?.message.contains("belongs to no layer") == true)
    let other = tensors.map { tensor in
      tensor.name == "head.linear2.bias" ? SafetensorsTensor(tensor.name, shape: [4], floats: [1, 2, 3, 4]) : tensor
    }
    let shape = refused(other, card)
    #expect(shape?.field == "head.linear2.bias" && shape?.message.contains("another shape") == true)
    #expect(refused(tensors, nil)?.message.contains("einthoven import") == true)
  }

  @Test func cardsThatLieAreRefused() throws {
    let checkpoint = try checkpoint()
    let (tensors, card) = (tensors(checkpoint), try card(checkpoint))
    func words(_ old: String, _ new: String) throws -> String {
      let parts = card.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(old) does not stand in \(card)")
      return refused(tensors, parts.joined(separator: new))?.description ?? "nothing"
    }
    #expect(try words(#""outputs":3"#, #""outputs":4"#).contains("3 labels for 4 outputs"))
    #expect(try words(#""code":"b""#, #""code":"a""#).contains("a label stands twice"))
    #expect(try words(#"["I","II"]"#, #"["I"]"#).contains("1 leads for a network of 2"))
    #expect(try words(#""kind":"pooledLSTM""#, #""kind":"nosuch""#).contains("there is no network 'nosuch'"))
    #expect(try words(#""samples":24"#, #""samples":4000000000"#).contains("samples is 4000000000"))
    #expect(try words(#""samples":24"#, #""samples":25"#).contains("the recipe cuts 24 samples for a network of 25"))
    #expect(try words(#""hidden":3"#, #""hidden":2000"#).contains("another shape"))
    #expect(try words(#""levels":1"#, #""levels":64"#).contains("missing"))
    #expect(try words(#""rate":50"#, #""rate":1e300"#).contains("a rate of 1e+300"))
    #expect(try words(#""rate":50"#, #""rate":-50"#).contains("a rate of -50"))
    #expect(try words(#""format":1"#, #""format":2"#).contains("another version of this program"))
    #expect(try words(#""format":1"#, #""form":1"#).contains("format"))
    #expect(try words(#""task":"oneLabel""#, #""task":"guess""#) != "nothing")
    #expect(try words("{", "[") != "nothing")
    var lying = checkpoint.card
    lying.thresholds = [0.5]
    #expect(lying.problem?.contains("the thresholds are not 3 numbers") == true)
    lying = checkpoint.card
    lying.recipe = Recipe([.leads(names: ["I"], absent: .missing)])
    #expect(lying.problem?.contains("the recipe takes 1 leads for a network of 2") == true)
    lying.recipe = Recipe([.window(window: Window(10_000_000)), .resample(rate: 50)])
    #expect(lying.problem?.contains("10000000 samples") == true)
    lying.recipe = Recipe(Array(repeating: .halve(wavelet: .db6, border: .symmetric), count: 2000))
    #expect(lying.problem?.contains("2000 steps") == true)
  }
}
