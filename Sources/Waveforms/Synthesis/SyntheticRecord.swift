/// A made recording with everything that is known about it.
public struct SyntheticRecord: Sendable, Equatable {
  /// One heart beat.
  public struct Beat: Sendable, Equatable {
    /// The sample of the R wave.
    public let sample: Int
    /// The beat's kind, as a WFDB annotation: `N`, `L`, `R`, `A`, `a`, `V` or `/`.
    public let symbol: Character
  }

  /// Which electrodes were swapped.
  public enum Swap: String, Sendable, Equatable, CaseIterable {
    /// The two arms.
    case arms
    /// The left arm and the left leg.
    case leftSide
    /// The first two on the chest.
    case firstChest
  }

  /// The twelve leads in millivolts (I, II, III, aVR, aVL, aVF, V1 to V6), the beats as annotations, the hospital's labels.
  public let recording: Recording
  /// The beats inside the recording.
  public let beats: [Beat]
  /// The number of the patient.
  public let patient: Int
  /// What the record shows.
  public let findings: [Finding]
  /// What the hospital wrote down.
  public let labels: [Finding]
  /// The hospital's name.
  public let hospital: String
  /// The electrodes that were swapped, if any were.
  public let swap: Swap?
  /// The lead that was not connected, if there was one.
  public let disconnected: String?

  /// The names of the twelve leads, in order.
  public static let leadNames = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
}
