import Cohorts
import Interchange
import Waveforms

extension Cohort {
  /// Returns the annotated symbol of each beat, by its focus; its labels where no annotation stands there.
  func beatSymbols(annotator: String = "atr", threads: Int?) throws(FileError) -> [String] {
    var places: [String: Int] = [:]
    var files: [(path: String, rate: Double?)] = []
    for example in examples {
      if case .file(let path, let rate) = example.source, places[path] == nil {
        places[path] = files.count
        files.append((path, rate))
      }
    }
    let symbols = try Parallel.map(files.count, threads: threads) { [files] index throws(FileError) in
      let reader = try RecordReader(files[index].path, options: RecordReader.Options(rate: files[index].rate))
      var found: [Int: String] = [:]
      for annotation in try reader.annotations(annotator)?.annotations ?? []
      where BeatEvaluation.beatSymbols.contains(annotation.symbol) {
        found[annotation.sample] = annotation.symbol
      }
      return found
    }
    return examples.map { example in
      if case .file(let path, _) = example.source, let place = places[path], let focus = example.focus,
        let symbol = symbols[place][focus]
      {
        return symbol
      }
      return example.labels.isEmpty ? "no label" : example.labels.joined(separator: "+")
    }
  }
}
