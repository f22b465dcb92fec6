/// How stored integers become millivolts: (digital − baseline) / gain, in the unit of the file.
struct Calibration: Sendable, Equatable {
  var baseline: Double
  /// Multiplies the difference before the division: exact, for it is 1 or 1000.
  var factor: Double
  var divisor: Double

  /// Creates the calibration of a signal of `gain` digital steps a `unit`.
  init(gain: Double, baseline: Double, unit: VoltageUnit?) {
    self.baseline = baseline
    switch unit {
    case .volt: (factor, divisor) = (1000, gain)
    case .microvolt: (factor, divisor) = (1, gain * 1000)
    case .nanovolt: (factor, divisor) = (1, gain * 1_000_000)
    case .millivolt, nil: (factor, divisor) = (1, gain)
    }
  }

  /// Returns the value of a stored number, or of a mean of stored numbers.
  func value(_ digital: Double) -> Double { (digital - baseline) * factor / divisor }

  /// What scales stored numbers of at most 24 bits in `Float`: one correctly rounded division of an exact difference.
  struct Short: Sendable {
    let baseline: Int32
    let divisor: Float
  }

  /// The calibration in `Float`, where that holds all of it exactly.
  var short: Short? {
    let isExact =
      abs(baseline) < 8_388_608 && baseline == baseline.rounded() && factor == 1 && Double(Float(divisor)) == divisor
    return isExact ? Short(baseline: Int32(baseline), divisor: Float(divisor)) : nil
  }

  /// Scales stored numbers to `Float`, each rounded once from the exact quotient; `missing` becomes `nan`.
  ///
  /// Numbers known to have at most 24 bits are `narrow`; others are looked through first.
  func scale(
    _ digital: UnsafeBufferPointer<Int32>, missing: Int32, narrow: Bool = false, to result: UnsafeMutablePointer<Float>
  ) {
    let range = digital.indices
    if let short, narrow || digital.allSatisfyMagnitude(below: 8_388_608, except: missing) {
      for index in range {
        let number = digital[index]
        let value = Float(number &- short.baseline) / short.divisor
        result[index] = number == missing ? .nan : value
      }
    } else {
      for index in range {
        let number = digital[index]
        result[index] = number == missing ? .nan : Float(value(Double(number)))
      }
    }
  }
}

extension UnsafeBufferPointer<Int32> {
  /// Returns whether every number but `exception` lies strictly between −`limit` and `limit`.
  fileprivate func allSatisfyMagnitude(below limit: Int32, except exception: Int32) -> Bool {
    var outside: UInt32 = 0
    let span = UInt32(bitPattern: limit &* 2 &- 2)
    for index in indices {
      let number = self[index]
      let shifted = UInt32(bitPattern: number &+ (limit &- 1))
      outside |= (shifted > span && number != exception) ? 1 : 0
    }
    return outside == 0
  }
}

/// A unit of voltage, under any of its spellings.
enum VoltageUnit: Sendable {
  case volt, millivolt, microvolt, nanovolt

  /// Returns the unit that a file's text names, or nothing when it names no voltage.
  init?(_ text: String) {
    switch text.lowercased() {
    case "v", "volt", "volts": self = .volt
    case "mv", "millivolt", "millivolts", "": self = .millivolt
    case "uv", "µv", "μv", "microvolt", "microvolts": self = .microvolt
    case "nv", "nanovolt", "nanovolts": self = .nanovolt
    default: return nil
    }
  }
}

extension Calibration {
  /// Averages the `width` samples of each frame; a frame that lacks one is missing.
  func average(
    _ digital: UnsafeBufferPointer<Int32>, width: Int, missing: Int32, to result: UnsafeMutablePointer<Float>
  ) {
    for frame in 0..<digital.count / width {
      var sum = 0
      var isMissing = false
      for index in frame * width..<(frame + 1) * width {
        sum &+= Int(digital[index])
        isMissing = isMissing || digital[index] == missing
      }
      result[frame] = isMissing ? .nan : Float(value(Double(sum) / Double(width)))
    }
  }
}
