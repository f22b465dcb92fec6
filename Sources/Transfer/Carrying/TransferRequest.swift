import Learning
import Networks

/// What carrying a network over is asked to do, as a user says it.
public struct TransferRequest: Sendable, Equatable {
  /// How a network is carried over.
  public enum Method: String, Sendable, CaseIterable {
    /// Only the head learns, on what the frozen rest made of each example once for all.
    case head
    /// The network goes on learning.
    case fineTune = "fine-tune"
    /// Copies of a one-lead network, one a lead, go on learning side by side.
    case embed
  }

  /// The networks' files: one, or to embed one a lead.
  public var sources: [String]
  /// How they are carried over.
  public var method: Method
  /// What is learnt, on what and how; the network it names plays no part.
  public var training: TrainingRequest
  /// The lowest level that is drawn anew; nothing for rows of the head that the sources do not know alone.
  public var renewedFrom: String?
  /// Whether rows of the head are kept for labels that the sources know.
  public var keepsRows = true
  /// The lowest level that learns; nothing for all, or with `head` for what is drawn anew.
  public var from: String?
  /// Whether what lies below the lowest level that learns is computed once and kept; `head` always does so.
  public var keepsFeatures = false
  /// Random windows of each training example that are kept so; nothing for the windows of evaluation.
  public var windows: Int?
  /// Epochs after which one level more learns, from the head down.
  public var unfreezeEvery: Int?
  /// What the rate is multiplied by from each level to the one below.
  public var layerDecay: Float = 1
  /// Strength of the L1 pull to the sources' weights.
  public var pullL1: Float = 0
  /// Strength of the L2 pull to the sources' weights, in proportion to the distance.
  public var pullL2: Float = 0
  /// How pulls are done.
  public var pull = ParameterRule.Pull.proximal
  /// The stages after which a layer joins all leads.
  public var crossChannel: [String] = []
  /// Strength of the pull of those layers to the identity.
  public var crossPullL1: Float = 0
  /// What an embedded network's head begins with.
  public var headStart = Embedded.HeadStart.share
  /// Whether recordings may lack leads.
  public var missingLeads = false

  /// Creates a request.
  public init(_ method: Method, sources: [String], training: TrainingRequest) {
    self.sources = sources
    self.method = method
    self.training = training
  }

  /// Creates a request to carry one network over to a cohort, with the network's own recipe.
  ///
  ///     let request = TransferRequest(.embed, of: "lead.safetensors", to: "csv:mine/index.csv")
  public init(_ method: Method, of source: String, to cohort: String) {
    self.init(
      method, sources: [source],
      training: TrainingRequest(cohort: cohort, network: source, recipe: Self.sourceRecipe))
  }

  /// The recipe's word for that of the first source.
  public static let sourceRecipe = "source"

  /// What does not go together, or nothing.
  public var problem: String? {
    let isEmbedding = method == .embed
    let keeps = method == .head || keepsFeatures
    let checks: [(Bool, String)] = [
      (!sources.isEmpty, "there is no source"),
      (sources.count <= 1 || isEmbedding, "\(sources.count) sources: only embedding takes several, one a lead"),
      (crossChannel.isEmpty || isEmbedding, "layers across leads are for embedding"),
      (!missingLeads || isEmbedding, "leads can be missing in embedded networks alone"),
      (!keeps || unfreezeEvery == nil, "what is computed once cannot learn later"),
      (method != .fineTune || !keepsFeatures || from != nil, "say from which level up it learns"),
      (method != .embed || !keepsFeatures || from != nil, "say from which level up it learns"),
      (windows == nil || keeps, "random windows are kept where features are"),
      (windows.map { $0 >= 1 } ?? true, "\(windows ?? 0) windows, expected 1 or more"),
      (unfreezeEvery.map { $0 >= 1 } ?? true, "unfreezing every \(unfreezeEvery ?? 0) epochs, expected 1 or more"),
      (layerDecay > 0 && layerDecay.isFinite, "a layer decay of \(layerDecay), expected above 0"),
      ([pullL1, pullL2, crossPullL1].allSatisfy { $0 >= 0 && $0.isFinite }, "a pull is 0 or more"),
    ]
    return checks.first { !$0.0 }?.1
  }
}
