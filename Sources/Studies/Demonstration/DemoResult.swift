import Charts
import Leakage
import Learning
import Waveforms

/// Everything that the demonstration measured: the same bytes for the same options, on any number of threads.
public struct DemoResult: Sendable, Equatable, Codable {
  /// How much there is of something.
  public struct Sample: Sendable, Equatable, Codable {
    /// Patients.
    public var patients: Int
    /// Recordings.
    public var recordings: Int
  }

  /// A network to begin with, and the hospital it is from.
  public struct Source: Sendable, Equatable, Codable {
    /// The letter by which the story calls it.
    public var name: String
    /// What kind of place it is from.
    public var title: String
    /// Its recordings, as the words of a cohort.
    public var cohort: String
    /// What it tells apart.
    public var labels: [String]
    /// Noise of its recordings, in millivolts.
    public var noise: Double
    /// Whom it learnt from.
    public var training: Sample
    /// Whom it was tested on at home.
    public var test: Sample
    /// Macro F1 there.
    public var macroF1: Estimate
    /// Its file, from the demonstration's folder.
    public var checkpoint: String
  }

  /// What one measure said of the sources, before anything was carried over.
  public struct Measure: Sendable, Equatable, Codable {
    /// The measure's name.
    public var name: String
    /// Whether the higher value promises more.
    public var isHigherBetter: Bool
    /// What it said of each source, in their order; nothing where it is not defined.
    public var values: [Double?]
    /// In which share of draws of half of the patients each source was its first.
    public var chances: [Double]?

    /// The places of the sources, the most promising first; those of which it says nothing last.
    public var order: [Int] {
      values.indices.sorted { a, b in
        switch (values[a], values[b]) {
        case (let x?, let y?) where x != y: isHigherBetter ? x > y : x < y
        case (.some, nil): true
        case (nil, .some): false
        default: a < b
        }
      }
    }
  }

  /// One way of getting a network for the target.
  public struct Model: Sendable, Equatable, Codable {
    /// What it is called.
    public var name: String
    /// The source that was carried over; nothing for a network from scratch.
    public var source: String?
    /// Whom it learnt from at the target.
    public var training: Sample
    /// Steps of training.
    public var steps: Int
    /// The mean training loss of the last epoch.
    public var loss: Double
    /// Weights in all.
    public var weights: Int
    /// Weights that are not what the source gave; nothing from scratch.
    public var moved: Int?
    /// Macro F1 on the target's test patients.
    public var macroF1: Estimate
    /// F1 of each label; nothing where it is undefined.
    public var f1: [Double?]
    /// How often each label was taken for each: a row for each true one.
    public var confusion: [[Int]]
    /// Its file, from the demonstration's folder.
    public var checkpoint: String
  }

  /// What a network seems to score when its test patients were also trained on.
  public struct Leakage: Sendable, Equatable, Codable {
    /// The recordings that both networks are tested on.
    public var test: Sample
    /// How many recordings each learnt from.
    public var trainingRecordings: Int
    /// The training loss at the end, with these patients' other visits.
    public var lossByRecording: Double
    /// The training loss at the end, with visits of other patients.
    public var lossByPatient: Double
    /// The score with these patients' other visits in the training.
    public var byRecording: Estimate
    /// The score with as many visits of other patients instead.
    public var byPatient: Estimate
    /// The first minus the second, paired.
    public var difference: Estimate
  }

  /// What an audit said of a split.
  public struct Audit: Sendable, Equatable, Codable {
    /// The split's file, from the demonstration's folder.
    public var split: String
    /// The conclusion.
    public var verdict: Verdict
    /// The conclusion in a sentence.
    public var words: String
  }

  /// One prediction.
  public struct Prediction: Sendable, Equatable, Codable {
    /// The record, from the demonstration's folder.
    public var record: String
    /// The patient.
    public var patient: String
    /// What the patient has.
    public var truth: String
    /// The labels' probabilities.
    public var probabilities: [Float]
    /// The likeliest label.
    public var predicted: String
  }

  /// The sizes that were asked for.
  public var configuration: DemoConfiguration
  /// The target's labels, in order.
  public var labels: [String]
  /// The networks to begin with.
  public var sources: [Source]
  /// The target's labelled recordings: all that the measures saw of it.
  public var labelled: Sample
  /// The patients whom every network is tested on.
  public var test: Sample
  /// What the measures said, MELEP first.
  public var measures: [Measure]
  /// The best source by MELEP, carried over.
  public var best: Model
  /// The worst, carried over.
  public var worst: Model
  /// The same network from scratch on the same recordings.
  public var scratch: Model
  /// The same network from scratch on nine tenths of the patients.
  public var most: Model
  /// Macro F1 of the best minus that of the network from scratch, paired by patient.
  public var gain: Estimate
  /// Macro F1 of the best minus that of the worst.
  public var choice: Estimate
  /// Macro F1 of the best minus that of the network from scratch on nine tenths.
  public var gap: Estimate
  /// The splits that networks were tested by, audited.
  public var audits: [Audit]
  /// What a split by recording would have claimed.
  public var leakage: Leakage
  /// One test patient, as the best network sees them.
  public var prediction: Prediction

  /// The networks at the target.
  public var models: [Model] { [best, worst, scratch, most] }
}

/// A result with what is too long for it.
public struct DemoOutcome: Sendable {
  /// What was measured.
  public var result: DemoResult
  /// The mean loss of each training in each epoch.
  public var curves: [(name: String, loss: [Double])]
  /// How well the best network does, in full.
  var evaluation: Evaluation?
  /// The recording that was predicted, on paper, tinted by what speaks for what was said.
  var paper: ECGChart
  /// What that is, in words; nothing where it could not be asked.
  var grounds: String?
}
