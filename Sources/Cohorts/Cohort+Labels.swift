import Interchange
import Waveforms

extension Cohort {
  /// Returns the number of examples with each label, in the order of the vocabulary.
  public var positives: [Int] {
    var result = [Int](repeating: 0, count: vocabulary.count)
    for example in examples { for place in vocabulary.places(of: example.labels) { result[place] += 1 } }
    return result
  }

  /// Returns how often each two labels stand together: row and column in the order of the vocabulary, the label's own
  /// count on the diagonal.
  public var coOccurrence: [[Int]] {
    let empty = [Int](repeating: 0, count: vocabulary.count)
    var result = [[Int]](repeating: empty, count: vocabulary.count)
    for example in examples {
      let places = vocabulary.places(of: example.labels)
      for a in places { for b in places { result[a][b] += 1 } }
    }
    return result
  }

  /// Returns the labels as numbers, (example, label), 1 where the example has the label and 0 elsewhere.
  public func targets(_ indices: [Int]? = nil) -> [Float] {
    let chosen = indices ?? Array(examples.indices)
    var result = [Float](repeating: 0, count: chosen.count * vocabulary.count)
    for (row, index) in chosen.enumerated() {
      for place in vocabulary.places(of: examples[index].labels) { result[row * vocabulary.count + place] = 1 }
    }
    return result
  }

  /// Returns the cohort without the labels that fewer than `minimum` examples have; no example is dropped.
  public func requiring(positives minimum: Int) -> Cohort {
    let counts = positives
    let kept = vocabulary.terms.indices.filter { counts[$0] >= minimum }
    if kept.count == vocabulary.count { return self }
    var result = restricted(to: kept.map { vocabulary.terms[$0].code })
    // Of a whole vocabulary most labels may be those of nobody: only what is lost is told.
    let lost = vocabulary.terms.indices.filter { counts[$0] > 0 && counts[$0] < minimum }
    if !lost.isEmpty {
      let names = LabelNames(vocabulary)
      let shown = lost.prefix(12).map { names.beside(vocabulary.terms[$0].code) }.joined(separator: ", ")
      let codes = shown + (lost.count > 12 ? " and \(lost.count - 12) more" : "")
      result.notes.append("labels with fewer than \(counted(minimum, "example")) left out: \(codes)")
    }
    return result
  }

  /// Returns the cohort with only these labels, in this order; no example is dropped.
  public func restricted(to codes: [String]) -> Cohort {
    var result = self
    result.vocabulary = vocabulary.restricted(to: codes)
    for i in examples.indices { result.examples[i].labels = result.vocabulary.sorted(examples[i].labels) }
    return result
  }

  /// Returns the cohort in the words of another vocabulary; labels without an equivalent are left out, and counted.
  public func relabelled(to target: Vocabulary) -> Cohort {
    let mapping = vocabulary.mapping(to: target)
    var result = self
    var lost: [String: Int] = [:]
    result.vocabulary = target
    for i in examples.indices {
      for code in examples[i].labels where mapping[code].isEmpty { lost[code, default: 0] += 1 }
      result.examples[i].labels = target.sorted(examples[i].labels.flatMap { mapping[$0] })
    }
    var note = "labels mapped from \(vocabulary.name) to \(target.name)"
    if !lost.isEmpty {
      let names = LabelNames(vocabulary)
      let counts = lost.sorted { precedes($0.key, $1.key) }.map { "\(names.beside($0.key)) (\($0.value))" }
      note += "; without an equivalent: \(counts.joined(separator: " "))"
    }
    result.notes.append(note)
    return result
  }

  /// Returns the cohort without the examples that have no label, and says how many there were.
  public func droppingUnlabelled() -> Cohort {
    var result = filter { !$0.labels.isEmpty }
    if result.count < count {
      result.notes.append("\(counted(count - result.count, "example")) with none of the labels left out")
    }
    return result
  }
}
