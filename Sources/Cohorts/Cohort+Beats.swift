import Waveforms

extension Cohort {
  /// Finds the beats of an annotated database, as Kachuee and others (2018) do; each is an example with its R wave as focus.
  ///
  /// Each record's lead is resampled to the extraction's rate; R waves are found in windows of 10 s, and each takes the group
  /// of the nearest annotated beat within the tolerance. A beat keeps its record's patient and fold, and a recipe that
  /// ends in `beats` cuts it.
  ///
  /// - Parameters:
  ///   - lead: The lead; a record without it is left out, and said so.
  ///   - extraction: How R waves are found, and at what rate.
  ///   - grouping: Which label the symbol of an annotated beat becomes.
  ///   - annotator: The suffix of the annotation files.
  ///   - tolerance: Seconds that an R wave may be away from its annotated beat; one further off is left out, and counted.
  ///   - threads: How many records are read at a time; as many as there are processors when nil.
  public func extractingBeats(
    lead: String = "II", extraction: BeatExtraction = BeatExtraction(), grouping: BeatGrouping = BeatGrouping(),
    annotator: String = "atr", tolerance: Double = 0.15, threads: Int? = nil
  ) throws(RecipeError) -> Cohort {
    let search = BeatSearch(lead: lead, extraction: extraction)
    return try cutting(search, vocabulary: grouping.vocabulary, annotator: annotator, threads: threads) {
      found, recording in
      let reference = recording.annotations.compactMap { annotation in
        grouping.group(of: annotation.symbol).map { (sample: search.moved(annotation.sample, recording), group: $0) }
      }.sorted { $0.sample < $1.sample }
      return extraction.nearest(found, in: reference.map(\.sample), tolerance: tolerance).map { match in
        match.map { [reference[$0].group] }
      }
    }.noting { "\($0) detected beats without an annotated one within \(tolerance) s left out" }
  }

  /// Finds the beats of records that are labelled as a whole; each is an example with its record's labels.
  public func findingBeats(
    lead: String = "II", extraction: BeatExtraction = BeatExtraction(), threads: Int? = nil
  ) throws(RecipeError) -> Cohort {
    let search = BeatSearch(lead: lead, extraction: extraction)
    return try cutting(search, vocabulary: vocabulary, annotator: nil, threads: threads) { found, _ in
      found.map { _ in nil }
    }.cohort
  }

  /// What a search made: the cohort of beats, and how many were left out for want of a label.
  private struct Cut {
    var cohort: Cohort
    let strays: Int

    func noting(_ words: (Int) -> String) -> Cohort {
      var result = cohort
      result.notes.append(words(strays))
      return result
    }
  }

  /// Cuts each record; beats take the labels that `labels` gives them, those of the record if it reads no annotations.
  private func cutting(
    _ search: BeatSearch, vocabulary: Vocabulary, annotator: String?, threads: Int?,
    labels: @escaping @Sendable ([BeatExtraction.Beat], Recording) -> [[String]?]
  ) throws(RecipeError) -> Cut {
    let records = recordings
    let parts = try Parallel.map(records.count, threads: threads) { index throws(RecipeError) in
      try search.beats(of: records[index], annotator: annotator, labels)
    }
    var beats: [Example] = []
    var strays = 0
    for (record, part) in zip(records, parts) {
      for beat in part ?? [] {
        guard let labels = annotator == nil ? record.labels : beat.labels else {
          strays += 1
          continue
        }
        var example = record
        example.id = "\(record.record)#\(beat.focus)"
        example.focus = beat.focus
        example.labels = labels
        beats.append(example)
      }
    }
    var result = Cohort(
      name: "\(name), beats of lead \(search.lead)", vocabulary: vocabulary, examples: beats, notes: notes)
    let without = zip(records, parts).filter { $0.1 == nil }.map(\.0.record)
    if !without.isEmpty {
      result.notes.append("records without lead \(search.lead) left out: \(without.joined(separator: " "))")
    }
    return Cut(cohort: result, strays: strays)
  }
}

/// Where the beats of one lead are.
private struct BeatSearch: Sendable {
  let lead: String
  let extraction: BeatExtraction

  /// Returns a sample's place at the rate of the extraction.
  func moved(_ sample: Int, _ recording: Recording) -> Int {
    Int((Double(sample) * extraction.rate / recording.rate).rounded())
  }

  /// Returns the beats of a record by their R waves' samples in the record as it is; nothing when it lacks the lead.
  func beats(
    of example: Example, annotator: String?, _ labels: ([BeatExtraction.Beat], Recording) -> [[String]?]
  ) throws(RecipeError) -> [(focus: Int, labels: [String]?)]? {
    let recording: Recording
    do throws(FileError) {
      recording = try example.source.read(samples: example.samples, annotator: annotator)
    } catch {
      throw .file(error)
    }
    guard let signal = recording[lead: lead] else { return nil }
    let found: [BeatExtraction.Beat]
    do throws(SignalError) {
      found = extraction(try Resampler(from: recording.rate, to: extraction.rate)(signal.samples))
    } catch {
      throw .step(record: example.record, step: "resample", message: error.description)
    }
    let start = example.samples?.lowerBound ?? 0
    return zip(found, labels(found, recording)).map { beat, labels in
      (start + Int((Double(beat.sample) * recording.rate / extraction.rate).rounded()), labels)
    }
  }
}
