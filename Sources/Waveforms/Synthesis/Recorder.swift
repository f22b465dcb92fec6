/// What stands between the heart and the file: skin, wires, mains, filters and the converter.
struct Recorder {
  private let hospital: SyntheticHospital
  private let matrix: LeadMatrix
  private var random: SplitMix64
  /// Samples taken before the record begins, so that the filters have settled.
  let prelude: Int

  init(hospital: SyntheticHospital, matrix: LeadMatrix, random: SplitMix64) {
    self.hospital = hospital
    self.matrix = matrix
    self.random = random
    prelude = Int(hospital.rate)
  }

  /// Returns the independent leads I, II, V1–V6 as the recorder's filters leave them, without the prelude.
  mutating func record(_ track: DipoleTrack) -> [SIMD8<Float>] {
    let count = track.samples.count - prelude
    let rate = hospital.rate
    var waves = (0..<3).map { k in
      Oscillator(
        frequency: [0.05, 0.22, 0.4][k] * random.uniform(0.7, 1.3), rate: rate,
        weights: lanes(hospital.wander * [0.7, 0.5, 0.2][k]), &random)
    }
    let hum = Oscillator(
      frequency: hospital.mainsFrequency, rate: rate,
      weights: hospital.mainsFrequency < rate / 2 ? lanes(hospital.mains) : .zero, &random)
    waves.append(hum)
    var noise = LaneNoise(deviation: hospital.noise, &random)
    var low = LanePass(low: hospital.lowpass, rate: rate)
    var high = LanePass(high: hospital.highpass, rate: rate)
    let matrix = matrix
    let (w0, w1, w2, w3) = (waves[0].weights, waves[1].weights, waves[2].weights, waves[3].weights)
    let scale = Float(hospital.calibration)
    return [SIMD8<Float>](unsafeUninitializedCapacity: max(0, count)) { output, initialized in
      track.samples.withUnsafeBufferPointer { dipoles in
        for i in dipoles.indices {
          var x = matrix(dipoles[i])
          x += w0 * waves[0].next() + w1 * waves[1].next()
          x += w2 * waves[2].next() + w3 * waves[3].next()
          x += noise.next()
          x = high.next(low.next(x)) * scale
          if i >= prelude { output[i - prelude] = x }
        }
      }
      initialized = max(0, count)
    }
  }

  private mutating func lanes(_ deviation: Double) -> SIMD8<Float> {
    var result = SIMD8<Float>.zero
    for lane in 0..<8 { result[lane] = Float(random.bounded(mean: 0, deviation: deviation)) }
    return result
  }
}

/// A sine by rotation: one sample costs four products.
private struct Oscillator {
  let weights: SIMD8<Float>
  private var state: SIMD2<Double>
  private let turn: SIMD2<Double>

  init(frequency: Double, rate: Double, weights: SIMD8<Float>, _ random: inout SplitMix64) {
    self.weights = weights
    let (phase, angle) = (2 * .pi * random.uniform(), 2 * .pi * frequency / rate)
    state = SIMD2(cosine(phase), sine(phase))
    turn = SIMD2(cosine(angle), sine(angle))
  }

  @inline(__always)
  mutating func next() -> Float {
    state = SIMD2(state.x * turn.x - state.y * turn.y, state.x * turn.y + state.y * turn.x)
    return Float(state.y)
  }
}

/// White noise in eight lanes: Marsaglia's xorshift, and the sum of four bytes for a bell curve.
private struct LaneNoise {
  private var state: SIMD8<UInt32>
  private let scale: Float

  init(deviation: Double, _ random: inout SplitMix64) {
    state = .zero
    for lane in 0..<8 { state[lane] = UInt32(truncatingIfNeeded: random.next()) | 1 }
    // The sum of four even bytes has mean 510 and variance 4·(256² − 1)/12.
    scale = Float(deviation / 21_845.0.squareRoot())
  }

  @inline(__always)
  mutating func next() -> SIMD8<Float> {
    state ^= state &<< 13
    state ^= state &>> 17
    state ^= state &<< 5
    let byte = SIMD8<UInt32>(repeating: 255)
    let sum = (state & byte) &+ (state &>> 8 & byte) &+ (state &>> 16 & byte) &+ (state &>> 24)
    return (SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: sum)) - 510) * scale
  }
}

/// A filter over eight lanes at once.
private struct LanePass {
  private let b0, b1, b2, a1, a2: Float
  private var first = SIMD8<Float>.zero
  private var second = SIMD8<Float>.zero

  /// A Butterworth low-pass of second order; one that would not fit below half the rate is left out.
  init(low cutoff: Double, rate: Double) {
    self.init(
      cutoff > 0 && cutoff < 0.45 * rate ? try? .butterworth(order: 2, passing: .below(cutoff), rate: rate) : nil)
  }

  /// A high-pass of first order.
  init(high cutoff: Double, rate: Double) {
    self.init(cutoff > 0 ? try? .butterworth(order: 1, passing: .above(cutoff), rate: rate) : nil)
  }

  private init(_ filter: Filter?) {
    let section = filter?.sections.first ?? .init(b0: 1, b1: 0, b2: 0, a1: 0, a2: 0)
    (b0, b1, b2) = (Float(section.b0), Float(section.b1), Float(section.b2))
    (a1, a2) = (Float(section.a1), Float(section.a2))
  }

  @inline(__always)
  mutating func next(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let y = b0 * x + first
    first = b1 * x - a1 * y + second
    second = b2 * x - a2 * y
    return y
  }
}
