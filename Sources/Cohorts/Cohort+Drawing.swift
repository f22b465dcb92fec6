import Waveforms

extension Cohort {
  /// Returns so many examples, drawn without regard to anything, in their old order; all where there are no more.
  public func drawing(_ wanted: Int, seed: UInt64) -> Cohort {
    precondition(wanted > 0, "\(wanted) examples to draw, expected 1 or more")
    guard wanted < count else { return self }
    var order = Array(examples.indices)
    var random = SplitMix64(seed, 0x6578_616D_706C_6573)
    random.shuffle(&order)
    var result = selecting(order.prefix(wanted).sorted())
    result.notes.append("\(wanted) of \(count) examples kept, drawn")
    return result
  }
}
