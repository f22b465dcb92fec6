import Waveforms

extension Cohort {
  /// Cuts the records of an annotated database into beats, as Kachuee and others (2018) do.
  ///
  /// Each record's lead is resampled to the extraction's rate; R waves are found in windows of 10 s, and each takes the group
  /// of the nearest annotated beat within the tolerance. A beat keeps its record's patient and fold.
  ///
  /// - Parameters:
  ///   - lead: The lead; a record without it is left out, and said so.
  ///   - annotator: The suffix of the annotation files.
  public func extractingBeats(
    lead: String = "II", extraction: BeatExtraction = BeatExtraction(), grouping: BeatGrouping = BeatGrouping(),
    annotator: String = "atr", tolerance: Double = 0.15, threads: Int? = nil
  ) throws(RecipeError) -> Cohort {
    var seen: Set<String> = []
    let records = examples.filter { seen.insert($0.source.key).inserted }
    let parts = try Parallel.map(records.count, threads: threads) { index throws(RecipeError) in
      try Self.beats(
        of: records[index], lead, extraction, grouping, annotator: annotator, tolerance: tolerance)
    }
    var values: [Float] = []
    var found: [(record: Example, sample: Int, group: String)] = []
    var strays = 0
    for (record, part) in zip(records, parts) {
      for beat in part?.beats ?? [] {
        values += beat.values
        found.append((record, beat.sample, beat.group))
      }
      strays += part?.strays ?? 0
    }
    let table = SignalTable(
      name: "\(name) beats", rate: extraction.rate, lead: lead, units: "scaled", width: extraction.length,
      values: values)
    let beats = found.enumerated().map { row, beat in
      Example(
        id: "\(beat.record.record)#\(beat.sample)", record: beat.record.record, source: .row(table, row),
        patient: beat.record.patient, labels: [beat.group], fold: beat.record.fold, site: beat.record.site)
    }
    var result = Cohort(
      name: "\(name), beats of lead \(lead)", vocabulary: grouping.vocabulary, examples: beats, notes: notes)
    result.notes.append("\(strays) detected beats without an annotated one within \(tolerance) s left out")
    let without = zip(records, parts).filter { $0.1 == nil }.map(\.0.record)
    if !without.isEmpty {
      result.notes.append("records without lead \(lead) left out: \(without.joined(separator: " "))")
    }
    return result
  }

  private struct Beats: Sendable {
    var beats: [(values: [Float], sample: Int, group: String)] = []
    var strays = 0
  }

  private static func beats(
    of example: Example, _ lead: String, _ extraction: BeatExtraction, _ grouping: BeatGrouping, annotator: String,
    tolerance: Double
  ) throws(RecipeError) -> Beats? {
    let recording: Recording
    do throws(FileError) { recording = try example.source.read(annotator: annotator) } catch { throw .file(error) }
    guard let signal = recording[lead: lead] else { return nil }
    let samples: [Float]
    do throws(SignalError) {
      samples = try Resampler(from: recording.rate, to: extraction.rate)(signal.samples)
    } catch {
      throw .step(record: example.record, step: "resample", message: error.description)
    }
    let factor = extraction.rate / recording.rate
    let reference = recording.annotations.compactMap { annotation in
      grouping.group(of: annotation.symbol).map {
        (sample: Int((Double(annotation.sample) * factor).rounded()), group: $0)
      }
    }.sorted { $0.sample < $1.sample }
    let beats = extraction(samples)
    var result = Beats()
    for (beat, match) in zip(beats, extraction.nearest(beats, in: reference.map(\.sample), tolerance: tolerance)) {
      guard let match else {
        result.strays += 1
        continue
      }
      result.beats.append((beat.values, beat.sample, reference[match].group))
    }
    return result
  }
}
