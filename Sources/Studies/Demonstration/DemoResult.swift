import Learning

/// Everything that the demonstration measured.
public struct DemoResult: Sendable, Equatable, Codable {
  /// How the source network was made and how well it does at its own hospitals.
  public struct Source: Sendable, Equatable, Codable {
    /// The hospitals' names.
    public var hospitals: [String]
    /// Who it learnt from.
    public var training: Sample
    /// Who it was tested on.
    public var test: Sample
    /// Its score.
    public var score: Score
  }

  /// How much there is of something.
  public struct Sample: Sendable, Equatable, Codable {
    /// Patients.
    public var patients: Int
    /// Recordings.
    public var recordings: Int

    init(_ set: ExampleSet) { (patients, recordings) = (set.distinctPatients.count, set.count) }
  }

  /// How well a network did on its test.
  public struct Score: Sendable, Equatable, Codable {
    /// The mean of the classes' F1, with its interval over patients.
    public var macroF1: Estimate
    /// F1 of each class.
    public var f1: [Double?]
    /// How often each class was taken for each: a row for each true one.
    public var confusion: [[Int]]
  }

  /// One way of getting a network for the target hospital.
  public struct Model: Sendable, Equatable, Codable {
    /// What it is called.
    public var name: String
    /// Who it was trained on at the target; nil for nobody.
    public var training: Sample?
    /// Steps of training at the target.
    public var steps: Int
    /// The training loss at the end; nil without training.
    public var loss: Double?
    /// Weights in all.
    public var weights: Int
    /// Weights that are not what the source gave; nil when nothing came from the source.
    public var movedWeights: Int?
    /// Its score on the target's test patients.
    public var score: Score
  }

  /// What a network seems to score when its test patients were also trained on.
  public struct Leakage: Sendable, Equatable, Codable {
    /// The recordings that both networks are tested on.
    public var test: Sample
    /// How many recordings each learnt from.
    public var trainingRecordings: Int
    /// The greater of the two training losses at the end.
    public var loss: Double
    /// The share of the test's patients of whom the first network saw another visit.
    public var sharedPatients: Double
    /// The score with these patients' other visits in the training.
    public var byRecording: Estimate
    /// The score with as many visits of other patients instead.
    public var byPatient: Estimate
    /// The first minus the second, paired.
    public var difference: Estimate
  }

  /// One prediction.
  public struct Prediction: Sendable, Equatable, Codable {
    /// The patient's number.
    public var patient: Int
    /// The visit.
    public var visit: Int
    /// The true class.
    public var truth: String
    /// The classes' probabilities.
    public var probabilities: [Float]
    /// The likeliest class.
    public var predicted: String
  }

  /// How long something took.
  public struct Lap: Sendable, Equatable, Codable {
    /// What.
    public var stage: String
    /// Seconds on the clock.
    public var seconds: Double
  }

  /// The sizes that were asked for.
  public var configuration: DemoConfiguration
  /// The classes, in order.
  public var classes = Population.classes
  /// The source network.
  public var source: Source
  /// The patients whom every target network is tested on.
  public var targetTest: Sample
  /// The greatest difference between the logits of the source and of its embedding on the same lead twelve times.
  public var identityError: Float
  /// The source embedded, before any training at the target.
  public var untrained: Model
  /// The source embedded and fine-tuned on the labelled patients.
  public var transfer: Model
  /// The same network from scratch on the same patients.
  public var scratch: Model
  /// The same network from scratch on nine patients of ten.
  public var control: Model
  /// Macro F1 of the transfer minus that of the scratch network, paired.
  public var gain: Estimate
  /// Macro F1 of the transfer minus that of the control, paired.
  public var gap: Estimate
  /// What a split that ignores patients would have claimed.
  public var leakage: Leakage
  /// One patient, predicted by the transferred network.
  public var prediction: Prediction
  /// Threads that worked.
  public var threads: Int
  /// How long the stages took: the only part that differs from run to run.
  public var laps: [Lap]
}

/// A result with what is too long for it.
public struct DemoOutcome: Sendable {
  /// What was measured.
  public var result: DemoResult
  /// The averaged loss of each training at each step.
  public var curves: [(name: String, loss: [Double])]
}
