import Cohorts
import Leakage

/// `copies NAME:PATH… [COUNT]`: how well made copies of a cohort's recordings are found among all of them.
enum CopyTrials {
  static func run(_ arguments: [String]) -> Int32 {
    var locations = arguments
    let count = locations.last.flatMap { Int($0) }
    if count != nil { locations.removeLast() }
    do {
      for location in locations {
        print("\n\(location)\n")
        print(try CopyTrial(try Cohort.load(location), count: count ?? 200, seed: 1).text)
      }
      return 0
    } catch {
      print(error)
      return 1
    }
  }
}
