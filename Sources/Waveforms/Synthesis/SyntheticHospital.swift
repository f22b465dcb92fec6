/// A made hospital: its recorder, its wires, and its way of writing reports.
public struct SyntheticHospital: Sendable, Equatable, Codable {
  /// The name, such as `H03`.
  public var name: String
  /// Samples a second.
  public var rate: Double
  /// Steps of the converter a millivolt.
  public var gain: Double
  /// The factor by which the recorder is out of calibration.
  public var calibration: Double = 1
  /// Deviation of the noise of muscles and wires, in millivolts.
  public var noise: Double = 0
  /// Size of the baseline's wander, in millivolts.
  public var wander: Double = 0
  /// Frequency of the mains, in Hz.
  public var mainsFrequency: Double = 50
  /// Size of the mains' hum, in millivolts.
  public var mains: Double = 0
  /// The recorder's high-pass, in Hz; 0 for none.
  public var highpass: Double = 0
  /// The recorder's low-pass, in Hz; 0 for none.
  public var lowpass: Double = 0
  /// How often two electrodes are swapped.
  public var swaps: Double = 0
  /// How often one lead is not connected and stays at zero.
  public var disconnections: Double = 0
  /// How often each finding is left out of the report.
  public var omissions: [Finding: Double] = [:]
  /// What the hospital calls a finding, where that is another's code.
  public var habits: [Finding: Finding] = [:]

  /// Creates a hospital without any fault.
  public init(name: String = "ideal", rate: Double = 500, gain: Double = 1000) {
    precondition(
      rate.isFinite && (50...20_000).contains(rate), "SyntheticHospital(rate: \(rate)): expected 50 to 20 000 Hz")
    precondition(gain.isFinite && gain > 0, "SyntheticHospital(gain: \(gain)): expected a positive number")
    self.name = name
    self.rate = rate
    self.gain = gain
  }

  /// Draws hospital `number` of a seed.
  public init(seed: UInt64, number: Int) {
    var random = SplitMix64(seed, 0x40, UInt64(bitPattern: Int64(number)))
    let rates = [500.0, 500, 250, 1000, 257, 400]
    let gains = [1000.0, 200, 204.8, 500]
    self.init(
      name: "H" + (number < 10 ? "0" : "") + "\(number)", rate: rates[random.index(below: rates.count)],
      gain: gains[random.index(below: gains.count)])
    calibration = random.bounded(mean: 1, deviation: 0.02)
    noise = random.uniform(0.004, 0.02)
    wander = random.uniform(0.02, 0.15)
    mainsFrequency = random.chance(0.7) ? 50 : 60
    mains = random.chance(0.5) ? random.uniform(0.002, 0.02) : 0
    highpass = [0.05, 0.05, 0.15, 0.5][random.index(below: 4)]
    lowpass = [150.0, 100, 100, 40][random.index(below: 4)]
    swaps = random.uniform(0, 0.02)
    disconnections = random.uniform(0, 0.01)
    for finding in Finding.allCases where finding != .normal && random.chance(0.4) {
      omissions[finding] = random.uniform(0.05, 0.5)
    }
    if random.chance(0.3) { habits[.flutter] = .fibrillation }
    if random.chance(0.3) { habits[.arrhythmia] = .normal }
    if random.chance(0.2) { habits[.lowVoltage] = .normal }
  }

  /// Returns the codes under which the hospital reports what a record shows.
  func report(_ findings: Set<Finding>, _ random: inout SplitMix64) -> [Finding] {
    var written: Set<Finding> = []
    for finding in findings.sorted() where !random.chance(omissions[finding] ?? 0) {
      written.insert(habits[finding] ?? finding)
    }
    if written.count > 1 { written.remove(.normal) }
    return (written.isEmpty ? [.normal] : written).sorted()
  }
}
