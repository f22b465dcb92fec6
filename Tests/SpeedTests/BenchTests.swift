import Interchange
import Testing

@testable import Speed

/// That things are timed, never how long they take.
@Suite struct BenchTests {
  @Test func everyNetworkHasCases() {
    for (letter, _) in SpeedCase.networks { #expect(SpeedCase.table.contains { $0.network == letter }) }
    #expect(SpeedCase.table.allSatisfy { row in SpeedCase.networks.contains { $0.letter == row.network } })
  }

  @Test func aCaseIsTimed() {
    let what = SpeedCase(network: "A", mode: .train, batch: 2, threads: 1, seconds: 0)
    let row = SpeedRow(timing: what, peak: 100)
    #expect(row.network == "A" && row.batch == 2 && row.ms > 0)
    #expect(abs(row.percentOfPeak - row.gflops) < 1e-9)
  }

  @Test func aRecordIsReadAndAnswered() throws {
    let speed = try RecordSpeed(seconds: 0, program: nil)
    #expect(speed.readMs > 0 && speed.firstAnswerMs > 0 && speed.nextAnswerMs > 0 && speed.commandMs == nil)
    let result = BenchResult(threads: 1, instructions: "portable", peak: 1, rows: [], record: speed)
    #expect(try result.json().hasPrefix("{\"threads\": 1, \"instructions\": \"portable\", \"peak\": 1, \"rows\": []"))
  }

  @Test func aProgramThatDoesNotAnswerIsSaid() {
    #expect(throws: FileError.self) { try RecordSpeed(seconds: 0, program: "false") }
  }

  @Test func itCanBeStopped() throws {
    #expect(try Bench(threads: 1, seconds: 0).run(shouldStop: { true }) == nil)
  }

  @Test func theMiddleOfSeveralTimesCounts() {
    var calls = 0
    #expect(Stopwatch.median(seconds: 0) { calls += 1 } >= 0)
    #expect(calls == 5)
  }
}
