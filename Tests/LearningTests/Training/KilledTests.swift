import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Trainings whose process is killed: the same command goes on, and ends with the same bytes.
@Suite struct KilledTests {
  /// Trains until so many steps are done, and kills the process there and then.
  static func die(
    _ kind: ResumeTests.Kind, in folder: String, after steps: Int, isSaving: Bool, rest: Duration = .zero
  ) throws {
    var done = 0
    try kind.trial.run(in: folder, threads: 2, pause: isSaving ? .zero : nil, rest: rest) { event in
      if case .step = event { done += 1 }
      if done == steps { kill(getpid(), SIGKILL) }
    }
  }

  private func expectSame(_ kind: ResumeTests.Kind, _ folder: TemporaryFolder) throws {
    let whole = try TemporaryFolder()
    try kind.trial.run(in: whole.path)
    try kind.trial.run(in: folder.path)
    for name in ["best.safetensors", "last.safetensors", "epoch-0002.safetensors"] {
      #expect(try bytes(folder.file(name)) == bytes(whole.file(name)), "\(name)")
    }
    #expect(try names(in: folder.path) == names(in: whole.path))
  }

  @Test func beforeTheFirstState() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try KilledTests.die(.cycled, in: path, after: 2, isSaving: false)
    }
    #expect(!exists(folder.file("last.state")))
    try expectSame(.cycled, folder)
  }

  @Test func betweenTwoEpochs() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try KilledTests.die(.mixed, in: path, after: 5, isSaving: false)
    }
    #expect(exists(folder.file("last.state")) && !exists(folder.file("last.safetensors")))
    try expectSame(.mixed, folder)
  }

  /// Short epochs leave no state behind each of them: what the log and the best weights are ahead of it is done again.
  @Test func afterAnEpochWithoutAState() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try KilledTests.die(.mixed, in: path, after: 5, isSaving: false, rest: .seconds(3600))
    }
    #expect(!exists(folder.file("last.state")))
    #expect(try !bytes(folder.file("log.jsonl")).isEmpty)
    try expectSame(.mixed, folder)
  }

  @Test func amidAnEpochTwice() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try KilledTests.die(.unfrozen, in: path, after: 3, isSaving: true)
    }
    #expect(exists(folder.file("last.state")))
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try KilledTests.die(.unfrozen, in: path, after: 6, isSaving: true)
    }
    try expectSame(.unfrozen, folder)
  }
}
