import Learning

/// What is to be found out about how alike the beats of one patient are, in words.
public struct SimilarityRequest: Sendable {
  /// The cohort, as `name,key=value:path`, with what a training would leave out.
  public var training: TrainingRequest
  /// The lead; II when nothing is said, or the first there is.
  public var lead: String?
  /// How the autoencoder is trained; its seed is that of everything random.
  public var plan = CoderPlan()
  /// How densities are estimated.
  public var estimate = DensityEstimate()

  /// Creates a request; everything random follows from the seed.
  public init(_ training: TrainingRequest, seed: UInt64 = 1) {
    self.training = training
    lead = training.leads?.first
    plan.seed = seed
  }

  /// Loads the beats, and returns the audit.
  public func audit(threads: Int? = nil) throws(LearningError) -> SimilarityAudit {
    let cohort = try training.loadedCohort().cohort
    return SimilarityAudit(
      beats: try Heartbeats(of: cohort, lead: lead, seed: plan.seed, threads: threads), plan: plan, estimate: estimate)
  }
}
