import Testing

@testable import Waveforms

@Suite struct ClockTimeTests {
  @Test(arguments: [
    ("0:00.004", 0.004), ("90:00", 5400), ("01:02:03.5", 3723.5), ("12:00:00,25", 43200.25), ("23:59:60", 86400),
    ("1970-01-02 00:00:01", 86401), ("1970/01/01T00:00:00Z", 0), ("2000-03-01 00:00:00+01:00", 951_868_800),
    ("2024-02-29T12:00:00.5-0500", 1_709_208_000.5),
  ])
  func understood(text: String, seconds: Double) { #expect(ClockTime.seconds(Array(text.utf8)[...]) == seconds) }

  @Test(arguments: [
    "", ":", "1:", ":1", "1:2:3:4", "0:61", "1:60:00", "-1:00", "x 1:00", "2024-13-01 0:00", "24-01-01 0:00", "a:b",
    "1:2x",
    "2024-01-31", "9999999:00",
  ])
  func notUnderstood(text: String) { #expect(ClockTime.seconds(Array(text.utf8)[...]) == nil) }
}
