import Compute
import Foundation
import Networks
import Testing

/// Descriptions: what they store, what they refuse.
@Suite struct ArchitectureTests {
  private static func read(_ json: String) throws -> Architecture {
    try JSONDecoder().decode(Architecture.self, from: Data(json.utf8))
  }

  private static func refusal(_ json: String) -> String {
    do {
      return "drawn: \(try read(json))"
    } catch DecodingError.dataCorrupted(let context) {
      return context.debugDescription
    } catch {
      return "\(error)"
    }
  }

  static let samples = Architecture.names.map { name in (name, name == "beat" ? 187 : 500) }

  @Test(arguments: samples)
  func everyNameCanBeStoredAndReadAgain(_ name: String, _ samples: Int) throws {
    let leads = ["beat", "lead", "heartbeatAutoencoder"].contains(name) ? 1 : 12
    let made = try Architecture.named(name, leads: leads, samples: samples, outputs: leads == 1 ? 1 : 5)
    let stored = try JSONEncoder().encode(made)
    let again = try JSONDecoder().decode(Architecture.self, from: stored)
    #expect(again == made)
    #expect(again.kind == made.kind && again.samples == samples && again.leads == leads)
    #expect(again.summary == made.summary)
    var other = made
    other.outputs += 1
    #expect(other != made && other.problem == nil)
  }

  @Test func anEmbeddedNetworkIsStoredWithItsSource() throws {
    let made = Architecture(Embedded(of: Lead(samples: 400), leads: 12, crossChannel: ["lstm1"], takesPresence: true))
    #expect(try JSONDecoder().decode(Architecture.self, from: JSONEncoder().encode(made)) == made)
    #expect(made.inputs.map(\.name) == ["signal", "presence"])
    #expect(made.inputs.map(\.shape) == [[400, 12], [12]])
    #expect(Set(Architecture.kinds.map { $0.kind }).count == Architecture.kinds.count)
    #expect(Set(Architecture.names).count == Architecture.names.count)
  }

  private static func embedded(_ source: String, leads: Int = 12, cross: String = "") -> String {
    #"{"kind":"embedded","of":{\#(source)},"leads":\#(leads),"crossChannel":[\#(cross)],"takesPresence":false}"#
  }

  static let refused: [(String, String)] = [
    (#"{"kind":"transformer"}"#, "there is no network 'transformer'; there are beat, embedded"),
    (#"{"kind":"lead","leads":1,"samples":153,"outputs":3}"#, "lead: samples is 153, expected at least 154"),
    (#"{"kind":"beat","leads":1,"samples":124,"outputs":5}"#, "beat: samples is 124, expected at least 125"),
    (#"{"kind":"lead","leads":-1,"samples":1000,"outputs":3}"#, "lead: leads is -1, expected 1 to 256"),
    (#"{"kind":"lead","leads":1,"samples":9223372036854775807,"outputs":3}"#, "lead: samples is 9223372036854775807"),
    (#"{"kind":"lead","leads":1,"samples":1000,"outputs":0}"#, "lead: outputs is 0, expected 1 to 65536"),
    (#"{"kind":"lead","leads":1,"samples":1e9,"outputs":3}"#, "lead: samples is 1000000000"),
    (
      #"{"kind":"flatLSTM","leads":256,"samples":1048576,"hidden":8192,"isBidirectional":true,"outputs":65536}"#,
      "flatLSTM: 1125"
    ),
    (
      #"{"kind":"recurrentStack","leads":1,"samples":1048576,"hidden":1000,"levels":9,"outputs":1}"#,
      "numbers in all layers together, expected at most"
    ),
    (#"{"kind":"recurrentStack","leads":1,"samples":10,"hidden":0,"levels":9,"outputs":1}"#, "hidden is 0"),
    (#"{"kind":"recurrentStack","leads":1,"samples":10,"hidden":9,"levels":9000000000,"outputs":1}"#, "levels is 9"),
    (#"{"kind":"resNet1d","leads":1,"samples":100,"depth":34,"width":64,"outputs":1}"#, "depth is 34, expected 18"),
    (#"{"kind":"resNet1d","leads":1,"samples":100,"depth":101,"width":2048,"outputs":1}"#, "width is 2048"),
    (#"{"kind":"xResNet1d","leads":1,"samples":100,"blocks":[1,2,3],"outputs":1}"#, "blocks has 3 numbers, expected 4"),
    (#"{"kind":"xResNet1d","leads":1,"samples":100,"blocks":[1,2,3,-4],"outputs":1}"#, "a group's blocks is -4"),
    (#"{"kind":"xResNet1d","leads":1,"samples":12,"blocks":[1,1,1,1],"outputs":1}"#, "samples is 12, expected at"),
    (
      #"{"kind":"heartbeatAutoencoder","leads":1,"samples":100,"cells":16,"code":0,"outputs":1}"#, "code is 0"
    ),
    (
      embedded(#""kind":"lead","leads":2,"samples":300,"outputs":3"#), "a network of 2 leads cannot be copied"
    ),
    (embedded(#""kind":"lead","leads":1,"samples":300,"outputs":3"#, leads: 65), "leads is 65, expected 1 to 64"),
    (
      embedded(#""kind":"lead","leads":1,"samples":300,"outputs":3"#, cross: #""lstm3""#),
      "lead has no stage 'lstm3' before its head; it has conv1"
    ),
    (
      embedded(#""kind":"heartbeatAutoencoder","leads":1,"samples":100,"cells":16,"outputs":1"#),
      "heartbeatAutoencoder ends in 100×16 numbers"
    ),
  ]

  @Test(arguments: refused)
  func whatCannotBeDrawnIsRefused(_ json: String, _ message: String) {
    #expect(Self.refusal(json).contains(message), "\(Self.refusal(json))")
  }

  @Test func copiesOfCopiesAreRefusedHoweverDeep() {
    let lead = #"{"kind":"lead","leads":1,"samples":300,"outputs":3}"#
    let deep = (0..<60).reduce(lead) { inner, _ in
      #"{"kind":"embedded","of":\#(inner),"leads":1,"crossChannel":[],"takesPresence":false}"#
    }
    #expect(Self.refusal(deep).contains("a network of copies cannot be copied"))
  }

  @Test func namesAreRefusedWithTheNamesThereAre() {
    #expect {
      try Architecture.named("resnet", leads: 1, samples: 1, outputs: 1)
    } throws: { error in
      "\(error)".contains("there is no network 'resnet'; there are beat, ")
    }
    #expect {
      try Architecture.named("beat", leads: 1, samples: 1, outputs: 1)
    } throws: { error in
      "\(error)" == "beat: samples is 1, expected at least 125"
    }
  }

  /// The least number of samples that a network admits can be drawn; that its refusals are no smaller is seen above.
  @Test(arguments: Architecture.names)
  func theFewestSamplesCanBeDrawn(_ name: String) throws {
    let least = try #require(
      (1...200).first { (try? Architecture.named(name, leads: 1, samples: $0, outputs: 2)) != nil })
    let network = try Architecture.named(name, leads: 1, samples: least, outputs: 2)
    #expect(network.logits(network.signal(in: Graph()), .training).shape.channels == 2)
  }
}
