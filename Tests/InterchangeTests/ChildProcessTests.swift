import Testing

@testable import Interchange

@Suite struct ChildProcessTests {
  private func said(_ script: String, _ voice: ChildProcess.Voice) -> (code: Int32?, text: String) {
    var bytes: [UInt8] = []
    let code = ChildProcess.run("sh", ["-c", script], hearing: voice, shouldStop: { false }) { piece in
      bytes += piece
      return true
    }
    return (code, String(decoding: bytes, as: UTF8.self))
  }

  @Test func oneVoiceIsHeard() {
    #expect(said("echo out; echo errors >&2; exit 3", .output) == (3, "out\n"))
    #expect(said("echo out; echo errors >&2; exit 3", .errors) == (3, "errors\n"))
  }

  @Test func aSignalAndAMissingProgramAreTold() {
    #expect(said("kill -9 $$", .output).code == 137)
    #expect(ChildProcess.run("/nowhere/at/all", []) == nil)
  }

  @Test func itIsStoppedByWhoHearsAndByWhoIsAsked() {
    #expect(ChildProcess.run("sh", ["-c", "echo; exec sleep 60"], shouldStop: { false }) { _ in false } == 143)
    #expect(ChildProcess.run("sleep", ["60"], shouldStop: { true }) == 143)
  }
}
