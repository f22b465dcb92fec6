import Cohorts
import Dispatch
import Waveforms

/// Times the loading of cohorts: their tables, and every record's samples in millivolts with its annotations.
enum Load {
  static func run(_ specifications: [String]) -> Int32 {
    do {
      for specification in specifications {
        for threads in [1, 0] { try load(specification, threads: threads) }
      }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }

  private static func load(_ specification: String, threads: Int) throws {
    let clock = ContinuousClock()
    var samples = 0
    var records = 0
    let time = try clock.measure {
      let cohort = try Cohort.load(specification)
      var seen: Set<String> = []
      let sources = cohort.examples.filter { seen.insert($0.record).inserted }.map(\.source)
      records = sources.count
      for count in try CohortReading.samples(of: sources, annotator: "atr", threads: threads == 0 ? nil : threads) {
        samples += count
      }
    }
    let words = threads == 1 ? "1 thread" : "all threads"
    print("\(specification)\t\(words)\t\(records) records\t\(samples) samples\t\(time / .seconds(1)) s")
  }
}
