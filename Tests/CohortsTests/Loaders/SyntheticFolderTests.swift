import Interchange
import Testing
import Waveforms

@testable import Cohorts

@Suite struct SyntheticFolderTests {
  private var small: SyntheticFolder {
    var folder = SyntheticFolder()
    (folder.patients, folder.visits, folder.seconds, folder.hospitals) = (3, 2, 2, 2)
    return folder
  }

  @Test func theIndexReadsAsTheCohortThatWasMade() throws {
    let folder = try TemporaryFolder()
    #expect(try small.write(seed: 5, to: folder.path) == 6)
    let read = try Cohort.load("csv:\(folder.path)/index.csv")
    let made = SyntheticLoader(patients: 3, visits: 2, seconds: 2, hospitals: 2).cohort(seed: 5)
    #expect(read.examples.map(\.patient) == made.examples.map(\.patient))
    #expect(read.examples.map(\.site) == made.examples.map(\.site))
    #expect(read.examples.map { Set($0.labels) } == made.examples.map { Set($0.labels) })
    for (stored, original) in zip(read.examples, made.examples) {
      let (a, b) = (try stored.source.read(), try original.source.read())
      #expect(a.rate == b.rate && a.leads.map(\.name) == b.leads.map(\.name))
      for (x, y) in zip(a.leads, b.leads) {
        #expect(zip(x.samples, y.samples).allSatisfy { abs($0 - $1) <= 1e-6 * max(1, abs($1)) })
      }
    }
  }

  @Test func theSameSeedWritesTheSameBytesOnAnyNumberOfThreads() throws {
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try small.write(seed: 5, to: one.path, threads: 1)
    _ = try small.write(seed: 5, to: two.path, threads: 2)
    let files = try FileAccess.list(one.path).folders.flatMap { hospital in
      try FileAccess.list("\(one.path)/\(hospital)").files.map { "\(hospital)/\($0)" }
    }
    #expect(files.count == 18)
    for file in files + ["index.csv"] {
      #expect(try FileAccess.read("\(one.path)/\(file)") == FileAccess.read("\(two.path)/\(file)"))
    }
  }

  @Test func leadsAndRateAreAsAskedFor() throws {
    let folder = try TemporaryFolder()
    var database = small
    (database.leads, database.rate) = (["v1", "II"], 300)
    _ = try database.write(seed: 1, to: folder.path)
    for example in try Cohort.load("csv:\(folder.path)/index.csv").examples {
      let recording = try example.source.read()
      #expect(recording.rate == 300 && recording.leads.map(\.name) == ["V1", "II"] && recording.sampleCount == 600)
    }
    database.leads = ["X9"]
    #expect(throws: FileError.self) { try database.write(seed: 1, to: folder.path) }
  }
}
