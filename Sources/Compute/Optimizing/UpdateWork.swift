import CKernels

/// An optimizer's step, cut into pieces of parameters.
final class UpdateWork: ParallelWork {
  struct Piece {
    let offset: Int
    let count: Int
    let gradient: UnsafeMutablePointer<Float>
    let group: Optimizer.Group
    /// The parameter's number, to find how many steps it has taken.
    let parameter: Int
  }
  struct Update {
    let rule: Optimizer.Rule
    let rate: Float
    let scale: Float
    let counts: [Int]
    let parameters: UnsafeMutablePointer<Float>
    let first: UnsafeMutablePointer<Float>?
    let second: UnsafeMutablePointer<Float>?
    let anchors: UnsafeMutablePointer<Float>?
  }
  enum Task {
    case accumulate(into: UnsafeMutablePointer<Float>, weight: Float, isFirst: Bool)
    case penalise(weights: UnsafeMutablePointer<Float>, anchors: UnsafeMutablePointer<Float>, weight: Float)
    case norm, update
  }

  /// Weights that one piece has at most: enough to be worth handing out, few enough to share evenly.
  private static let size = 16384

  private(set) weak var owner: Runner?
  private(set) var pieces: [Piece] = []
  /// The parameters that a step moves.
  private(set) var parameters: [Int] = []
  /// The squared norm of each piece; several workers write into it at once, each its own.
  private(set) var norms = UnsafeMutableBufferPointer<Double>.allocate(capacity: 0)
  var task = Task.update
  /// Accumulated gradients, laid out as the parameters are; nil to take the runner's own.
  var sum: UnsafeMutablePointer<Float>?
  var update: Update?

  func plan(_ runner: Runner, _ groups: [Optimizer.Group]) {
    owner = runner
    var numbers: [String: Int] = [:]
    for (number, spec) in runner.parameters.specs.enumerated() { numbers[spec.name] = number }
    pieces = runner.program.gradients.flatMap { spec, operand -> [Piece] in
      guard let group = groups.first(where: { $0.contains(spec) }), group.rateFactor != 0,
        let offset = runner.parameters.offsets[spec.name], let parameter = numbers[spec.name]
      else { return [] }
      return stride(from: 0, to: spec.shape.count, by: UpdateWork.size).map { start in
        Piece(
          offset: offset + start, count: min(UpdateWork.size, spec.shape.count - start),
          gradient: runner.pointer(operand) + start, group: group, parameter: parameter)
      }
    }
    parameters = Set(pieces.map(\.parameter)).sorted()
    norms.deallocate()
    norms = .allocate(capacity: pieces.count)
    norms.initialize(repeating: 0)
  }

  /// Has the next step plan anew.
  func forget() { owner = nil }

  deinit { norms.deallocate() }

  override func perform(part: Int, worker: Int) {
    let piece = pieces[part]
    let gradient = sum.map { $0 + piece.offset } ?? piece.gradient
    switch task {
    case .accumulate(let total, let weight, let isFirst):
      if isFirst {
        ek_scale(total + piece.offset, piece.gradient, weight, 0, piece.count)
      } else {
        ek_accumulate(total + piece.offset, piece.gradient, weight, piece.count)
      }
    case .penalise(let weights, let anchors, let weight):
      // As if the penalty stood in the loss: it is clipped with it, and counts once in a mean over runs.
      let (at, group) = (piece.offset, piece.group)
      if group.penaltyL1 > 0 {
        ek_penalty_l1_gradient(gradient, weights + at, anchors + at, group.penaltyL1 * weight, piece.count)
      }
      if group.penaltyL2 > 0 {
        ek_penalty_l2_gradient(gradient, weights + at, anchors + at, group.penaltyL2 * weight / 2, piece.count)
      }
    case .norm: norms[part] = ek_sum_squares(gradient, piece.count)
    case .update: if let update { apply(update, piece, gradient) }
    }
  }

  private func apply(_ update: Update, _ piece: Piece, _ gradient: UnsafeMutablePointer<Float>) {
    let weights = update.parameters + piece.offset
    let rate = update.rate * piece.group.rateFactor
    let steps = update.counts[piece.parameter]
    var correction2: Float = 1
    var epsilon: Float = 0
    switch update.rule {
    case .sgd(let momentum, let dampening, let isNesterov):
      var options = ek_sgd()
      options.rate = rate
      options.decay = piece.group.decay
      options.momentum = momentum
      options.dampening = dampening
      options.nesterov = isNesterov ? 1 : 0
      options.first = steps == 1 ? 1 : 0
      options.gradient_scale = update.scale
      ek_sgd_step(&options, weights, update.first.map { $0 + piece.offset }, gradient, piece.count)
    case .adam(let beta1, let beta2, let small), .adamW(let beta1, let beta2, let small):
      let isDecoupled = if case .adamW = update.rule { true } else { false }
      correction2 = Float((1 - power(Double(beta2), steps)).squareRoot())
      epsilon = small
      var options = ek_adam()
      options.rate = rate
      options.decay = isDecoupled ? 0 : piece.group.decay
      options.decoupled_decay = isDecoupled ? piece.group.decay : 0
      options.beta1 = beta1
      options.beta2 = beta2
      options.epsilon = small
      options.correction1 = Float(1 - power(Double(beta1), steps))
      options.correction2_root = correction2
      options.gradient_scale = update.scale
      guard let first = update.first, let second = update.second else { return }
      ek_adam_step(&options, weights, first + piece.offset, second + piece.offset, gradient, piece.count)
    }
    if piece.group.proximalL2 > 0, let anchors = update.anchors {
      ek_proximal_l2(weights, anchors + piece.offset, 1 / (1 + rate * piece.group.proximalL2), piece.count)
    }
    if piece.group.proximalL1 > 0, let anchors = update.anchors {
      // Under Adam each weight's own step size scales its threshold, as a proximal step in Adam's metric asks.
      ek_proximal_l1(
        weights, anchors + piece.offset, rate * piece.group.proximalL1, update.second.map { $0 + piece.offset },
        correction2, epsilon, piece.count)
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, left) = (1.0, base, exponent)
    while left > 0 {
      if left & 1 == 1 { result *= factor }
      factor *= factor
      left >>= 1
    }
    return result
  }
}
