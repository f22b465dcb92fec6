/// What a synthetic electrocardiogram can show, by the code under which it is reported.
public enum Finding: String, Sendable, Codable, CaseIterable, Comparable {
  /// A normal electrocardiogram.
  case normal = "NORM"
  /// Sinus rhythm below 60 a minute.
  case bradycardia = "SBRAD"
  /// Sinus rhythm above 100 a minute.
  case tachycardia = "STACH"
  /// Sinus rhythm that breathes.
  case arrhythmia = "SARRH"
  /// Atrial fibrillation.
  case fibrillation = "AFIB"
  /// Atrial flutter.
  case flutter = "AFLT"
  /// Premature atrial beats.
  case atrialBeats = "PAC"
  /// Premature ventricular beats.
  case ventricularBeats = "PVC"
  /// First-degree atrioventricular block.
  case firstDegreeBlock = "1AVB"
  /// Complete left bundle branch block.
  case leftBundleBlock = "CLBBB"
  /// Complete right bundle branch block.
  case rightBundleBlock = "CRBBB"
  /// Left ventricular hypertrophy.
  case hypertrophy = "LVH"
  /// ST depression.
  case depression = "STD_"
  /// ST elevation.
  case elevation = "STE_"
  /// Inverted T waves.
  case inversion = "INVT"
  /// A long QT interval.
  case longQT = "LNGQT"
  /// Low voltage.
  case lowVoltage = "LVOLT"
  /// Ventricular pacing.
  case pacing = "PACE"

  /// The finding in words.
  public var name: String {
    switch self {
    case .normal: "normal ECG"
    case .bradycardia: "sinus bradycardia"
    case .tachycardia: "sinus tachycardia"
    case .arrhythmia: "sinus arrhythmia"
    case .fibrillation: "atrial fibrillation"
    case .flutter: "atrial flutter"
    case .atrialBeats: "premature atrial contractions"
    case .ventricularBeats: "premature ventricular contractions"
    case .firstDegreeBlock: "first-degree AV block"
    case .leftBundleBlock: "complete left bundle branch block"
    case .rightBundleBlock: "complete right bundle branch block"
    case .hypertrophy: "left ventricular hypertrophy"
    case .depression: "ST depression"
    case .elevation: "ST elevation"
    case .inversion: "T wave inversion"
    case .longQT: "long QT interval"
    case .lowVoltage: "low QRS voltages"
    case .pacing: "ventricular pacing"
    }
  }

  /// Orders findings as they are declared.
  public static func < (a: Finding, b: Finding) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Findings of which a record shows at most one: they rule each other out.
  static let exclusive: [Set<Finding>] = [
    [.bradycardia, .tachycardia, .fibrillation, .flutter, .pacing], [.arrhythmia, .fibrillation, .flutter, .pacing],
    [.arrhythmia, .tachycardia], [.firstDegreeBlock, .fibrillation, .flutter, .pacing],
    [.atrialBeats, .fibrillation, .flutter, .pacing],
    [.leftBundleBlock, .rightBundleBlock, .pacing], [.leftBundleBlock, .depression, .elevation, .inversion],
    [.pacing, .depression, .elevation, .inversion], [.pacing, .longQT], [.flutter, .longQT],
    [.hypertrophy, .lowVoltage], [.hypertrophy, .leftBundleBlock], [.hypertrophy, .pacing],
    [.lowVoltage, .leftBundleBlock],
    [.lowVoltage, .pacing],
  ]

  /// Returns whether one record can show all of these findings.
  public static func areCompatible(_ findings: Set<Finding>) -> Bool {
    if findings.contains(.normal) && findings.count > 1 { return false }
    return exclusive.allSatisfy { $0.intersection(findings).count <= 1 }
  }

  /// Draws what a person has, about as often as a hospital sees it.
  static func draw(_ random: inout SplitMix64) -> Set<Finding> {
    if random.chance(0.4) { return [.normal] }
    let frequencies: [(Finding, Double)] = [
      (.bradycardia, 0.12), (.tachycardia, 0.12), (.arrhythmia, 0.10), (.fibrillation, 0.14), (.flutter, 0.05),
      (.pacing, 0.05), (.firstDegreeBlock, 0.08), (.leftBundleBlock, 0.07), (.rightBundleBlock, 0.08),
      (.hypertrophy, 0.13), (.depression, 0.10), (.elevation, 0.08), (.inversion, 0.12), (.longQT, 0.06),
      (.lowVoltage, 0.06), (.atrialBeats, 0.09), (.ventricularBeats, 0.11),
    ]
    var found: Set<Finding> = []
    let first = random.index(below: frequencies.count)
    for k in frequencies.indices {
      let (finding, frequency) = frequencies[(first + k) % frequencies.count]
      if random.chance(frequency) && areCompatible(found.union([finding])) { found.insert(finding) }
    }
    return found.isEmpty ? [.normal] : found
  }
}
