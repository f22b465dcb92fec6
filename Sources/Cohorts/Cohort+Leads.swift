import Interchange
import Waveforms

extension Cohort {
  /// Returns the cohort without the examples whose record lacks one of these leads, and says which records those are.
  ///
  /// A limb lead that two others give is not lacking.
  public func having(leads names: [String]) throws(FileError) -> Cohort {
    let records = recordings
    let lacking = try Parallel.map(records.count, threads: nil) { index throws(FileError) in
      let stored = Set(try records[index].source.leadNames())
      let limb = stored.intersection(LeadName.limb).count >= 2 ? Set(LeadName.limb) : []
      return !names.map(LeadName.canonical).allSatisfy(stored.union(limb).contains)
    }
    let dropped = Set(zip(records, lacking).filter(\.1).map(\.0.record))
    if dropped.isEmpty { return self }
    var result = filter { !dropped.contains($0.record) }
    let shown = dropped.sorted(by: precedes).prefix(8).joined(separator: " ")
    result.notes.append(
      "\(counted(dropped.count, "record")) without lead \(names.joined(separator: ", ")) left out: \(shown)"
        + (dropped.count > 8 ? " …" : ""))
    return result
  }
}
