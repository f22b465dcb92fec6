import Waveforms

/// Recordings of equal length with a class and a patient each: what a network is trained and judged on.
public struct ExampleSet: Sendable, Equatable {
  /// Leads of a recording.
  public let leads: Int
  /// Samples of a lead.
  public let samples: Int
  /// The signals, (time, lead) for each example.
  public private(set) var signals: [[Float]] = []
  /// The class of each example, counted from 0.
  public private(set) var labels: [Int] = []
  /// The patient of each example.
  public private(set) var patients: [Int] = []
  /// The visit of each example.
  public private(set) var visits: [Int] = []

  /// Creates a set without examples.
  public init(leads: Int, samples: Int) {
    precondition(
      leads >= 1 && samples >= 1, "ExampleSet(leads: \(leads), samples: \(samples)): expected at least 1 each")
    self.leads = leads
    self.samples = samples
  }

  /// The number of examples.
  public var count: Int { labels.count }

  /// The patients, each once, in ascending order.
  public var distinctPatients: [Int] { Set(patients).sorted() }

  /// Adds an example; the signal has (time, lead) numbers.
  public mutating func append(signal: [Float], label: Int, patient: Int, visit: Int = 0) {
    precondition(signal.count == leads * samples, "a signal of \(signal.count) numbers, expected \(leads) × \(samples)")
    precondition(label >= 0, "label \(label), expected 0 or more")
    signals.append(signal)
    labels.append(label)
    patients.append(patient)
    visits.append(visit)
  }

  /// Adds leads in millivolts, each on its own scale of mean 0 and deviation 1; what is missing becomes 0, the mean.
  ///
  /// Leads that are longer than the set's are cut; shorter ones end in zeros.
  public mutating func append(leads raw: [[Float]], label: Int, patient: Int, visit: Int = 0) {
    precondition(raw.count == leads, "\(raw.count) leads, expected \(leads)")
    let scaled = Normalization.zScore(.lead)(raw.map { Array($0.prefix(samples)) })
    var signal = [Float](repeating: 0, count: leads * samples)
    for (lead, values) in scaled.enumerated() {
      for (time, value) in values.enumerated() where value.isFinite { signal[time * leads + lead] = value }
    }
    append(signal: signal, label: label, patient: patient, visit: visit)
  }

  /// Returns the examples at some positions.
  public func picked(_ positions: [Int]) -> ExampleSet {
    var result = ExampleSet(leads: leads, samples: samples)
    for i in positions {
      result.append(signal: signals[i], label: labels[i], patient: patients[i], visit: visits[i])
    }
    return result
  }

  /// Returns the examples that a rule on (patient, visit) keeps.
  public func picked(where isKept: (_ patient: Int, _ visit: Int) -> Bool) -> ExampleSet {
    picked((0..<count).filter { isKept(patients[$0], visits[$0]) })
  }

  /// Returns the examples of some patients.
  public func picked(patients wanted: [Int]) -> ExampleSet {
    let wanted = Set(wanted)
    return picked { patient, _ in wanted.contains(patient) }
  }

  /// Returns one lead of example `index`.
  public func lead(_ lead: Int, of index: Int) -> [Float] {
    (0..<samples).map { signals[index][$0 * leads + lead] }
  }
}
