import Compute
import Waveforms

/// How a network is trained: shuffled batches, Adam, a rate that falls to 0 over the last part.
public struct Fitting: Sendable {
  /// How far a training has come.
  public struct Progress: Sendable {
    /// Steps done, counted from 1.
    public let step: Int
    /// Steps in all.
    public let steps: Int
    /// Passes over the examples, as a fraction.
    public let epoch: Double
    /// The loss, averaged over about the last twenty steps.
    public let loss: Double
  }

  /// Steps in all.
  public var steps: Int
  /// Examples a step.
  public var batch = 32
  /// The learning rate.
  public var rate: Float = 1e-3
  /// The share of the steps over which the rate falls to 0 at the end.
  public var decline = 0.3
  /// The greatest norm of all gradients together.
  public var clipNorm: Float = 1
  /// Parameters that are treated alike.
  public var groups = [Optimizer.Group()]
  /// What shuffling and dropout follow from.
  public var seed: UInt64
  /// Threads; nil for one a processor.
  public var threads: Int?

  /// Creates a plan.
  public init(steps: Int, seed: UInt64, threads: Int? = nil) {
    self.steps = steps
    self.seed = seed
    self.threads = threads
  }

  /// Trains parameters on a set, reports each step, and returns the curve of the averaged loss at each step.
  @discardableResult
  public func callAsFunction(
    _ classifier: Classifier, _ parameters: Parameters, on set: ExampleSet, report: (Progress) -> Void = { _ in }
  ) -> [Double] {
    precondition(set.count > 0, "training on a set of 0 examples, expected at least one")
    let runner = Runner(classifier.training(), parameters, threads: threads)
    runner.seed = seed
    let optimizer = Optimizer(.adam(), rate: rate, for: parameters, groups: groups)
    optimizer.clipNorm = clipNorm
    let size = set.leads * set.samples
    var order = Order(count: set.count, seed: seed)
    var curve: [Double] = []
    var average = 0.0
    let declining = max(1, decline * Double(steps))
    for step in 1...max(1, steps) {
      let chosen = (0..<batch).map { _ in order.next() }
      runner.withInput("signal", count: batch) { buffer in
        for (row, i) in chosen.enumerated() { buffer.write(set.signals[i], at: row * size) }
      }
      runner.setInput("label", chosen.map { Float(set.labels[$0]) })
      runner.run(batch)
      optimizer.rate = rate * Float(min(1, Double(steps - step + 1) / declining))
      optimizer.step(runner)
      let weight = max(0.05, 1 / Double(step))
      average += weight * (Double(runner.loss) - average)
      curve.append(average)
      report(Progress(step: step, steps: steps, epoch: Double(step * batch) / Double(set.count), loss: average))
    }
    return curve
  }

  /// The examples in shuffled order, shuffled anew when all have been used.
  private struct Order {
    let count: Int
    let seed: UInt64
    private var epoch: UInt64 = 0
    private var positions: [Int] = []
    private var place = 0

    init(count: Int, seed: UInt64) {
      self.count = count
      self.seed = seed
    }

    mutating func next() -> Int {
      if place == positions.count {
        var random = SplitMix64(seed, 0x0DE2, epoch)
        positions = Array(0..<count).shuffled(by: &random)
        epoch += 1
        place = 0
      }
      place += 1
      return positions[place - 1]
    }
  }
}
