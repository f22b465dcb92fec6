import Compute
import Foundation
import Interchange
import Testing

@testable import Networks

/// Names and shapes of published networks, as PyTorch lists them: Scripts/checks/imports.py --names
@Suite struct LayoutTests {
  @Test(arguments: [
    ("xResNet1d50", "ptbxl-xresnet1d"), ("lstmBidirectional", "ptbxl-lstm"), ("inception1d", "ptbxl-inception1d"),
    ("resNet1d18", "melep"), ("resNet1d50", "melep"), ("lstm", "melep"), ("biLSTM", "melep"),
  ])
  func everyTensorFindsItsParameter(network: String, layout: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/../Goldens/Layouts"
    let text = try String(contentsOfFile: "\(folder)/\(network) \(layout).txt", encoding: .utf8)
    let tensors = try text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      let shape = try words.dropFirst().map { try #require(Int($0)) }
      let bytes = [UInt8](repeating: 0, count: shape.reduce(1, *))
      return SafetensorsTensor(String(words[0]), shape: shape, .bytes(bytes, .uint8))
    }
    let file = try SafetensorsFile(parsing: SafetensorsWriter.bytes(tensors), file: "state.safetensors")
    let map = try #require(StateDictionaryMap.layouts.first { $0.name == layout }).map
    let architecture = try Architecture.named(network, leads: 12, samples: 250, outputs: 5)
    let specs = architecture.logits(architecture.signal(in: Graph()), .prediction).graph.parameters
    let report = try map.report(of: file, for: specs)
    #expect(report.count(.taken) == specs.count, "\(report.table)")
    #expect(report.count(.taken) + report.count(.skipped) == tensors.count)
  }
}
