import Waveforms

/// How large the demonstration is.
public struct DemoConfiguration: Sendable, Equatable, Codable {
  /// What everything random follows from.
  public var seed: UInt64
  /// Samples of a recording, at `rate`.
  public var samples = 1000
  /// Samples a second that networks see.
  public var rate = 100.0
  /// Hospitals that the source learns from.
  public var sourceHospitals = 3
  /// Patients of these hospitals together, a fifth of them held out.
  public var sourcePatients = 900
  /// Steps of training the source.
  public var sourceSteps = 2500
  /// Patients of the target hospital, a third of them held out.
  public var targetPatients = 480
  /// Steps of fine-tuning, and of training from scratch on the same recordings.
  public var targetSteps = 150
  /// Steps of training from scratch on 90 % of the patients.
  public var controlSteps = 300
  /// Steps of each of the two trainings that show leakage.
  public var leakageSteps = 200
  /// The learning rate of every training.
  public var learningRate: Float = 3e-3
  /// The strength of the pull to the source's weights.
  public var pull: Float = 1e-3
  /// Draws of a bootstrap.
  public var draws = 2000

  /// Creates the full demonstration.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// Returns the demonstration for those in a hurry: fewer patients, shorter recordings, fewer steps.
  public static func quick(seed: UInt64 = 1) -> DemoConfiguration {
    var quick = DemoConfiguration(seed: seed)
    quick.samples = 600
    quick.sourcePatients = 600
    quick.sourceSteps = 1200
    quick.targetPatients = 300
    quick.targetSteps = 60
    quick.controlSteps = 120
    quick.leakageSteps = 50
    return quick
  }

  /// The share of the target's training patients that is labelled.
  public static let labelledShare = 0.1
  /// The share of them that the control learns from.
  public static let controlShare = 0.9

  /// The hospitals that the source learns from, drawn from the seed.
  public var sources: [SyntheticHospital] { (0..<sourceHospitals).map { SyntheticHospital(seed: seed, number: $0) } }

  /// The target hospital: another rate and gain, noisier, with stronger filters and 60 Hz mains.
  public var target: SyntheticHospital {
    var hospital = SyntheticHospital(name: "T", rate: 257, gain: 200)
    hospital.noise = 0.03
    hospital.wander = 0.2
    hospital.mainsFrequency = 60
    hospital.mains = 0.02
    hospital.highpass = 0.5
    hospital.lowpass = 40
    return hospital
  }
}
