import Waveforms

/// Reads many records, each whole.
package enum CohortReading {
  /// Reads all samples and annotations, and returns how many samples all leads of each record have.
  package static func samples(
    of sources: [SignalSource], annotator: String?, threads: Int?
  ) throws(FileError) -> [Int] {
    try Parallel.map(sources.count, threads: threads) { index throws(FileError) in
      try sources[index].read(annotator: annotator).leads.reduce(0) { $0 + $1.samples.count }
    }
  }
}
