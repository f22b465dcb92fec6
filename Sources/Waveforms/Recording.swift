/// One electrocardiogram: leads by name, all sampled at one rate, in millivolts.
public struct Recording: Sendable, Equatable {
  /// One lead's samples in millivolts; a missing sample is `Float.nan`, never zero.
  public struct Lead: Sendable, Equatable {
    /// The lead's canonical name, such as `II` or `V5`.
    public var name: String
    /// The samples in millivolts; `nan` where there is none.
    public var samples: [Float]

    /// Creates a lead.
    public init(name: String, samples: [Float]) {
      self.name = name
      self.samples = samples
    }
  }

  /// The record's name.
  public var name: String
  /// Samples a second.
  public var rate: Double
  /// The leads, in the order of the file.
  public var leads: [Lead]

  /// Creates a recording.
  public init(name: String, rate: Double, leads: [Lead]) {
    self.name = name
    self.rate = rate
    self.leads = leads
  }
}
