extension ECGPaper {
  /// Returns how far a row's leads reach above and below their medians, in millivolts.
  static func reach(of row: ECGLayout.Row, in chart: ECGChart) -> (above: Double, below: Double) {
    var (above, below) = (0.0, 0.0)
    for cell in row.cells {
      let samples = chart.leads[cell.lead].samples[cell.samples]
      let median = median(of: samples)
      for value in samples where value.isFinite {
        above = max(above, Double(value) - median)
        below = max(below, median - Double(value))
      }
    }
    return (above, below)
  }

  /// Returns the room for a reach: whole squares, some air, and no more than a page can spare.
  static func roomy(_ millivolts: Double) -> Double {
    let needed = min(4, max(0, millivolts)) * millivolt
    return max(100, (needed / 50 + 0.2).rounded(.up) * 50)
  }

  /// Returns the median of the samples that are there.
  static func median(of samples: ArraySlice<Float>) -> Double {
    let known = samples.filter(\.isFinite).sorted()
    return known.isEmpty ? 0 : Double(known[known.count / 2])
  }
}
