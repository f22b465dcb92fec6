import Waveforms

/// A recording on its way through the steps of a recipe.
struct Work {
  var recording: Recording
  /// The sample that matters, in the recording as it now is.
  var focus: Int?
  /// The places of leads without a single sample, as the last step that fills found them.
  var absent: Set<Int> = []

  private func failure(_ step: Step, _ message: String) -> RecipeError {
    .step(record: recording.name, step: step.title, message: message)
  }

  /// Throws when a lead holds numbers that can be no millivolts, as of a file that does not say that it keeps microvolts.
  func checkVoltages() throws(RecipeError) {
    if let doubt = Plausibility.doubt(recording) {
      throw .step(record: recording.name, step: "voltages", message: doubt)
    }
  }

  /// Does any step but the cutting of windows.
  mutating func run(_ step: Step, place: Int, chance: Chance?) throws(RecipeError) {
    do throws(SignalError) {
      switch step {
      case .resample(let rate):
        if rate != recording.rate { try moving { recording throws(SignalError) in try recording.resampled(to: rate) } }
      case .halve(let wavelet, let border):
        try moving { recording throws(SignalError) in recording.halved(by: wavelet, border: border) }
      case .filter(let band, let order):
        recording = recording.filtered(by: try .butterworth(order: order, passing: band, rate: recording.rate))
      case .notch(let frequency, let quality):
        recording = recording.filtered(by: try .notch(frequency, quality: quality, rate: recording.rate))
      case .removeBaseline(let baseline): recording = try recording.removing(baseline)
      default: break
      }
    } catch {
      throw failure(step, error.description)
    }
    switch step {
    case .leads(let names, let absent): try choose(names, absent, step)
    case .normalize(let normalization):
      if case .given(let means, let scales) = normalization {
        let right = [1, recording.leads.count]
        guard right.contains(means.count), right.contains(scales.count) else {
          throw failure(step, "\(means.count) means and \(scales.count) scales for \(recording.leads.count) leads")
        }
      }
      recording = recording.normalized(by: normalization)
    case .clip(let bound): map { $0.isNaN ? $0 : max(-bound, min(bound, $0)) }
    case .fill(let value):
      // Once filled, nobody could tell a lead that is not there from a flat one.
      let silent = recording.leads.indices.filter { recording.leads[$0].samples.allSatisfy(\.isNaN) }
      absent.formUnion(silent)
      map { $0.isFinite ? $0 : value }
    case .perlin(let noise): try add(noise, step, place, chance)
    case .jitter(let deviation):
      guard var random = chance?.generator(step: place) else { break }
      map { $0 + Float(random.normal(deviation: Double(deviation))) }
    case .gain(let by):
      guard var random = chance?.generator(step: place) else { break }
      let factor = Float(random.uniform(1 - Double(by), 1 + Double(by)))
      map { $0 * factor }
    default: break
    }
  }

  /// Changes the rate, and moves the focus with it.
  private mutating func moving(
    _ change: (Recording) throws(SignalError) -> Recording
  ) throws(SignalError) {
    let old = recording.rate
    recording = try change(recording)
    focus = focus.map { Int(max(-1e15, min(1e15, Double($0) * recording.rate / old)).rounded()) }
  }

  private mutating func map(_ change: (Float) -> Float) {
    for i in recording.leads.indices { recording.leads[i].samples = recording.leads[i].samples.map(change) }
  }

  private mutating func choose(_ names: [String], _ absent: Step.Absent, _ step: Step) throws(RecipeError) {
    let full = names.allSatisfy { recording[lead: $0] != nil } ? recording : recording.derivingLimbLeads()
    var leads: [Recording.Lead] = []
    for name in names {
      if let lead = full[lead: name] {
        leads.append(lead)
      } else if absent == .missing {
        let silence = [Float](repeating: .nan, count: recording.sampleCount)
        leads.append(Recording.Lead(name: LeadName.canonical(name), samples: silence))
      } else {
        let have = recording.leads.map(\.name).joined(separator: " ")
        throw failure(step, "the record lacks lead \(name) and has \(have)")
      }
    }
    recording.leads = leads
  }

  private mutating func add(_ step: PerlinStep, _ whole: Step, _ place: Int, _ chance: Chance?) throws(RecipeError) {
    guard chance != nil || step.isAlways else { return }
    guard step.sources < recording.leads.count else {
      throw failure(whole, "\(step.sources) sources for \(recording.leads.count) leads: expected fewer")
    }
    guard step.frequency <= 1000 * recording.rate else {
      throw failure(whole, "frequency \(step.frequency) Hz at a rate of \(recording.rate) Hz")
    }
    let noise = LinearDependenceNoise(
      leads: recording.leads.count, sources: step.sources, scale: step.scale, frequency: step.frequency,
      octaves: step.octaves, seed: step.seed)
    // Noise that belongs to the data is the same at each look at an example that nothing is drawn for.
    var random = chance?.generator(step: place) ?? SplitMix64(step.seed, Fingerprint.key(of: recording.name))
    recording = noise.added(to: recording, draw: random.next())
  }

  /// Cuts windows; where one reaches beyond the record, samples are missing.
  func cut(_ window: Window, place: Int, chance: Chance?) throws(RecipeError) -> [Work] {
    let length = recording.sampleCount
    if length < window.count && window.short == .refuse {
      throw failure(.window(window: window), "the record has \(length) samples, \(window.count) are needed")
    }
    return window.starts(length: length, focus: focus, random: chance?.generator(step: place)).map { start in
      var part = self
      part.recording.annotations = []
      part.focus = focus.map { $0 - start }
      for i in recording.leads.indices {
        let samples = recording.leads[i].samples
        let from = max(0, min(samples.count, start))
        let to = max(from, min(samples.count, start + window.count))
        let before = min(window.count, max(0, -start))
        let after = window.count - before - (to - from)
        part.recording.leads[i].samples =
          [Float](repeating: .nan, count: before) + samples[from..<to] + [Float](repeating: .nan, count: after)
      }
      return part
    }
  }

  /// Cuts the beat at the focus out of the first lead, or all beats that are found where there is no focus.
  func beats(_ extraction: BeatExtraction) throws(RecipeError) -> [Work] {
    let step = Step.beats(extraction: extraction)
    guard recording.rate == extraction.rate else {
      throw failure(step, "the rate is \(recording.rate) Hz, beats are cut at \(extraction.rate): resample first")
    }
    guard let lead = recording.leads.first else { throw failure(step, "no lead is left") }
    let found = focus.map { extraction.beat(of: lead.samples, at: $0).map { [$0] } ?? [] } ?? extraction(lead.samples)
    guard !found.isEmpty else {
      throw failure(step, focus.map { "no beat can be cut at sample \($0)" } ?? "no beat was found")
    }
    return found.map { beat in
      var part = self
      part.recording.annotations = []
      part.recording.leads = [Recording.Lead(name: lead.name, samples: beat.values, units: "scaled")]
      part.focus = 0
      return part
    }
  }
}

extension Step {
  /// The step's name in an error.
  package var title: String {
    switch self {
    case .leads: "leads"
    case .resample(let rate): "resample to \(rate) Hz"
    case .halve: "halve"
    case .filter: "filter"
    case .notch(let frequency, _): "notch at \(frequency) Hz"
    case .removeBaseline: "remove baseline"
    case .normalize: "normalize"
    case .window(let window): "window of \(window.count)"
    case .beats: "beats"
    case .clip: "clip"
    case .fill: "fill"
    case .perlin: "perlin"
    case .jitter: "jitter"
    case .gain: "gain"
    }
  }
}
