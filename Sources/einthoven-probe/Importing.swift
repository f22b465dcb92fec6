import Compute
import Interchange
import Networks

/// Imports a file of PyTorch's weights and prints the logits of a signal: Scripts/checks/imports.py.
enum Importing {
  static func run(_ network: String, _ layout: String, _ path: String, _ signal: String) -> Int32 {
    do {
      guard let map = StateDictionaryMap.layouts.first(where: { $0.name == layout })?.map else {
        print("layouts: " + StateDictionaryMap.layouts.map(\.name).joined(separator: " "))
        return 2
      }
      let array = try NPYArray(path: signal)
      guard array.shape.count == 2 else { return 2 }
      let architecture = try Architecture.named(network, leads: array.shape[1], samples: array.shape[0], outputs: 5)
      let parameters = architecture.parameters(seed: 0)
      let report = try map.load(SafetensorsFile(reading: path), into: parameters)
      let logits = architecture.logits(architecture.signal(in: Graph()), .prediction)
      let runner = Runner(Program.inference([("logits", logits)]), parameters)
      runner.setInput("signal", array.rowMajor().map { Float($0) })
      runner.run(1)
      print(report.summary)
      print(runner.output("logits").map { "\($0)" }.joined(separator: " "))
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }
}
