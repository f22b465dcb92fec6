import Interchange
import Testing

@testable import Waveforms

/// What `docs/Tables.md` says of tables is so.
@Suite struct TablesDocumentTests {
  private static let page: String = {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return (try? FileAccess.read("/\(root)/docs/Tables.md")).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }()

  /// The words in code marks of the line or row that begins so.
  private func words(_ start: String) -> [String] {
    let line = Self.page.split(separator: "\n").first { $0.hasPrefix(start) } ?? ""
    return line.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }

  @Test func theExampleIsRead() throws {
    let block = try #require(Self.page.split(separator: "```\n").first { $0.hasPrefix("time,") })
    let recording = try RecordReader("t.csv", in: .memory(["t.csv": Array(block.utf8)])).read()
    #expect(recording.rate == 250 && recording.leads.map(\.name) == ["I", "II"])
  }

  @Test func namesOfTimesAreThese() {
    let units = words("| `time_s`")
    #expect(units.count == 7 && units.allSatisfy { if case .time(.some) = TimeName($0) { true } else { false } })
    let others = words("| `time`,")
    #expect(others.count == 8 && others.allSatisfy { TimeName($0) == .time(perSecond: nil) })
    let counters = words("| `sample`")
    #expect(counters.count == 3 && counters.allSatisfy { TimeName($0) == .counter })
    let clocks = words("| `12:30")
    #expect(clocks.count == 3 && clocks.allSatisfy { ClockTime.seconds(Array($0.utf8)[...]) != nil })
  }

  @Test func namesOfLeadsAreThese() {
    let leads = words("Leads are found")
    #expect(leads.count == 6 && leads.allSatisfy(LeadName.isKnown))
  }
}
