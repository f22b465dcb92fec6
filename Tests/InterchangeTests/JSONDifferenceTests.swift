import Testing

@testable import Interchange

/// Where two values differ, by the names of their fields.
@Suite struct JSONDifferenceTests {
  struct Plan: Codable {
    var rate = 0.1
    var seed: UInt64 = 1
    var name: String?
    var inner = Inner()
    var choice = Choice.one(a: 1)
    var list = [1, 2]
  }

  struct Inner: Codable { var flag = false }

  enum Choice: Codable { case one(a: Int), two(b: Int) }

  private func difference(_ change: (inout Plan) -> Void) throws -> JSONDifference? {
    var other = Plan()
    change(&other)
    return try JSONDifference(Plan(), other)
  }

  @Test func namesTheFirstFieldThatDiffers() throws {
    #expect(try difference { _ in } == nil)
    let rate = try #require(try difference { $0.rate = 0.2 })
    #expect(rate.path == "rate" && rate.first == "0.1" && rate.second == "0.2")
    #expect(try difference { $0.inner.flag = true }?.path == "inner.flag")
    #expect(try difference { ($0.rate, $0.inner.flag) = (0.2, true) }?.path == "inner.flag", "in the order of names")
  }

  @Test func tellsLargeNumbersApart() throws {
    #expect(try JSONDifference(UInt64.max, UInt64.max - 1)?.second == "18446744073709551614")
    #expect(try JSONDifference(-0.5, -0.25)?.path == "")
  }

  @Test func fieldsCanBeMissing() throws {
    let name = try #require(try difference { $0.name = "x" })
    #expect(name.path == "name" && name.first == nil && name.second == "x")
  }

  @Test func choicesAndListsAreShownAsAWhole() throws {
    let choice = try #require(try difference { $0.choice = .two(b: 1) })
    #expect(choice.path == "choice" && choice.first == "one" && choice.second == "two")
    #expect(try difference { $0.choice = .one(a: 5) }?.path == "choice.one.a")
    #expect(try difference { $0.list = [1] }?.first == "[1, 2]")
  }
}
