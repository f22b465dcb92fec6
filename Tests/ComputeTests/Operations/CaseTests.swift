import Foundation
import Testing

@testable import Compute

/// Every operation: value against its definition, gradients against central differences, in every way there is to run.
@Suite struct CaseTests {
  /// A process for each family: instruction sets are forced in it. With EINTHOVEN_ERRORS set, the greatest error of
  /// each case is printed.
  @Test(arguments: CaseFamily.allCases)
  func followsItsDefinition(_ family: CaseFamily) async {
    let isTalkative = ProcessInfo.processInfo.environment["EINTHOVEN_ERRORS"] != nil
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      [family = family as CaseFamily] in
      for sample in family.cases {
        let worst = CaseRun(sample).everywhere()
        print("\(sample.name): value \(worst.value), gradient \(worst.gradient)")
      }
    }
    if isTalkative, let result { print(String(decoding: result.standardOutputContent, as: UTF8.self)) }
  }

  @Test func namesAreUnique() {
    let names = CaseFamily.allCases.flatMap(\.cases).map(\.name)
    #expect(Set(names).count == names.count)
  }
}
