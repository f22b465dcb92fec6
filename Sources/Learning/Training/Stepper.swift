import Cohorts
import Compute
import Networks

/// The program of a training step, with what learns in one epoch, and how its inputs are filled.
final class Stepper {
  let epoch: Int
  private let plan: TrainingPlan
  private let training: LearningSet
  private let order: BatchOrder
  private let optimizer: Optimizer
  private let runner: Runner
  private let learns: [Bool]
  private let inputs: LossInputs

  /// Compiles the step of an epoch, or takes over the one of an earlier epoch in which the same parameters learnt.
  init(_ trainer: Trainer, epoch: Int, keeping old: Stepper?) {
    self.epoch = epoch
    plan = trainer.plan
    training = trainer.training
    order = trainer.order
    optimizer = trainer.optimizer
    let plan = plan
    learns = trainer.parameters.specs.map { plan.rule(of: $0.name).learns(in: epoch) }
    if let old, old.learns == learns {
      runner = old.runner
      inputs = old.inputs
      return
    }
    let graph = Graph()
    // A norm that does not learn keeps its statistics too: frozen is frozen.
    let frozen = zip(trainer.parameters.specs, learns).filter { !$1 }.map(\.0.name)
    let phase = Phase(drops: true, usesBatchStatistics: !plan.keepsStatistics, frozen: Set(frozen))
    let logits = trainer.architecture.logits(trainer.architecture.signal(in: graph), phase)
    inputs = LossInputs(plan, training)
    let program = Program.training(loss: inputs.draw(logits)) { plan.rule(of: $0).learns(in: epoch) }
    runner = Runner(program, trainer.parameters, threads: trainer.threads)
    runner.seed = plan.seed
  }

  /// One step over one batch, or over as many as are accumulated; returns how many examples it saw, and their mean loss.
  ///
  /// A loss that is no number is returned at once, and moves no weights.
  func step(_ feed: BatchFeed, _ progress: inout TrainingProgress) throws(LearningError) -> (seen: Int, loss: Double) {
    var (seen, sum) = (0, 0.0)
    for _ in 0..<plan.accumulation where progress.batch < order.batches {
      let rows: BatchFeed.Rows?
      do throws(RecipeError) { rows = try feed.next() } catch { throw .recipe(error) }
      guard let rows else { return (seen, .nan) }
      runner.step = UInt64(progress.epoch * order.batches + progress.batch)
      inputs.fill(runner, rows, step: runner.step)
      runner.run(rows.count)
      let loss = Double(runner.loss)
      guard loss.isFinite else { return (seen, loss) }
      sum += loss * Double(rows.count)
      progress.lossSum += loss * Double(rows.count)
      progress.lossCount += rows.count
      progress.batch += 1
      seen += rows.count
      if plan.accumulation > 1 { optimizer.accumulate(runner, weight: Float(rows.count)) }
    }
    optimizer.step(runner)
    progress.step += 1
    return (seen, sum / Double(seen))
  }
}

extension TrainingPlan {
  /// Returns the rule of a parameter; where none fits, that of all others.
  func rule(of name: String) -> ParameterRule { rules.first { Level.fits(name, $0.prefix) } ?? ParameterRule("") }

  /// Returns the optimizer's groups: one a rule, and within it norms and biases without decay.
  var groups: [Optimizer.Group] {
    (rules + [ParameterRule("")]).flatMap { rule in
      [true, false].map { isNormOrBias in
        let isProximal = rule.pull == .proximal
        return Optimizer.Group(
          rateFactor: rule.rateFactor, decay: isNormOrBias ? 0 : decay, proximalL1: isProximal ? rule.pullL1 : 0,
          proximalL2: isProximal ? rule.pullL2 : 0, penaltyL1: isProximal ? 0 : rule.pullL1,
          penaltyL2: isProximal ? 0 : rule.pullL2
        ) { spec in spec.isNormOrBias == isNormOrBias && Level.fits(spec.name, rule.prefix) }
      }
    }
  }
}

extension ParameterRule {
  func learns(in epoch: Int) -> Bool { learnsFrom.map { epoch >= $0 } ?? false }
}
