/// How the ventricles depolarise and recover in one kind of beat; times in seconds from the R wave.
struct VentricularShape: Sendable, Equatable {
  /// The waves of the QRS complex.
  var waves: [Wave]
  /// The dipole between the end of QRS and the T wave.
  var injury: SIMD3<Double> = .zero
  /// The dipole at the peak of T.
  var recovery: SIMD3<Double>
  /// How far the QT interval is longer than that of a narrow beat.
  var lengthening: Double = 0
  /// Whether the ST segment runs down into the T wave instead of lying level.
  var slopes = false

  /// Where the QRS complex begins: 2.2 deviations before its first wave.
  var onset: Double { waves.map { $0.start - 2.2 * $0.rise }.min() ?? 0 }
  /// Where the QRS complex ends: 2.2 deviations after its last wave.
  var offset: Double { waves.map { $0.end + 2.2 * $0.fall }.max() ?? 0 }

  /// Septum to the right and front, free walls to the left and down, base to the back: about 90 ms.
  static let narrow = VentricularShape(
    waves: [
      Wave(-29, 8, -0.18, -0.02, -0.24), Wave(-7, 10, 0.60, 0.42, -0.10), Wave(7, 10, 0.76, 0.64, 0.25),
      Wave(24, 9, 0.20, 0.15, 0.70), Wave(38, 8, -0.12, -0.12, 0.20),
    ],
    recovery: SIMD3(0.34, 0.28, -0.22))

  /// No septal wave; the left ventricle from the right one, slowly, in two humps to the left; T against it.
  ///
  /// The way to the back is one smooth wave, so that V1 is smooth where V6 is notched.
  static let leftBundleBlock = VentricularShape(
    waves: [
      Wave(-38, 13, 0.16, 0.12, -0.16), Wave(-10, 16, 0.74, 0.28, 0.05), Wave(42, 17, 0.82, 0.08, 0.05),
      Wave(70, 13, 0.22, -0.05, 0.10), Wave(22, 30, 0.10, 0, 0.92),
    ],
    injury: SIMD3(-0.09, -0.03, -0.13), recovery: SIMD3(-0.30, -0.05, -0.36), lengthening: 0.05)

  /// As a narrow beat, then the right ventricle alone: slowly to the right and front.
  static let rightBundleBlock = VentricularShape(
    waves: [
      Wave(-29, 8, -0.18, -0.02, -0.24), Wave(-7, 10, 0.60, 0.42, -0.10), Wave(7, 10, 0.76, 0.62, 0.30),
      Wave(22, 9, 0.10, 0.10, 0.40), Wave(50, 14, -0.50, -0.02, -0.60), Wave(74, 14, -0.27, 0.02, -0.34),
    ],
    injury: SIMD3(0.02, 0, 0.03), recovery: SIMD3(0.34, 0.24, 0.10), lengthening: 0.03)

  /// From the outflow tract of the right ventricle: left and down, like a left bundle branch block.
  static let rightVentricular = VentricularShape(
    waves: [Wave(-42, 15, 0.12, 0.35, -0.10), Wave(0, 23, 0.65, 1.45, 0.95), Wave(44, 19, 0.30, 0.45, 0.50)],
    injury: SIMD3(-0.05, -0.12, -0.10), recovery: SIMD3(-0.26, -0.55, -0.42), lengthening: 0.05)

  /// From the wall of the left ventricle: to the right, up and front, like a right bundle branch block.
  static let leftVentricular = VentricularShape(
    waves: [Wave(-42, 15, 0.10, -0.25, -0.30), Wave(0, 23, -0.55, -1.15, -1.10), Wave(44, 19, -0.55, -0.40, -0.30)],
    injury: SIMD3(0.05, 0.12, 0.10), recovery: SIMD3(0.30, 0.45, 0.38), lengthening: 0.05)

  /// From a wire in the apex of the right ventricle: left, up and back.
  static let paced = VentricularShape(
    waves: [Wave(-44, 13, 0.10, -0.25, 0.05), Wave(-4, 20, 0.55, -0.95, 0.65), Wave(42, 18, 0.40, -0.60, 0.55)],
    injury: SIMD3(-0.05, 0.10, -0.09), recovery: SIMD3(-0.18, 0.50, -0.40), lengthening: 0.06)

  /// Adds one beat to the track.
  func draw(on track: inout DipoleTrack, at time: Double, qt: Double, gain: Double) {
    for wave in waves { track.add(wave, at: time, gain: gain) }
    let length = qt + lengthening
    let rise = 0.15 * length
    let fall = 0.085 * length
    let peak = onset + length - 2.2 * fall
    track.add(Wave(at: peak, rise: rise, fall: fall, recovery), at: time, gain: gain)
    if injury != .zero {
      // Level: on until T has taken over. Sloping: from nothing at the J point to all at the foot of T.
      let level = offset + 0.005
      let until = max(level, peak - 1.2 * rise)
      let flank = slopes ? max(0.02, 0.45 * (until - level)) : 0.012
      track.add(
        Wave(from: slopes ? until : level, to: until, rise: flank, fall: 0.8 * rise, injury), at: time, gain: gain)
    }
  }
}
