import CommandLineKit
import Learning
import Networks
import Transfer

/// The options that say how a network is carried over.
enum TransferOptions {
  private static let method = Option(
    "method", short: "m", .choice(TransferRequest.Method.allCases.map(\.rawValue)), "WORD",
    "head: only it learns; fine-tune: all goes on learning; embed: a copy a lead", default: "fine-tune")
  private static let more = Option(
    repeated: "source", .file, "FILE", "to embed, a network for each further lead: CHECKPOINT is the first lead's")
  private static let new = Option("new", .text, "STAGE", "draw this stage and all above anew")
  private static let newHead = Option(flag: "new-head", "draw the whole head anew, whatever the network knows")
  private static let from = Option("from", .text, "STAGE", "only this stage and those above learn")
  private static let keepFeatures = Option(
    flag: "keep-features", "compute what --from leaves frozen once; head always does")
  private static let randomWindows = Option(
    "random-windows", .integer(from: 1), "K", "keep features of K random windows an example")
  private static let unfreeze = Option(
    "unfreeze-every", .integer(from: 1), "N", "one stage more learns every N epochs, from the head down")
  private static let layerDecay = Option(
    "layer-decay", .number(above: 0), "F", "times the rate from each stage to the one below", default: 1)
  private static let keepStatistics = Option(flag: "keep-statistics", "norms keep the statistics they have")
  private static let pullL1 = Option(
    "pull-l1", .number(from: 0), "L", "L1 pull to the source: weights without a reason to move stay", default: 0)
  private static let pullL2 = Option("pull-l2", .number(from: 0), "L", "pull in proportion to the distance", default: 0)
  private static let pullBy = Option(
    "pull-by", .choice(ParameterRule.Pull.allCases.map(\.rawValue)), "WORD",
    "exactly after each step, or by a penalty in the loss: proximal or subgradient", default: "proximal")
  private static let cross = Option("cross-channel", .list, "A,B,…", "stages after which a layer joins all leads")
  private static let crossPull = Option(
    "cross-pull-l1", .number(from: 0), "L", "pull of those layers to the identity", default: 0)
  private static let headStart = Option(
    "head", .choice(["share", "random"]), "WORD", "an embedded head: the source's, divided among the leads, or drawn",
    default: "share")
  private static let missing = Option(flag: "missing-leads", "an embedded network also for records that lack leads")

  static var all: [any DeclaredOption] {
    [
      method, more, new, newHead, from, keepFeatures, randomWindows, unfreeze, layerDecay, keepStatistics, pullL1,
      pullL2, pullBy, cross, crossPull, headStart, missing,
    ]
  }

  /// Returns what is asked for.
  static func request(_ checkpoint: String, _ training: TrainingRequest, _ call: Call) -> TransferRequest {
    var training = training
    training.plan.keepsStatistics = call[keepStatistics]
    var request = TransferRequest(
      TransferRequest.Method(rawValue: call[method]) ?? .fineTune, sources: [checkpoint] + call[more],
      training: training)
    request.renewedFrom = call[new]
    request.keepsRows = !call[newHead]
    request.from = call[from]
    request.keepsFeatures = call[keepFeatures]
    request.windows = call[randomWindows]
    request.unfreezeEvery = call[unfreeze]
    request.layerDecay = Float(call[layerDecay])
    request.pullL1 = Float(call[pullL1])
    request.pullL2 = Float(call[pullL2])
    request.pull = ParameterRule.Pull(rawValue: call[pullBy]) ?? .proximal
    request.crossChannel = call[cross] ?? []
    request.crossPullL1 = Float(call[crossPull])
    request.headStart = Embedded.HeadStart(rawValue: call[headStart]) ?? .share
    request.missingLeads = call[missing]
    return request
  }
}
