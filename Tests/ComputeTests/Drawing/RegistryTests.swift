import Foundation
import Testing

@testable import Compute

/// No operation without a place in the registry, and none there without cases.
@Suite struct RegistryTests {
  private static let names = registeredOperations.map { String(describing: $0) }

  @Test func everyOperationOfTheSourcesIsRegistered() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Compute")
      .standardized
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    var found: [String] = []
    for path in paths {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      found += text.matches(of: /(?m)^(?:\w+ )*(?:struct|enum|class) (\w+)\s*:[^{\n]*\bOperation\b/).map {
        String($0.1)
      }
    }
    #expect(found.count > 20, "the sources at \(folder.path) were not understood")
    #expect(Set(found).subtracting(RegistryTests.names) == [], "operations missing from the registry")
    #expect(Set(RegistryTests.names).subtracting(found) == [], "registered, but in no source")
    #expect(Set(RegistryTests.names).count == RegistryTests.names.count, "registered twice")
  }

  @Test func everyOperationIsCompiledByACase() {
    var compiled: Set<String> = []
    for sample in CaseFamily.allCases.flatMap(\.cases) {
      let (_, output, loss) = sample.drawnLoss()
      let learnt = Set(sample.inputs.filter(\.isLearnt).map(\.name))
      for fuses in [true, false] {
        var options = Program.Options()
        options.fuses = fuses
        let programs = [
          Program.training(loss: loss, outputs: [("output", output)], options: options, gradientsOfInputs: learnt),
          Program.training(loss: loss, options: options), Program.inference([("output", output)], options: options),
        ]
        for program in programs { compiled.formUnion(program.operations.map { String(describing: type(of: $0)) }) }
      }
    }
    #expect(Set(RegistryTests.names).subtracting(compiled) == [], "operations that no case compiles")
    #expect(compiled.subtracting(RegistryTests.names) == [], "operations that are not registered")
  }

  /// What a user can draw has cases of its own, and each case draws what it says it checks.
  @Test func everyDrawnOperationIsChecked() {
    var drawn: Set<String> = []
    var checked: Set<String> = []
    for sample in CaseFamily.allCases.flatMap(\.cases) {
      let own = Set(sample.drawn().graph.steps.map { String(describing: type(of: $0.operation)) })
      let said = Set(sample.checks.map { String(describing: $0) })
      #expect(!said.isEmpty, "\(sample.name) checks nothing")
      #expect(said.subtracting(own) == [], "\(sample.name) does not draw what it is there for")
      drawn.formUnion(own)
      checked.formUnion(said)
    }
    #expect(drawn.subtracting(checked) == [], "operations without cases of their own")
  }
}
